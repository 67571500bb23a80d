import { z } from 'zod'
import { type LocalDate, localDateSchema } from '../calendar/dates.ts'
import { parsePeriod } from '../calendar/periods.ts'

const periodLabel = z.string().refine((label) => parsePeriod(label) !== undefined, {
  error: 'a period: 2026-10, 2026-Q4 or 2026',
})
const moment = z.union([
  localDateSchema,
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  z.iso.datetime({ local: true }).transform((text): LocalDate => text.slice(0, 10)),
])
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)
const nullable = z
  .union([localDateSchema, z.null()])
  .optional()
  .transform((value) => value ?? null)
const groupId = z.string().min(1)
const count = z.int().min(0).max(1_000_000)

const meeting = z
  .object({
    id: optional(z.string()),
    kinds: z.array(z.string().min(1)).min(1).max(10),
    start: moment,
    status: z.enum(['held', 'scheduled', 'cancelled', 'postponed', 'no_quorum']),
    groups: optional(z.array(groupId)),
    attended: optional(count),
    eligible: optional(count),
    makeup_for: optional(periodLabel),
    attributed_to: optional(periodLabel),
  })
  .refine(({ attended, eligible }) => (attended ?? 0) <= (eligible ?? Infinity), {
    error: 'attended must not exceed eligible',
  })

const document = z
  .string()
  .nullish()
  .transform((text) => text ?? '')

/** A case of `zhibu cadence`: what is known of an organisation and the day of the question. */
export const cadenceCaseSchema = z.object({
  org: z.object({
    founded: localDateSchema,
    dissolved: nullable,
    committee_from: nullable,
    union_from: nullable,
    groups: z
      .array(z.object({ id: groupId, from: localDateSchema, to: nullable }))
      .max(200)
      .default([])
      .refine((groups) => new Set(groups.map(({ id }) => id)).size === groups.length, {
        error: 'two groups with the same id',
      }),
  }),
  meetings: z.array(meeting).max(5000),
  as_of: moment,
  /** Optional obligations that the organisation has switched on, and regular ones that it has switched off. */
  enabled: z.array(z.string()).default([]),
  disabled: z.array(z.string()).default([]),
  window_overrides: z
    .array(
      z.object({
        obligation: z.string(),
        period: periodLabel,
        until: localDateSchema,
        doc: document,
        group: optional(groupId),
      }),
    )
    .default([]),
  exemptions: z
    .array(z.object({ obligation: z.string(), period: periodLabel, doc: document, group: optional(groupId) }))
    .default([]),
})

/** A parsed case. */
export type CadenceCase = z.output<typeof cadenceCaseSchema>
