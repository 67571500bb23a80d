import { z } from 'zod'

/** Kinds of paragraphs; how each looks is the writer's matter (GB/T 9704). */
export const paragraphKinds = [
  'title',
  'subtitle',
  'number',
  'addressee',
  'body',
  'h1',
  'h2',
  'h3',
  'line',
  'attachment',
  'signature',
  'date',
  'note',
] as const
export type ParagraphKind = (typeof paragraphKinds)[number]

const block = z.union([
  z.object({ kind: z.enum(paragraphKinds), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.object({ label: z.string(), width: z.number() })),
    rows: z.array(z.array(z.string())),
  }),
])
export type ContentBlock = z.infer<typeof block>

/** The text of a version, whole: what a file is made of, and what stays readable without one. */
export const documentContent = z.object({
  /** `official` = red-tape layout of letters (通知、请示、报告、决议), `record` = internal records with tables. */
  style: z.enum(['official', 'record']),
  title: z.string(),
  /** A line in the head of each page: who took it out and when, on restricted papers. */
  watermark: z.string().nullable(),
  blocks: z.array(block),
})
export type DocumentContent = z.infer<typeof documentContent>
