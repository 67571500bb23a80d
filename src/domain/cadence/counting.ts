import { addDays, type LocalDate } from '../calendar/dates.ts'
import { type Period, parsePeriod, periodOf } from '../calendar/periods.ts'
import type { CadenceMeeting, Exemption, Span, WindowOverride } from './facts.ts'
import type { CadenceConfig, Obligation } from './obligation.ts'

/** The period for which a meeting counts, and whether as a make-up. */
export interface CountedFor {
  period: string
  manner: 'in time' | 'make-up'
}

/** What decides where a meeting counts. */
export interface CountingRules {
  obligation: Obligation
  config: CadenceConfig
  overrides: readonly WindowOverride[]
  /** Days on which the obligation exists for the body in question. */
  span: Span
  group?: string
}

/**
 * The obligations for which one meeting counts: its first kind, and each further kind that may be combined with
 * all that count already (支部工作条例第十七条: an organisational-life meeting held as a general meeting).
 */
export function countingKinds(kinds: readonly string[], config: CadenceConfig): string[] {
  const allowed = (a: string, b: string) =>
    config.combineAllowed.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
  const counting: string[] = []
  for (const kind of kinds) if (counting.every((other) => allowed(other, kind))) counting.push(kind)
  return counting
}

/** Attendance, if known, reaches the share from which a meeting counts (integers; exactly half is enough for 1/2). */
export function attendanceSuffices(
  { attended, eligible }: CadenceMeeting,
  { minAttendance }: CadenceConfig,
): boolean {
  if (attended === undefined || eligible === undefined) return true
  return attended * minAttendance.den >= minAttendance.num * eligible
}

/** The override or exemption with a document that is on file for a period and, where it names one, a group. */
export const onFile = <Row extends WindowOverride | Exemption>(
  rows: readonly Row[],
  obligation: string,
  period: string,
  group?: string,
): Row | undefined =>
  rows.find(
    (row) =>
      row.obligation === obligation &&
      row.period === period &&
      row.document.trim() !== '' &&
      (row.group === undefined || row.group === group),
  )

/** The last day on which a period's meeting is in time: its end, or the end of the window moved by the superior. */
export function lastDayInTime(period: Period, { obligation, overrides, group }: CountingRules): LocalDate {
  const moved = onFile(overrides, obligation.id, period.label, group)
  return moved && moved.until > period.end ? moved.until : period.end
}

/** The last day of the make-up time of a period. */
export const lastDayOfMakeUp = (period: Period, rules: CountingRules): LocalDate =>
  addDays(lastDayInTime(period, rules), rules.config.makeUpDays[period.kind])

/** Whether the obligation exists on any day of a period. */
export const existsIn = (period: Period, { from, to }: Span): boolean =>
  from <= period.end && (to === null || to >= period.start)

/**
 * For which period a meeting on `date` counts. A make-up tag is good after the end and within the make-up time; inside
 * a window that the superior moved it needs no make-up and counts in time, as an attribution does. Any other tag is
 * ignored, and the meeting counts where it was held. There is no carry-over.
 */
export function countedFor(meeting: CadenceMeeting, date: LocalDate, rules: CountingRules): CountedFor {
  const madeUp = tagged(meeting.makeUpFor, rules)
  if (madeUp && date > madeUp.end && date <= lastDayOfMakeUp(madeUp, rules)) {
    return { period: madeUp.label, manner: date > lastDayInTime(madeUp, rules) ? 'make-up' : 'in time' }
  }
  const attributed = tagged(meeting.attributedTo, rules)
  if (attributed && date >= attributed.start && date <= lastDayInTime(attributed, rules)) {
    return { period: attributed.label, manner: 'in time' }
  }
  return { period: periodOf(date, rules.obligation.period).label, manner: 'in time' }
}

function tagged(label: string | undefined, { obligation, span }: CountingRules): Period | undefined {
  const period = label === undefined ? undefined : parsePeriod(label)
  return period?.kind === obligation.period && existsIn(period, span) ? period : undefined
}
