import { Temporal } from 'temporal-polyfill'
import { addDays, type LocalDate, type LocalTime } from './dates.ts'

/** The zone of an organisation that has set none. Rules take the zone as an argument; only the edge fills it in. */
export const DEFAULT_ZONE = 'Asia/Shanghai'

const inZone = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(+instant).toZonedDateTimeISO(zone)

/** The day on which an instant falls in a zone: 2026-03-31T16:30Z is 1 April in Shanghai. */
export const localDate = (instant: Date, zone: string): LocalDate =>
  inZone(instant, zone).toPlainDate().toString()

/** The clock on the wall at an instant, 'HH:mm' (seconds are cut off). */
export const localTime = (instant: Date, zone: string): LocalTime =>
  inZone(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' })

/**
 * The instant at which the clocks of a zone show `time` on `date`. Where a change of summer time leaves the
 * hour out it is the hour after the gap, where the hour comes twice the first one.
 */
export const atLocalTime = (date: LocalDate, time: LocalTime, zone: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds)

/** The first instant of a day in a zone. */
export const startOfDay = (date: LocalDate, zone: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds)

/** The first instant after a day in a zone: an interval is `startOfDay ≤ t < endOfDay`. */
export const endOfDay = (date: LocalDate, zone: string): Date => startOfDay(addDays(date, 1), zone)
