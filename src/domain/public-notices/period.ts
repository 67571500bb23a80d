import { DUE_TIME } from '../calendar/due.ts'
import { atLocalTime } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'

/** The shortest and the longest period that can be meant, in working days. */
export const noticeDays = { least: 1, most: 60 } as const

/** A period of a notice: local days, and the instant after which no objection is taken. */
export interface NoticePeriod {
  startsOn: string
  endsOn: string
  endsAt: Date
}

/**
 * The period from a day of publication: that day is not counted, `days` working days are, and it ends with the office
 * hours of the last one (民法典 art. 201, 203).
 */
export function noticePeriod(
  publishedOn: string,
  days: number,
  calendar: WorkingCalendar,
  zone: string,
): NoticePeriod {
  const endsOn = calendar.addWorkingDays(publishedOn, days)
  return { startsOn: publishedOn, endsOn, endsAt: atLocalTime(endsOn, DUE_TIME, zone) }
}
