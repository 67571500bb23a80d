import { halfWidth } from '../../domain/conversation/normalise.ts'
import { type Arg, firstWord } from '../define/argument.ts'

/** A case number: `D2026-014`, `D14` or `14` (DOMAIN §5.3). Whether such a case exists is the handler's question. */
export const caseNumber = (options: { label?: string; letter: string }): Arg<string> => {
  const label = options.label ?? '编号'
  const form = new RegExp(`^${options.letter}?(\\d{4}-)?\\d{1,6}$`, 'i')
  const take: Arg<string>['take'] = (free) => {
    const word = firstWord(halfWidth(free))
    return word && form.test(word.text)
      ? { text: word.text, rest: free.slice(word.text.length).trim() }
      : null
  }
  return {
    label,
    keys: [label],
    required: true,
    take,
    async read(given) {
      const value = halfWidth(given).trim().toUpperCase()
      return form.test(value)
        ? { ok: true, value }
        : { ok: false, sentence: `编号请写成 ${options.letter}2026-001 的样子，或只写序号。` }
    },
    field: async (_ctx, value) => ({
      kind: 'line',
      label,
      maxLength: 20,
      placeholder: `例如 ${options.letter}2026-001`,
      ...(value === undefined ? {} : { value }),
    }),
  }
}
