import type { Arg } from '../define/argument.ts'
import { text } from './text.ts'

/** A web address of at most 500 characters. It is shown as text, never opened by the service. */
export const link = (options: { label: string; keys?: readonly string[] }): Arg<string> => {
  const arg = text({ ...options, max: 500, placeholder: '例如：https://…' })
  return {
    ...arg,
    async read(given, ctx) {
      const reading = await arg.read(given, ctx)
      if (!reading.ok) return reading
      return /^https?:\/\/[^\s]+$/i.test(reading.value)
        ? reading
        : { ok: false, sentence: `${options.label}请填写网址，以 https:// 开头。` }
    },
  }
}
