import { z } from 'zod'
import { type LocalDate, localDateSchema, partsOf } from './dates.ts'

const sortedDays = z
  .array(localDateSchema)
  .max(60)
  .refine((days) => days.every((day, at) => at === 0 || (days[at - 1] ?? '') < day), {
    error: 'dates in order, each once',
    abort: true,
  })

/**
 * One year of the State Council's holiday notice (`templates/calendar/<year>.json`). `off` are the listed days
 * off, weekends among them; `workdays` the weekend days that are worked instead (调休). `provisional` is true
 * while the notice for the year has not come out.
 */
export const calendarYearSchema = z
  .object({
    year: z.int().min(1949).max(2200),
    provisional: z.boolean(),
    off: sortedDays,
    workdays: sortedDays,
    source: z.string().min(1),
  })
  .refine(({ year, off, workdays }) => [...off, ...workdays].every((day) => partsOf(day).year === year), {
    error: 'every date must lie in the year of the file',
  })
  .refine(({ off, workdays }) => workdays.every((day) => !off.includes(day)), {
    error: 'a date cannot be off and worked',
  })
  .refine(({ workdays }) => workdays.every((day) => partsOf(day).weekday >= 6), {
    error: 'a make-up workday is a Saturday or Sunday',
  })

/** A parsed year file. */
export type CalendarYear = z.infer<typeof calendarYearSchema>

/**
 * Days off that are known without a notice: 1 January, 1–2 May, 1–3 October
 * (全国年节及纪念日放假办法, 2024). The lunar holidays of such a year are unknown, so it is provisional.
 */
export const statutoryYear = (year: number): CalendarYear => ({
  year,
  provisional: true,
  off: ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day): LocalDate => `${year}-${day}`),
  workdays: [],
  source: '全国年节及纪念日放假办法（2024年修订）',
})
