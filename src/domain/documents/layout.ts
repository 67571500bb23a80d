import { z } from 'zod'
import { keysOf, roles, visibilities } from '../process/vocabulary.ts'
import { paragraphKinds } from './content.ts'

const text = z.string().min(1)
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, '编号只用小写字母、数字和下划线')

const paragraph = z.partialRecord(z.enum(paragraphKinds), text)
const conditions = {
  /** Only when this fact is there. */
  if: name.optional(),
  /** Only when it is not. */
  unless: name.optional(),
  /** Once for each row of this list; the row's own facts come before the document's, `no` is its number. */
  each: name.optional(),
}

/** A block: one paragraph, one table or one form, under its conditions. */
const blockSchema = z.union([
  z.strictObject({
    ...conditions,
    table: z.strictObject({
      rows: name,
      columns: z.array(z.strictObject({ label: text, value: text, width: z.number().positive() })).min(1),
    }),
  }),
  z.strictObject({
    ...conditions,
    form: z
      .array(
        z
          .array(
            z.strictObject({
              label: text,
              value: text,
              /** Once for each row of this list, each on a line of its own. */
              each: name.optional(),
              /** Height that is left for handwriting. */
              lines: z.int().positive().max(20).optional(),
            }),
          )
          .min(1)
          .max(4),
      )
      .min(1),
  }),
  z
    .looseObject(conditions)
    .refine(
      (block) => paragraph.safeParse(textsOf(block)).success && Object.keys(textsOf(block)).length === 1,
      {
        error: `一段只能是其中一种：${paragraphKinds.join('、')}、table、form`,
      },
    ),
])

const textsOf = (block: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(block).filter(([key]) => !(key in conditions)))

/** What a person fills in on a card where the records do not say it. */
const fieldSchema = z.strictObject({
  id: name,
  label: z.string().min(1).max(20),
  long: z.boolean().default(false),
  /** The final version may leave it blank. */
  optional: z.boolean().default(false),
})

/** What happens to a subject so that a document about it is drafted without being asked for. */
const draftCauses = ['ballot_closed', 'meeting_held'] as const
export type DraftCause = (typeof draftCauses)[number]

/** A document as an office lays it out: data, so that it can be replaced without code. */
export const layoutSchema = z.strictObject({
  id: name,
  version: z.int().positive(),
  /** The word in commands and on cards: 会议记录. */
  label: z.string().min(1).max(20),
  also: z.array(z.string()).default([]),
  subject: z.enum(['meeting', 'request', 'ballot', 'case', 'notice']),
  /** Letters of numbers by which it is made from another record instead: `{G: notice}`. */
  instead: z.record(z.string().regex(/^[A-Z]$/), z.enum(['notice'])).default({}),
  style: z.enum(['official', 'record']),
  title: text,
  /** Whose signature makes it final, where no step of the case names it. */
  signs: z.enum(keysOf(roles), { error: ({ input }) => `没有这样的角色：${String(input)}` }),
  /** Who may read it at the least; a restricted case narrows it. */
  visibility: z.enum(visibilities).default('branch'),
  /** Class of the retention schedule. */
  retention: name,
  /** When it is drafted from the records by itself, for its writers to complete. */
  drafted_when: z.array(z.enum(draftCauses)).default([]),
  source: z.string(),
  fields: z.array(fieldSchema).max(12).default([]),
  blocks: z.array(blockSchema).min(1),
})

export type DocumentLayout = z.infer<typeof layoutSchema>
export type LayoutBlock = DocumentLayout['blocks'][number]
