import { makeCalendar, type WorkingCalendar } from './working-calendar.ts'
import type { CalendarYear } from './year.ts'

/** A calendar that learns of years while the service runs: who holds it asks the latest. */
export interface ReloadableCalendar extends WorkingCalendar {
  /** Puts imported years in front of the files' and in the place of those imported before. */
  replace(imported: readonly CalendarYear[]): void
  /** Rises whenever the years have changed: what was computed with an earlier edition is to be computed anew. */
  readonly edition: number
}

/** A calendar over the years of the files. */
export function reloadableCalendar(files: readonly CalendarYear[]): ReloadableCalendar {
  let current = makeCalendar(files)
  let known = '[]'
  let edition = 0
  return {
    isWorkingDay: (date) => current.isWorkingDay(date),
    previousWorkingDay: (date) => current.previousWorkingDay(date),
    nextWorkingDay: (date) => current.nextWorkingDay(date),
    addWorkingDays: (date, n) => current.addWorkingDays(date, n),
    workingDaysBetween: (from, to) => current.workingDaysBetween(from, to),
    isProvisional: (date) => current.isProvisional(date),
    nextHoliday: (date) => current.nextHoliday(date),
    get edition() {
      return edition
    },
    replace: (imported) => {
      const given = JSON.stringify(imported)
      if (given === known) return
      known = given
      edition++
      current = makeCalendar([...files, ...imported])
    },
  }
}
