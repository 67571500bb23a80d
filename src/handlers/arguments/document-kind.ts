import type { DocumentLayout } from '../../domain/documents/layout.ts'
import { type Arg, firstWord } from '../define/argument.ts'

type Layouts = ReadonlyMap<string, DocumentLayout>

const named = (documents: Layouts, word: string): DocumentLayout | undefined =>
  [...documents.values()].find(({ id, label, also }) => id === word || label === word || also.includes(word))

/** A kind of document, by its label or another word for it. */
export const documentKind = (options: { label: string }): Arg<DocumentLayout> => ({
  label: options.label,
  keys: [options.label, '文书'],
  required: true,
  take: firstWord,
  async read(given, { catalogue }) {
    const found = named(catalogue.documents, given.trim())
    const all = [...catalogue.documents.values()].map(({ label }) => label)
    return found
      ? { ok: true, value: found }
      : { ok: false, sentence: `没有“${given.slice(0, 20)}”这种文书，可选：${all.join('、')}。` }
  },
  async field({ catalogue }, value) {
    const found = value === undefined ? undefined : named(catalogue.documents, value)
    return {
      kind: 'choice',
      label: options.label,
      options: [...catalogue.documents.values()].map(({ id, label }) => ({ value: id, text: label })),
      ...(found ? { value: found.id } : {}),
    }
  },
})
