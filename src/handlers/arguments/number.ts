import { halfWidth } from '../../domain/conversation/normalise.ts'
import { type Arg, firstWord } from '../define/argument.ts'

/** A whole number between two bounds; what stands after it (`5天`, `5个工作日`) may be left or written. */
export const wholeNumber = (options: {
  label: string
  keys?: readonly string[]
  min: number
  max: number
}): Arg<number> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: firstWord,
  async read(given) {
    const digits = /^(\d{1,6})(?:个?(?:工作)?[日天件人次])?$/.exec(halfWidth(given).trim())
    const value = Number(digits?.[1])
    return digits && value >= options.min && value <= options.max
      ? { ok: true, value }
      : { ok: false, sentence: `请填写${options.min}至${options.max}之间的整数。` }
  },
  field: async (_ctx, value) => ({
    kind: 'line',
    label: options.label,
    maxLength: 6,
    placeholder: `${options.min}至${options.max}`,
    ...(value === undefined ? {} : { value: value.slice(0, 6) }),
  }),
})
