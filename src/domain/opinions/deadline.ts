import { addDays } from '../calendar/dates.ts'
import { DUE_TIME } from '../calendar/due.ts'
import { atLocalTime, localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'

/** How long opinions are heard when nobody says otherwise (DOMAIN §2.10, step `collect`: S+5wd). */
const usualWorkingDays = 5

/** A deadline further away than this is a slip of the pen. */
export const longestDays = 180

/**
 * Until when opinions are heard when no deadline was given: before a meeting until the evening before it, or its start
 * where that has passed; otherwise five working days.
 */
export function usualDeadline(given: {
  now: Date
  zone: string
  calendar: WorkingCalendar
  meetingAt: Date | null
}): Date {
  const { now, zone, calendar, meetingAt } = given
  if (meetingAt && meetingAt > now) {
    const before = atLocalTime(addDays(localDate(meetingAt, zone), -1), DUE_TIME, zone)
    return before > now ? before : meetingAt
  }
  return atLocalTime(calendar.addWorkingDays(localDate(now, zone), usualWorkingDays), DUE_TIME, zone)
}
