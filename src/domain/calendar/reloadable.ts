import { makeCalendar, type WorkingCalendar } from './working-calendar.ts'
import type { CalendarYear } from './year.ts'

/** A calendar that learns of years while the service runs: who holds it asks the latest. */
export interface ReloadableCalendar extends WorkingCalendar {
  /** Puts imported years in front of the files' and in the place of those imported before. */
  replace(imported: readonly CalendarYear[]): void
}

/** A calendar over the years of the files. */
export function reloadableCalendar(files: readonly CalendarYear[]): ReloadableCalendar {
  let current = makeCalendar(files)
  return {
    isWorkingDay: (date) => current.isWorkingDay(date),
    previousWorkingDay: (date) => current.previousWorkingDay(date),
    nextWorkingDay: (date) => current.nextWorkingDay(date),
    addWorkingDays: (date, n) => current.addWorkingDays(date, n),
    workingDaysBetween: (from, to) => current.workingDaysBetween(from, to),
    isProvisional: (date) => current.isProvisional(date),
    nextHoliday: (date) => current.nextHoliday(date),
    replace: (imported) => {
      current = makeCalendar([...files, ...imported])
    },
  }
}
