import { daysBetween, earlierOf, type LocalDate, laterOf } from '../calendar/dates.ts'
import { type Period, parsePeriod, periodOf } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import {
  attendanceSuffices,
  type CountingRules,
  countedFor,
  existsIn,
  lastDayInTime,
  lastDayOfMakeUp,
  onFile,
} from './counting.ts'
import type { CadenceMeeting, Exemption, Span } from './facts.ts'
import type { CadenceStatus } from './status-words.ts'

/** What is worth a second look although it counts. */
export type StatusFlag =
  /** the deciding meeting lies on a day off */
  | 'on_day_off'
  /** held outside the quarter in which it is usually held */
  | 'outside_preferred_window'

/** A meeting with its local date, already known to count for the obligation and body in question. */
export interface DatedMeeting {
  meeting: CadenceMeeting
  date: LocalDate
}

/** The state of one obligation of one body in one period. */
export interface PeriodState {
  status: CadenceStatus
  flags: StatusFlag[]
  /** Ids of the meetings that decide the state, where they have one. */
  meetings: string[]
  /** Last day in time: the period's end, or the end of the window moved by the superior. */
  end: LocalDate
  /** Last day of the make-up time. */
  makeUpUntil: LocalDate
}

/** What the state of a period is read from; `meetings` in order of date. */
export interface PeriodFacts extends CountingRules {
  asOf: LocalDate
  meetings: readonly DatedMeeting[]
  exemptions: readonly Exemption[]
  calendar: WorkingCalendar
}

interface Counted {
  inTime: DatedMeeting[]
  madeUp: DatedMeeting[]
  /** Arranged and not past: a date in the period or its moved window. */
  ahead: DatedMeeting[]
  /** Arranged, past, without a record, within the days of grace. */
  unrecorded: DatedMeeting[]
}

/** The state of an obligation in a period at `asOf`, in the order of evaluation of the domain rules (§4.3). */
export function periodState(period: Period, facts: PeriodFacts): PeriodState {
  const end = lastDayInTime(period, facts)
  const makeUpUntil = lastDayOfMakeUp(period, facts)
  const { status, by } = existsIn(period, facts.span)
    ? decide(period, facts, end, makeUpUntil)
    : NOT_APPLICABLE
  return {
    status,
    flags: flagsOf(by, period, facts),
    meetings: by.flatMap(({ meeting }) => (meeting.id === undefined ? [] : [meeting.id])),
    end,
    makeUpUntil,
  }
}

type Decision = { status: CadenceStatus; by: DatedMeeting[] }

const NOT_APPLICABLE: Decision = { status: 'not_applicable', by: [] }

function decide(period: Period, facts: PeriodFacts, end: LocalDate, makeUpUntil: LocalDate): Decision {
  const { asOf, obligation, config, exemptions, group, span } = facts
  const need = obligation.minCount
  const { inTime, madeUp, ahead, unrecorded } = countMeetings(period, facts, end)
  const held = [...inTime, ...madeUp]
  const without = (status: CadenceStatus): Decision => ({ status, by: [] })

  if (onFile(exemptions, obligation.id, period.label, group)) return without('exempt')
  if (asOf < period.start) return without('upcoming')
  if (inTime.length >= need) return { status: 'done', by: inTime.slice(0, need) }
  if (daysOf(period, span) < config.minDaysForPartial[period.kind]) return without('not_required')
  if (held.length >= need) return { status: 'late_done', by: held.slice(0, need) }
  if (unrecorded.length > 0 && held.length + unrecorded.length >= need)
    return { status: 'unconfirmed', by: unrecorded }
  if (asOf > end) return without(asOf <= makeUpUntil ? 'overdue' : 'missed')
  if (held.length + ahead.length >= need)
    return { status: 'scheduled', by: ahead.slice(0, need - held.length) }
  return without(daysBetween(asOf, end) <= config.dueSoonDays[period.kind] ? 'due_soon' : 'pending')
}

/** Days of a period on which the obligation exists, both ends counted. */
function daysOf(period: Period, { from, to }: Span): number {
  const last = to === null ? period.end : earlierOf(period.end, to)
  return daysBetween(laterOf(period.start, from), last) + 1
}

function countMeetings(period: Period, facts: PeriodFacts, end: LocalDate): Counted {
  const { asOf, config } = facts
  const counted: Counted = { inTime: [], madeUp: [], ahead: [], unrecorded: [] }
  for (const dated of facts.meetings) {
    const { meeting, date } = dated
    const { period: label, manner } = countedFor(meeting, date, facts)
    const counts = label === period.label
    const within = date >= period.start && date <= end
    // A plan inside a moved window helps before it is attributed: that is asked for with the record.
    const here = counts || (within && label === periodOf(date, period.kind).label)
    if (here && isAwaited(dated, asOf)) {
      const late = daysBetween(date, asOf)
      if (late <= 0 && within) counted.ahead.push(dated)
      if (late > 0 && late <= config.recordGraceDays) counted.unrecorded.push(dated)
    } else if (counts && meeting.state === 'held' && attendanceSuffices(meeting, config)) {
      counted[manner === 'in time' ? 'inTime' : 'madeUp'].push(dated)
    }
  }
  return counted
}

function flagsOf(by: readonly DatedMeeting[], period: Period, facts: PeriodFacts): StatusFlag[] {
  const flags: StatusFlag[] = []
  if (by.some(({ date }) => !facts.calendar.isWorkingDay(date))) flags.push('on_day_off')
  const window = preferredWindow(period, facts.obligation.preferredWindow)
  const isOutside = ({ date }: DatedMeeting) =>
    window !== undefined && date <= period.end && (date < window.start || date > window.end)
  if (by.some(isOutside)) flags.push('outside_preferred_window')
  return flags
}

/** Arranged without a record, or recorded for a day that is still ahead of the question. */
const isAwaited = ({ meeting, date }: DatedMeeting, asOf: LocalDate): boolean =>
  meeting.state === 'scheduled' || (meeting.state === 'held' && date > asOf)

/** The quarter of a year in which an obligation is usually held; undefined for other periods or without one. */
export const preferredWindow = (period: Period, quarter: string | null): Period | undefined =>
  quarter === null || period.kind !== 'year' ? undefined : parsePeriod(`${period.label}-${quarter}`)
