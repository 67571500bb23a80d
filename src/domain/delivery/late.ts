import { SENDING_HOURS, type SendingHours, sendingMoment } from '../cadence/sending-hours.ts'
import { addDays } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'

const GRACE_MS = 10 * 60_000

/** Whether a planned instant is so long ago that its own choice of hour no longer holds (an outage, a long queue). */
export const isLate = (at: Date, now: Date): boolean => +now - +at > GRACE_MS

/** `now` inside the sending hours of any day, else their next start: for what cannot wait for a working day. */
export function nextDaytime(now: Date, zone: string, hours: SendingHours = SENDING_HOURS): Date {
  const today = localDate(now, zone)
  const opens = sendingMoment(today, hours.from, hours, zone)
  if (now < opens) return opens
  return now <= sendingMoment(today, hours.until, hours, zone)
    ? now
    : sendingMoment(addDays(today, 1), hours.from, hours, zone)
}

/** `now` when unasked messages may go out now; else the next start of the sending hours of a working day. */
export function nextSendingMoment(
  now: Date,
  calendar: WorkingCalendar,
  zone: string,
  hours: SendingHours = SENDING_HOURS,
): Date {
  const today = localDate(now, zone)
  if (calendar.isWorkingDay(today)) {
    const opens = sendingMoment(today, hours.from, hours, zone)
    if (now < opens) return opens
    if (now <= sendingMoment(today, hours.until, hours, zone)) return now
  }
  return sendingMoment(calendar.nextWorkingDay(addDays(today, 1)), hours.from, hours, zone)
}
