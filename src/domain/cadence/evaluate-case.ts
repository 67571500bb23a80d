import type { z } from 'zod'
import { type LocalDate, partsOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { type Period, type PeriodKind, periodsOfYear } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type CadenceCase, cadenceCaseSchema } from './case-schema.ts'
import { type CadenceConfig, type Obligation, switched } from './obligation.ts'
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

/** What a case is judged by: the rows of the cadence file, the calendar and the zone. */
export interface CaseRules {
  obligations: readonly Obligation[]
  config: CadenceConfig
  calendar: WorkingCalendar
  zone: string
}

/**
 * What `zhibu cadence` prints for one case: a row for every enabled obligation, period and group, for the year of
 * the question, the year before and after it, and every year of a meeting, or that a tag, an exemption or a moved window names.
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

function factsOf(input: CadenceCase, rules: CaseRules): CadenceFacts {
  const { org, meetings } = input
  const asOf = dayOf(input.as_of, rules.zone)
  return {
    ...rules,
    obligations: switched(rules.obligations, input.enabled, input.disabled),
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
    periods: periodsAround(asOf, input, rules.zone),
  }
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same object without the keys that hold nothing. */
const present = <T extends object>(row: T): Present<T> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<T>

const dayOf = (moment: Date | LocalDate, zone: string): LocalDate =>
  moment instanceof Date ? localDate(moment, zone) : moment

function periodsAround(asOf: LocalDate, input: CadenceCase, zone: string): Period[] {
  const { year } = partsOf(asOf)
  const named = [
    ...input.window_overrides.map((row) => row.period),
    ...input.exemptions.map((row) => row.period),
    ...input.meetings.flatMap((row) => [row.makeup_for, row.attributed_to]),
  ].flatMap((label) => (label === undefined ? [] : [Number(label.slice(0, 4))]))
  const held = input.meetings.map((row) => partsOf(dayOf(row.start, zone)).year)
  const years = [...new Set([year - 1, year, year + 1, ...named, ...held])].sort((a, b) => a - b)
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
