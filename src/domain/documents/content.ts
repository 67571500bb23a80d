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
  z.object({
    /** Labels with their answers in a frame, to be printed and signed; `lines` = height that is left for handwriting. */
    kind: z.literal('form'),
    rows: z.array(
      z.array(z.object({ label: z.string(), text: z.string(), lines: z.int().optional() })).min(1),
    ),
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
  /** A table of many columns lies on its side. */
  landscape: z.boolean().optional(),
  blocks: z.array(block),
})
export type DocumentContent = z.infer<typeof documentContent>
