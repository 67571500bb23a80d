import type { LocalDate } from './dates.ts'
import type { CalendarYear } from './year.ts'

/** The data of the package `chinese-days`: a row for every day that a notice names. */
export interface NamedDays {
  holidays: Readonly<Record<LocalDate, string>>
  workdays: Readonly<Record<LocalDate, string>>
}

/** Years of which the package has a notice, as year files say them; a year without make-up workdays is not complete. */
export function yearsFrom({ holidays, workdays }: NamedDays, source: string): CalendarYear[] {
  const years = [...new Set(Object.keys(holidays).map((date) => Number(date.slice(0, 4))))].sort()
  return years.map((year) => {
    const of = (days: Readonly<Record<LocalDate, string>>) =>
      Object.keys(days)
        .filter((date) => date.startsWith(`${year}-`))
        .sort()
    return { year, provisional: false, off: of(holidays), workdays: of(workdays), source }
  })
}
