import { type LocalDate, partsOf } from './dates.ts'
import { type Period, type PeriodKind, parsePeriod, periodOf, previousPeriod } from './periods.ts'

/** `2026年第4季度`, `2026年10月`, `2026年度`; a text that names no period comes back as it is. */
export function periodWords(label: string): string {
  const period = parsePeriod(label)
  if (!period) return label
  const [year, part = ''] = period.label.split('-')
  if (period.kind === 'year') return `${year}年度`
  return period.kind === 'quarter' ? `${year}年第${part.slice(1)}季度` : `${year}年${Number(part)}月`
}

const numerals: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 }

const relative: Readonly<Record<string, { kind: PeriodKind; before: boolean }>> = {
  本月: { kind: 'month', before: false },
  当月: { kind: 'month', before: false },
  上月: { kind: 'month', before: true },
  上个月: { kind: 'month', before: true },
  本季度: { kind: 'quarter', before: false },
  上季度: { kind: 'quarter', before: true },
  上个季度: { kind: 'quarter', before: true },
  本年: { kind: 'year', before: false },
  今年: { kind: 'year', before: false },
  本年度: { kind: 'year', before: false },
  去年: { kind: 'year', before: true },
  上年度: { kind: 'year', before: true },
}

/**
 * Reads a period as people write it: `2026-10`, `2026年10月`, `10月`, `2026-Q4`, `2026年第四季度`, `四季度`, `2026`,
 * `2026年度`, `上月`, `上季度`, `去年`. Without a year it is the one of today. Undefined when it is none.
 */
export function readPeriod(text: string, today: LocalDate): Period | undefined {
  const given = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  const said = relative[given]
  if (said) {
    const now = periodOf(today, said.kind)
    return said.before ? previousPeriod(now) : now
  }
  const year = /^(\d{4})(?:年度?)?$/.exec(given)
  if (year) return parsePeriod(year[1] ?? '')
  const quarter = /^(?:(\d{4})[年-]?)?(?:Q([1-4])|第?([一二三四1-4])季度?)$/.exec(given)
  if (quarter) {
    const place = quarter[2] ?? quarter[3] ?? ''
    return parsePeriod(`${quarter[1] ?? partsOf(today).year}-Q${numerals[place] ?? place}`)
  }
  const month = /^(?:(\d{4})[年\-/.])?(\d{1,2})月?(?:份)?$/.exec(given)
  if (!month || (month[1] === undefined && !given.includes('月'))) return undefined
  return parsePeriod(`${month[1] ?? partsOf(today).year}-${(month[2] ?? '').padStart(2, '0')}`)
}
