import { type Arg, wholeText } from '../define/argument.ts'

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const lengthOf = (value: string): number => [...graphemes.segment(value)].length

/** What people cannot see takes no part: control, format and surrogate characters are dropped, ends are trimmed. */
const visible = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (char) => (char === '\n' || char === '\u200d' ? char : ''))
    .trim()

interface TextOptions {
  label: string
  keys?: readonly string[]
  /** Longest length in characters as people count them. */
  max: number
  placeholder?: string
}

const textArg = (kind: 'line' | 'area', options: TextOptions): Arg<string> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: wholeText,
  async read(given) {
    const value = visible(given)
    if (value === '') return { ok: false, sentence: `请填写${options.label}。` }
    const length = lengthOf(value)
    return length <= options.max
      ? { ok: true, value }
      : { ok: false, sentence: `${options.label}不能超过${options.max}字，现有${length}字，请缩短。` }
  },
  field: async (_ctx, value) => ({
    kind,
    label: options.label,
    maxLength: Math.min(options.max, 1000),
    ...(options.placeholder === undefined ? {} : { placeholder: options.placeholder }),
    ...(value === undefined ? {} : { value: value.slice(0, 1000) }),
  }),
})

/** One line of text. */
export const text = (options: TextOptions): Arg<string> => textArg('line', options)

/** Text of several lines. */
export const longText = (options: TextOptions): Arg<string> => textArg('area', options)
