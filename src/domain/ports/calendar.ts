import type { CalendarYear } from '../calendar/year.ts'

/** Calendar years that were imported; they count before the files'. */
export interface ImportedYears {
  all(): Promise<CalendarYear[]>
  /** Keeps a year; open dates are to be computed anew for it. False when it is what is kept already. */
  save(year: CalendarYear, at: Date): Promise<boolean>
  /** Whether any year was imported after open dates were last computed. */
  pending(): Promise<boolean>
  /** The next open cases in order of id, after one. */
  openCases(after: string | null, limit: number): Promise<string[]>
  /** The next plans of years that were imported after open dates were last computed, in order of id, after one. */
  openPlans(after: string | null, limit: number): Promise<string[]>
  /** Open dates have been computed with everything that was imported by `importedBy`. */
  applied(importedBy: Date, at: Date): Promise<void>
  /** The latest import; null where none was. */
  latest(): Promise<Date | null>
}
