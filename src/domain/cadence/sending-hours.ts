import type { LocalDate, LocalTime } from '../calendar/dates.ts'
import { atLocalTime, localDate, localTime } from '../calendar/local-time.ts'

/** Local hours between which messages go out that nobody asked for; both ends included. */
export interface SendingHours {
  from: LocalTime
  until: LocalTime
}

/** 09:00–18:00, when nothing else is set. */
export const SENDING_HOURS: SendingHours = { from: '09:00', until: '18:00' }

/** The time of day nearest to `time` within the sending hours. */
export const withinHours = (time: LocalTime, { from, until }: SendingHours): LocalTime =>
  time < from ? from : time > until ? until : time

/** The instant of a reminder on a day: at the wished local time, moved into the sending hours. */
export const sendingMoment = (date: LocalDate, time: LocalTime, hours: SendingHours, zone: string): Date =>
  atLocalTime(date, withinHours(time, hours), zone)

/** The same local day, at the nearest moment within the sending hours; the instant itself when it lies in them. */
export function sameDayWithinHours(instant: Date, hours: SendingHours, zone: string): Date {
  const time = localTime(instant, zone)
  const moved = withinHours(time, hours)
  return moved === time ? instant : atLocalTime(localDate(instant, zone), moved, zone)
}
