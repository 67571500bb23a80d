import { addDays, type LocalDate, partsOf } from './dates.ts'

/** The natural periods in which duties are counted. Their boundaries never move for a holiday. */
export type PeriodKind = 'month' | 'quarter' | 'year'

/** A period with its first and last day. Labels: '2026-10', '2026-Q4', '2026'. */
export interface Period {
  kind: PeriodKind
  label: string
  start: LocalDate
  end: LocalDate
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 }

const two = (n: number) => String(n).padStart(2, '0')

const LABEL: Record<PeriodKind, (year: number, month: number) => string> = {
  month: (year, month) => `${year}-${two(month)}`,
  quarter: (year, month) => `${year}-Q${Math.ceil(month / 3)}`,
  year: (year) => `${year}`,
}

/** The one period of a kind in which a day lies. */
export function periodOf(date: LocalDate, kind: PeriodKind): Period {
  const { year, month } = partsOf(date)
  const months = MONTHS[kind]
  const first = Math.floor((month - 1) / months) * months + 1
  const start = `${date.slice(0, 4)}-${two(first)}-01`
  const after = first + months
  const next =
    after > 12 ? `${String(year + 1).padStart(4, '0')}-01-01` : `${date.slice(0, 4)}-${two(after)}-01`
  return { kind, label: LABEL[kind](year, month), start, end: addDays(next, -1) }
}

/** Reads a label ('2026-10', '2026-Q4', '2026'); undefined when it names no period. */
export function parsePeriod(label: string): Period | undefined {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(label)
  if (!parts) return undefined
  const [, year, quarter, month] = parts
  if (Number(year) < 1) return undefined
  if (quarter) return periodOf(`${year}-${two(Number(quarter) * 3)}-01`, 'quarter')
  if (month) return periodOf(`${year}-${month}-01`, 'month')
  return periodOf(`${year}-01-01`, 'year')
}

/** The period after this one. */
export const nextPeriod = (period: Period): Period => periodOf(addDays(period.end, 1), period.kind)

/** The period before this one. */
export const previousPeriod = (period: Period): Period => periodOf(addDays(period.start, -1), period.kind)

/** All periods of a kind in a calendar year, in order: 12 months, 4 quarters or 1 year. */
export function periodsOfYear(year: number, kind: PeriodKind): Period[] {
  const all = [periodOf(`${String(year).padStart(4, '0')}-01-01`, kind)]
  for (let at = 1; at < 12 / MONTHS[kind]; at++) {
    const last = all[all.length - 1]
    if (last) all.push(nextPeriod(last))
  }
  return all
}

/** Whether a day lies in a period (both ends belong to it). */
export const inPeriod = (date: LocalDate, period: Period): boolean =>
  period.start <= date && date <= period.end

/** The periods of a kind that touch the days from `start` to `end`, in order. */
export function periodsBetween(start: LocalDate, end: LocalDate, kind: PeriodKind): Period[] {
  const all = [periodOf(start, kind)]
  for (let last = all[0]; last && last.end < end; last = all.at(-1)) all.push(nextPeriod(last))
  return all
}
