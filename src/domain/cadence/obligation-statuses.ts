import { type LocalDate, partsOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { type Period, type PeriodKind, periodsOfYear } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { countingKinds } from './counting.ts'
import type { DutyWording } from './duty-wording.ts'
import {
  type CadenceGroup,
  type CadenceMeeting,
  type CadenceOrg,
  type Exemption,
  meetingDate,
  spanOf,
  type WindowOverride,
} from './facts.ts'
import type { CadenceConfig, Obligation } from './obligation.ts'
import { type DatedMeeting, type PeriodState, periodState } from './status.ts'
import { worstOf } from './status-words.ts'

/** The name of the row that rolls up all groups of an organisation. */
export const ALL_GROUPS = '*'

/** Everything a status is read from. Nothing else is asked: same facts, same answer, in any order of meetings. */
export interface CadenceFacts {
  org: CadenceOrg
  meetings: readonly CadenceMeeting[]
  overrides: readonly WindowOverride[]
  exemptions: readonly Exemption[]
  /** The day, or the instant, at which the question is asked. */
  asOf: LocalDate | Date
  /** Rows of the cadence file; those not enabled are left out of the answer. */
  obligations: readonly Obligation[]
  config: CadenceConfig
  calendar: WorkingCalendar
  zone: string
  /** Periods to answer for, of any kind; without them those of the year of `asOf` and the year before. */
  periods?: readonly Period[]
}

/** One line of the answer: an obligation, a period, and for group duties the group (`*` = the worst of them). */
export interface ObligationState extends PeriodState {
  obligation: string
  period: Period
  /** How cards speak of the duty. */
  wording: DutyWording
  group?: string
  /** Of a duty that is registered person by person: how many of how many. */
  registered?: { done: number; due: number }
}

/**
 * The state of every enabled obligation in every period asked for, obligations in file order, periods in order,
 * each group and then the roll-up `*`. An organisation without groups gets one `not_applicable` roll-up row.
 */
export function obligationStatuses(facts: CadenceFacts): ObligationState[] {
  const asOf = typeof facts.asOf === 'string' ? facts.asOf : localDate(facts.asOf, facts.zone)
  const dated = inOrder(facts)
  return facts.obligations
    .filter((obligation) => obligation.enabled)
    .flatMap((obligation) =>
      periodsFor(obligation.period, asOf, facts.periods).flatMap((period) =>
        statesOf(obligation, period, { ...facts, asOf }, dated),
      ),
    )
}

function inOrder({ meetings, zone }: CadenceFacts): DatedMeeting[] {
  const dated = meetings.map((meeting) => ({ meeting, date: meetingDate(meeting, zone) }))
  const key = ({ date, meeting }: DatedMeeting) => `${date} ${meeting.id ?? ''}`
  return dated.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function periodsFor(
  kind: PeriodKind,
  asOf: LocalDate,
  periods: readonly Period[] | undefined,
): readonly Period[] {
  if (periods) return periods.filter((period) => period.kind === kind)
  const { year } = partsOf(asOf)
  return [...periodsOfYear(year - 1, kind), ...periodsOfYear(year, kind)]
}

type Asked = CadenceFacts & { asOf: LocalDate }

function statesOf(
  obligation: Obligation,
  period: Period,
  facts: Asked,
  dated: readonly DatedMeeting[],
): ObligationState[] {
  if (obligation.per !== 'group') return [stateOf(obligation, period, facts, dated)]
  const rows = facts.org.groups.map((group) => stateOf(obligation, period, facts, dated, group))
  return [...rows, rollUp(rows, stateOf(obligation, period, facts, dated))]
}

function stateOf(
  obligation: Obligation,
  period: Period,
  facts: Asked,
  dated: readonly DatedMeeting[],
  group?: CadenceGroup,
): ObligationState {
  const span = spanOf(obligation, facts.org, group)
  const { id, wording } = obligation
  const body = { obligation: id, period, wording, ...(group && { group: group.id }) }
  const meetings = dated.filter(({ meeting }) => concerns(meeting, obligation, facts, group))
  const never = { from: '9999-12-31', to: null }
  const { asOf, config, overrides, exemptions, calendar } = facts
  const rules = { obligation, config, overrides, exemptions, asOf, calendar, meetings, span: span ?? never }
  return { ...body, ...periodState(period, group ? { ...rules, group: group.id } : rules) }
}

function concerns(
  meeting: CadenceMeeting,
  obligation: Obligation,
  facts: Asked,
  group?: CadenceGroup,
): boolean {
  if (!countingKinds(meeting.kinds, facts.config).includes(obligation.id)) return false
  if (!group) return true
  return meeting.groups ? meeting.groups.includes(group.id) : facts.org.groups.length === 1
}

/** The branch's row over its groups: the worst state, all flags and meetings. `whole` gives the dates. */
function rollUp(rows: readonly ObligationState[], whole: ObligationState): ObligationState {
  return {
    ...whole,
    group: ALL_GROUPS,
    status: worstOf(rows.map((row) => row.status)),
    flags: [...new Set(rows.flatMap((row) => row.flags))],
    meetings: [...new Set(rows.flatMap((row) => row.meetings))],
  }
}
