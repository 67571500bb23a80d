import { addDays, addMonths, type LocalDate } from './dates.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** The units of an offset: natural days, working days (the anchor's day not counted), calendar months. */
export type DueUnit = 'd' | 'wd' | 'mo'

/** What a due date hangs on. */
export type DueAnchor =
  /** start of the meeting or activity */
  | { kind: 'T' }
  /** start of the instance */
  | { kind: 'S' }
  /** first day of the cadence period */
  | { kind: 'PS' }
  /** last day of the cadence period */
  | { kind: 'PE' }
  /** completion of another step of the instance */
  | { kind: 'step'; step: string }
  /** a date that another step puts out */
  | { kind: 'field'; step: string; field: string }
  /** start of the next instance of a process */
  | { kind: 'next'; process: string }

/** A rule of the due grammar, `anchor [(+|-) N unit]`; `amount` is negative for a minus. */
export interface DueRule {
  anchor: DueAnchor
  offset?: { amount: number; unit: DueUnit }
}

/**
 * What a date is for. A `deadline` that falls on a day off moves to the working day before, never later; the
 * end of a notice period (`notice_end`, 公示) and a `start` move to the working day after, so that the days
 * promised are not cut short.
 */
export type DuePolicy = 'deadline' | 'notice_end' | 'start'

/** The time of day at which a deadline ends, unless its step says otherwise ('18:00' local). */
export const DUE_TIME = '18:00'

const SIMPLE = /^(T|S|PS|PE)$/
const STEP = /^@([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?$/
const NEXT = /^next:([a-z][a-z0-9-]*)$/
const RULE = /^(.+?)\s*(?:([+-])\s*(\d{1,3})\s*(wd|mo|d))?$/

/** Reads a rule such as `T-5d`, `S+5wd`, `@reply+20wd`, `@register.deadline`; undefined when it is none. */
export function parseDueRule(text: string): DueRule | undefined {
  const parts = RULE.exec(text.trim())
  const anchor = parts?.[1] === undefined ? undefined : parseAnchor(parts[1])
  if (!parts || !anchor) return undefined
  const [, , sign, amount, unit] = parts
  if (!sign) return { anchor }
  return { anchor, offset: { amount: Number(`${sign}${amount}`), unit: unit as DueUnit } }
}

function parseAnchor(text: string): DueAnchor | undefined {
  if (SIMPLE.test(text)) return { kind: text as 'T' | 'S' | 'PS' | 'PE' }
  const step = STEP.exec(text)
  if (step?.[1])
    return step[2] ? { kind: 'field', step: step[1], field: step[2] } : { kind: 'step', step: step[1] }
  const next = NEXT.exec(text)
  return next?.[1] ? { kind: 'next', process: next[1] } : undefined
}

/** Anchors that are deadlines themselves: without an offset they move off a day off like any deadline. */
const IS_DEADLINE: Record<DueAnchor['kind'], boolean> = {
  T: false,
  S: false,
  PS: false,
  step: false,
  next: false,
  PE: true,
  field: true,
}

/**
 * The day on which something is due. Without an offset the events T, S, PS, `@step` and `next:` are the day
 * itself, even a Sunday; everything else ends on a working day (see `DuePolicy`). `anchor` is the date of the
 * rule's anchor.
 */
export function dueDate(
  rule: DueRule,
  anchor: LocalDate,
  calendar: WorkingCalendar,
  policy: DuePolicy = 'deadline',
): LocalDate {
  if (!rule.offset && !IS_DEADLINE[rule.anchor.kind]) return anchor
  const day = shift(anchor, rule.offset, calendar)
  return policy === 'deadline' ? calendar.previousWorkingDay(day) : calendar.nextWorkingDay(day)
}

function shift(anchor: LocalDate, offset: DueRule['offset'], calendar: WorkingCalendar): LocalDate {
  if (!offset) return anchor
  const by: Record<DueUnit, (amount: number) => LocalDate> = {
    d: (amount) => addDays(anchor, amount),
    wd: (amount) => calendar.addWorkingDays(anchor, amount),
    mo: (amount) => addMonths(anchor, amount),
  }
  return by[offset.unit](offset.amount)
}

/**
 * The due date after a dependency came late: completed after the due date, or less than 3 working days before
 * it, the step is due 3 working days after that completion. Not for hard deadlines (do not call it), and
 * never later than `notAfter` (the meeting's day, for steps of the phases before it).
 */
export function dueAfterDependency(
  due: LocalDate,
  completedOn: LocalDate,
  calendar: WorkingCalendar,
  notAfter?: LocalDate,
): LocalDate {
  if (completedOn <= due && calendar.workingDaysBetween(completedOn, due) >= 3) return due
  const later = calendar.addWorkingDays(completedOn, 3)
  return notAfter !== undefined && later > notAfter ? notAfter : later
}
