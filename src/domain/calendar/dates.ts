import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/**
 * A day of the organisation's own calendar, 'YYYY-MM-DD', without a time and without a zone.
 * Two of them compare as strings: `a < b` means earlier.
 */
export type LocalDate = string

/** A time of day in the organisation's zone, 'HH:mm', 00:00 to 23:59. */
export type LocalTime = string

/** Whether the text is a day that exists, written 'YYYY-MM-DD' ('2026-02-30' is not). */
export function isLocalDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts !== null && dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== undefined
}

/** Parses a day that exists, 1900 to 2199; used for files, forms and stored JSON. */
export const localDateSchema = z
  .string()
  .refine((text) => isLocalDate(text) && text >= '1900' && text < '2200', {
    error: 'a date that exists, as YYYY-MM-DD',
    abort: true,
  })

/** The date of a year, month (1–12) and day, or undefined when there is no such day (30 February). */
export function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const MS_A_DAY = 86_400_000

/**
 * The day as a number. Dates are compared and shifted by the thousand (every branch of a superior, every period), so this
 * is arithmetic and not a calendar object. Throws RangeError for a text that is no date.
 */
function dayNumber(date: LocalDate): number {
  const ms = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new RangeError(`no date: ${date}`)
  return ms / MS_A_DAY
}

/** Year, month (1–12), day of the month and day of the week (1 = Monday … 7 = Sunday). */
export function partsOf(date: LocalDate): { year: number; month: number; day: number; weekday: number } {
  const weekday = ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
    weekday,
  }
}

/** `days` natural days later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date((dayNumber(date) + days) * MS_A_DAY).toISOString().slice(0, 10)

/** `months` calendar months later; the 31st becomes the last day of a shorter month. */
export const addMonths = (date: LocalDate, months: number): LocalDate =>
  Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString()

/** Natural days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

/** The later of two dates. */
export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? b : a)

/** The earlier of two dates. */
export const earlierOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b)
