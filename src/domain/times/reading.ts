import type { LocalDate, LocalTime } from '../calendar/dates.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'

/** What a reader of a time should be told, or asked to confirm. */
export type TimeHint =
  /** the day is not worked */
  | 'day-off'
  /** a day without its week that is today */
  | 'today'
  /** today has passed, so the week after is meant */
  | 'next-week'
  /** this month's has passed (or there is none), so the next month's is meant */
  | 'next-month'
  /** this quarter's has passed, so the next quarter's is meant */
  | 'next-quarter'
  /** this year's has passed, so the next year's is meant */
  | 'next-year'
  /** read as a past day, this year's lies ahead, so last year's is meant */
  | 'last-year'
  /** counted in working days of a year whose holidays are not yet published */
  | 'provisional'
  /** an hour without 上午 or 下午 that was taken for the one in office hours */
  | 'proposed-time'
  /** 24:00 and 晚上12点 are 00:00 of the day after */
  | 'next-day'
  /** 12.5 or 12-5 was read as a month and a day */
  | 'short-date'

/** Why a text was not taken for a time. */
export type TimeRefusal =
  | 'not-understood'
  /** it has passed; `proposal` is the next one where there is one */
  | 'past'
  /** 3点 is 03:00 or 15:00 */
  | 'ambiguous-hour'
  /** 下周, 周末, 月初: a day is missing */
  | 'ambiguous-day'
  /** 2月30日, 31号 of a month without one */
  | 'no-such-day'
  /** 25点, 上午15点 */
  | 'no-such-time'
  /** the day of the week does not belong to the date */
  | 'weekday-mismatch'
  | 'end-before-start'
  /** a lunar holiday of a year whose table is not yet published */
  | 'holiday-unknown'
  /** more than five years ahead: probably mistyped */
  | 'too-far'
  | 'too-long-ago'

/** A day, and a time of day where one was said. */
export interface Moment {
  date: LocalDate
  time?: LocalTime
}

/** A time that was read. Without `time` none was said. `confirm`: ask before anything is done with it. */
export interface TimeRead extends Moment {
  ok: true
  /** End of a range, later on the same day. */
  end?: LocalTime
  hints: TimeHint[]
  confirm: boolean
}

/** A time that was not read: nothing may be done with it. `date` is the day that was understood, if any. */
export interface TimeNotRead {
  ok: false
  reason: TimeRefusal
  date?: LocalDate
  /** What may have been meant, to be offered and confirmed. */
  proposal?: Moment
}

/** The answer to `readTime`. */
export type TimeReading = TimeRead | TimeNotRead

/** When and where a time is read. */
export interface TimeContext {
  now: Date
  zone: string
  calendar: WorkingCalendar
  /** Read for something that has happened (补录): days without a year, month or week are the last ones. */
  past?: boolean
}

/** `TimeContext` with the local day and time at hand. */
export interface DayContext extends TimeContext {
  today: LocalDate
  timeNow: LocalTime
}

/** A day that was read. */
export interface DayRead {
  date: LocalDate
  hints?: TimeHint[]
  /** The day of the week as said; it is checked against a date beside it. */
  weekday?: number
  /** Set for expressions that are an instant by themselves (两小时后). */
  time?: LocalTime
  /** The same expression, next time: taken with its hint (`roll`) or offered when the first has passed. */
  again?: { date: LocalDate; hint: TimeHint; roll: boolean }
}

/** A day that was not read. */
export interface DayNotRead {
  refusal: TimeRefusal
  proposal?: LocalDate
}

/** One way to say a day: the form, matched where the text stands, and what it means. */
export interface DayRule {
  form: RegExp
  day(match: RegExpExecArray, context: DayContext): DayRead | DayNotRead
}

/** A pattern to be matched at `lastIndex` only; `#` stands for a number, `YYYY` for a year, both captured. */
export const form = (source: string, numbers: { number: string; year: string }): RegExp =>
  new RegExp(source.replaceAll('#', `(${numbers.number})`).replaceAll('YYYY', `(${numbers.year})`), 'y')
