import { readFileSync } from 'node:fs'
import { makeCalendar } from '../../../src/domain/calendar/working-calendar.ts'
import { calendarYearSchema } from '../../../src/domain/calendar/year.ts'

const file = (year: number) => new URL(`../../../templates/calendar/${year}.json`, import.meta.url)

/** A year file as it stands in the repository. */
export const yearFile = (year: number) =>
  calendarYearSchema.parse(JSON.parse(readFileSync(file(year), 'utf8')))

/** The calendar of the files in the repository. */
export const givenCalendar = makeCalendar([2025, 2026, 2027].map(yearFile))

export const zone = 'Asia/Shanghai'
