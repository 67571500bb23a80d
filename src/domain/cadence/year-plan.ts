import { addDays, type LocalDate, laterOf } from '../calendar/dates.ts'
import { dueDate, parseDueRule } from '../calendar/due.ts'
import { type Period, periodOf } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { YearPlanItem } from '../ports/cadence.ts'
import type { Meeting } from '../ports/meetings.ts'
import type { ProcessTemplate } from '../process/template.ts'
import { fulfilmentOf, type Obligation } from './obligation.ts'
import { ALL_GROUPS, type ObligationState } from './obligation-statuses.ts'
import { preferredWindow } from './status.ts'
import type { CadenceStatus } from './status-words.ts'

/** The plan as a card in its branch, and as a report at the superior; ref = the plan's id. */
export const planViews = { branch: 'plan.year', superior: 'plan.filed' } as const

/** States in which a period needs no meeting to be planned: not asked for, held, or missed for good. */
const nothingToPlan: readonly CadenceStatus[] = [
  'not_applicable',
  'not_required',
  'exempt',
  'done',
  'late_done',
  'missed',
]

/** What a plan is drafted from. */
export interface PlanFacts {
  /** States of the organisation's duties in the periods of the year. */
  states: readonly ObligationState[]
  obligations: readonly Obligation[]
  calendar: WorkingCalendar
  /** Nothing is planned before this day. */
  today: LocalDate
  processOf: (obligation: Obligation) => ProcessTemplate | undefined
  /** Meetings that are arranged already: an item that one of them serves is planned for its day. */
  meetings: readonly PlanMeeting[]
}

/** What a plan knows of a meeting. */
export type PlanMeeting = Pick<Meeting, 'id' | 'kinds' | 'groups' | 'startsOn' | 'status'>

/** The arranged meeting that serves an item of a plan. */
export const meetingFor = (
  meetings: readonly PlanMeeting[],
  { obligation, body }: Pick<YearPlanItem, 'obligation' | 'body'>,
  { start, end }: Pick<Period, 'start' | 'end'>,
): PlanMeeting | undefined =>
  meetings.find(
    (one) =>
      one.status === 'scheduled' &&
      one.kinds.includes(obligation) &&
      one.startsOn >= start &&
      one.startsOn <= end &&
      (body === '' || (one.groups?.includes(body) ?? false)),
  )

/**
 * A draft of the year: for every duty and period (and group) that still needs its meeting a working day, inside the
 * preferred window where the duty has one, on the day that the data say, with the day by which the superior must have the
 * written request. In order of date.
 */
export function draftYear(facts: PlanFacts): YearPlanItem[] {
  return facts.states
    .filter(({ status }) => !nothingToPlan.includes(status))
    .flatMap((state) => {
      const obligation = facts.obligations.find(({ id }) => id === state.obligation)
      // What people do one by one is no meeting to be planned.
      if (!obligation || fulfilmentOf(obligation) === 'registered') return []
      if (obligation.per === 'group' && (state.group ?? ALL_GROUPS) === ALL_GROUPS) return []
      const body = state.group ?? ''
      const arranged = meetingFor(facts.meetings, { obligation: obligation.id, body }, state.period)
      const on = arranged?.startsOn ?? plannedDay(obligation, state.period, facts)
      if (on === undefined) return []
      return [
        {
          obligation: obligation.id,
          period: state.period.label,
          body,
          on,
          requestBy: requestBy(facts.processOf(obligation), on, facts.calendar),
          meetingId: arranged?.id ?? null,
          queued: false,
          refusal: null,
        },
      ]
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The working day on or after the wished one, the last one before where the period, or its window, would end. */
function plannedDay(
  obligation: Obligation,
  period: Period,
  { calendar, today }: PlanFacts,
): LocalDate | undefined {
  const { start, end } = preferredWindow(period, obligation.preferredWindow) ?? period
  const wished = laterOf(wishedDay(start, end, obligation), today)
  const day = calendar.nextWorkingDay(wished)
  if (day <= end) return day
  const before = calendar.previousWorkingDay(end)
  if (before >= laterOf(start, today)) return before
  const later = calendar.nextWorkingDay(laterOf(start, today))
  return later <= period.end ? later : undefined
}

/** `plannedOn` counts months from the beginning of the period or its window; a month that is too short gives its last day. */
function wishedDay(start: LocalDate, end: LocalDate, { plannedOn }: Obligation): LocalDate {
  let month = periodOf(start, 'month')
  for (let more = plannedOn.month; more > 1 && month.end < end; more--)
    month = periodOf(addDays(month.end, 1), 'month')
  const wished = `${month.label}-${String(plannedOn.day).padStart(2, '0')}`
  return wished < month.end ? wished : month.end
}

/** Until when the superior must have what the process asks it for before the meeting (召开前五天书面请示); null without. */
export function requestBy(
  template: ProcessTemplate | undefined,
  on: LocalDate,
  calendar: WorkingCalendar,
): LocalDate | null {
  const step = template?.steps.find(({ config }) => config.hard_deadline === true)
  const rule = step && parseDueRule(step.due)
  return rule?.anchor.kind === 'T' ? dueDate(rule, on, calendar) : null
}
