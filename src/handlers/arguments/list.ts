import { splitList } from '../../domain/conversation/normalise.ts'
import { type Arg, wholeText } from '../define/argument.ts'

/** A list, written with ； or 、 or one item a line. At most `max` items of `maxLength` characters each. */
export const list = (options: {
  label: string
  keys?: readonly string[]
  max: number
  maxLength: number
  placeholder?: string
}): Arg<string[]> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: wholeText,
  async read(given) {
    const items = splitList(given.replace(/[\p{Cf}\p{Cs}]/gu, ''))
    const long = items.find((item) => item.length > options.maxLength)
    if (items.length === 0) return { ok: false, sentence: `请填写${options.label}，多项用“；”隔开。` }
    if (items.length > options.max)
      return { ok: false, sentence: `${options.label}最多${options.max}项，现有${items.length}项。` }
    if (long)
      return {
        ok: false,
        sentence: `${options.label}每项不能超过${options.maxLength}字：“${long.slice(0, 10)}…”太长。`,
      }
    return { ok: true, value: items }
  },
  field: async (_ctx, value) => ({
    kind: 'area',
    label: options.label,
    maxLength: 1000,
    placeholder: options.placeholder ?? '每行一项，或用“；”隔开',
    ...(value === undefined ? {} : { value: splitList(value).join('\n').slice(0, 1000) }),
  }),
})
