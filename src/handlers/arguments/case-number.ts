import { halfWidth } from '../../domain/conversation/normalise.ts'
import type { Arg } from '../define/argument.ts'

/** A case number: `D2026-014`, `D14` or `14` (DOMAIN §5.3). Whether such a case exists is the handler's question. */
export const caseNumber = (options: {
  label?: string
  letter: string
  /** Where cases of several letters may be meant. */
  letters?: string
}): Arg<string> => {
  const letters = options.letters ?? options.letter
  const label = options.label ?? '编号'
  const form = new RegExp(`^[${letters}]?(\\d{4}-)?\\d{1,6}$`, 'i')
  const first = new RegExp(`^[${letters}]?(\\d{4}-)?\\d{1,6}(?![\\w-])`, 'i')
  const take: Arg<string>['take'] = (free) => {
    const [text] = first.exec(halfWidth(free)) ?? []
    return text === undefined ? null : { text, rest: free.slice(text.length).trim() }
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
