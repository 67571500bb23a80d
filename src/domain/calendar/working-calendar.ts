import { addDays, type LocalDate, partsOf } from './dates.ts'
import { type CalendarYear, statutoryYear } from './year.ts'

/** Days off in a row around at least one listed holiday: both ends are days off. */
export interface HolidayRun {
  start: LocalDate
  end: LocalDate
}

/** Which days are worked. Years without data know weekends and the fixed statutory days, and are provisional. */
export interface WorkingCalendar {
  /** A listed make-up workday, or Monday to Friday and not a listed day off. */
  isWorkingDay(date: LocalDate): boolean
  /** `date` itself or the last working day before it. */
  previousWorkingDay(date: LocalDate): LocalDate
  /** `date` itself or the first working day after it. */
  nextWorkingDay(date: LocalDate): LocalDate
  /** The n-th working day after `date` (before it when n is negative); `date` is not counted, n = 0 is `date`. */
  addWorkingDays(date: LocalDate, n: number): LocalDate
  /** Working days after `from` up to and including `to`; negative, counted backwards, when `to` is earlier. */
  workingDaysBetween(from: LocalDate, to: LocalDate): number
  /** Whether the year's holiday notice is still missing, so that the answers for it may change. */
  isProvisional(date: LocalDate): boolean
  /** The first run of days off with a listed holiday in it that ends on or after `date`; undefined if none in two years. */
  nextHoliday(date: LocalDate): HolidayRun | undefined
}

const MOST_WORKING_DAYS = 5000
const HOLIDAY_HORIZON_DAYS = 731

/**
 * A calendar over the given years. A year given twice counts as given last, so that an imported table can
 * be put after the files. Throws RangeError for a count of working days that is no integer within ±5000.
 */
export function makeCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const tables = new Map(years.map((year) => [year.year, table(year)]))

  const tableOf = (date: LocalDate) => {
    const year = Number(date.slice(0, 4))
    const known = tables.get(year)
    if (known) return known
    const assumed = table(statutoryYear(year))
    tables.set(year, assumed)
    return assumed
  }

  const isListedOff = (date: LocalDate) => tableOf(date).off.has(date)

  const isWorkingDay = (date: LocalDate) => {
    const { off, workdays } = tableOf(date)
    return workdays.has(date) || (!off.has(date) && partsOf(date).weekday <= 5)
  }

  const roll = (date: LocalDate, step: 1 | -1): LocalDate => {
    let day = date
    while (!isWorkingDay(day)) day = addDays(day, step)
    return day
  }

  const addWorkingDays = (date: LocalDate, n: number): LocalDate => {
    if (!Number.isInteger(n) || Math.abs(n) > MOST_WORKING_DAYS) throw new RangeError(`${n} working days`)
    const step = n < 0 ? -1 : 1
    let day = date
    for (let left = Math.abs(n); left > 0; left--) day = roll(addDays(day, step), step)
    return day
  }

  const workingDaysBetween = (from: LocalDate, to: LocalDate): number => {
    const step = to < from ? -1 : 1
    let count = 0
    for (let day = from; day !== to; ) {
      day = addDays(day, step)
      if (isWorkingDay(day)) count += step
    }
    return count
  }

  const nextHoliday = (date: LocalDate): HolidayRun | undefined => {
    const firstOfRun = isWorkingDay(date) ? date : addDays(roll(date, -1), 1)
    for (let ahead = 0, day = firstOfRun; ahead < HOLIDAY_HORIZON_DAYS; ahead++, day = addDays(day, 1)) {
      if (!isListedOff(day) || isWorkingDay(day)) continue
      return { start: addDays(roll(day, -1), 1), end: addDays(roll(day, 1), -1) }
    }
    return undefined
  }

  return {
    isWorkingDay,
    previousWorkingDay: (date) => roll(date, -1),
    nextWorkingDay: (date) => roll(date, 1),
    addWorkingDays,
    workingDaysBetween,
    isProvisional: (date) => tableOf(date).provisional,
    nextHoliday,
  }
}

const table = ({ off, workdays, provisional }: CalendarYear) => ({
  off: new Set(off),
  workdays: new Set(workdays),
  provisional,
})
