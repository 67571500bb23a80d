import { z } from 'zod'
import { type LocalDate, localDateSchema, partsOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { type Period, type PeriodKind, parsePeriod, periodsOfYear } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { CadenceConfig, Obligation } from './obligation.ts'
import type { CadenceFacts, ObligationState } from './obligation-statuses.ts'
import { obligationStatuses } from './obligation-statuses.ts'

/** Why an input was refused: a code for programs and a Chinese sentence for people. */
export interface RefusedInput {
  error: { code: 'input/invalid' | 'input/rule'; message: string }
}

/** A line of `zhibu cadence`. */
export interface CadenceRow {
  obligation: string
  period: string
  status: string
  group?: string
  flags: string[]
}

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

/** What a case is judged by: the rows of the cadence file, the calendar and the zone. */
export interface CaseRules {
  obligations: readonly Obligation[]
  config: CadenceConfig
  calendar: WorkingCalendar
  zone: string
}

/**
 * What `zhibu cadence` prints for one case: a row for every enabled obligation, period and group, for the year of
 * the question, the year before and after it, and every year that a tag, an exemption or a moved window names.
 * Input that does not fit is refused whole.
 */
export function evaluateCadenceCase(input: unknown, rules: CaseRules): CadenceRow[] | RefusedInput {
  const parsed = cadenceCaseSchema.safeParse(input)
  if (!parsed.success) return refusedInput(parsed.error)
  const facts = factsOf(parsed.data, rules)
  return obligationStatuses(facts).flatMap((state) => rowsOf(state, facts))
}

/** The refusal of an input that its schema did not accept, naming the first place that is wrong. */
export function refusedInput(error: z.ZodError): RefusedInput {
  const issue = error.issues[0]
  const where = issue && issue.path.length > 0 ? issue.path.join('.') : '输入'
  return {
    error: { code: 'input/invalid', message: `输入不符合要求，请检查 ${where}：${issue?.message ?? ''}` },
  }
}

type CadenceCase = z.output<typeof cadenceCaseSchema>

function factsOf(input: CadenceCase, rules: CaseRules): CadenceFacts {
  const { org, meetings } = input
  const asOf = input.as_of instanceof Date ? localDate(input.as_of, rules.zone) : input.as_of
  return {
    ...rules,
    asOf,
    org: {
      founded: org.founded,
      dissolved: org.dissolved,
      committeeFrom: org.committee_from,
      unionFrom: org.union_from,
      groups: org.groups,
    },
    meetings: meetings.map(({ status, makeup_for, attributed_to, ...rest }) =>
      present({ ...rest, state: status, makeUpFor: makeup_for, attributedTo: attributed_to }),
    ),
    overrides: input.window_overrides.map(({ doc, ...rest }) => present({ ...rest, document: doc })),
    exemptions: input.exemptions.map(({ doc, ...rest }) => present({ ...rest, document: doc })),
    periods: periodsAround(asOf, input),
  }
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same object without the keys that hold nothing. */
const present = <T extends object>(row: T): Present<T> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<T>

function periodsAround(asOf: LocalDate, input: CadenceCase): Period[] {
  const { year } = partsOf(asOf)
  const named = [
    ...input.window_overrides.map((row) => row.period),
    ...input.exemptions.map((row) => row.period),
    ...input.meetings.flatMap((row) => [row.makeup_for, row.attributed_to]),
  ].flatMap((label) => (label === undefined ? [] : [Number(label.slice(0, 4))]))
  const years = [...new Set([year - 1, year, year + 1, ...named])].sort((a, b) => a - b)
  const kinds: PeriodKind[] = ['month', 'quarter', 'year']
  return years.flatMap((each) => kinds.flatMap((kind) => periodsOfYear(each, kind)))
}

/** An organisation without groups has one row for the group duty; it answers to the group `*` and to none. */
function rowsOf(
  { obligation, period, status, group, flags }: ObligationState,
  { org }: CadenceFacts,
): CadenceRow[] {
  const row = { obligation, period: period.label, status, flags }
  if (group === undefined) return [row]
  const grouped = { ...row, group }
  return org.groups.length === 0 ? [row, grouped] : [grouped]
}
