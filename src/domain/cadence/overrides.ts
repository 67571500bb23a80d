import { type LocalDate, partsOf } from '../calendar/dates.ts'
import { periodWords } from '../calendar/period-words.ts'
import { nextPeriod, type Period, periodOf } from '../calendar/periods.ts'
import type { ObligationOverride } from '../ports/cadence.ts'
import { Refusal } from '../refusals.ts'
import type { Obligation } from './obligation.ts'

/** A leave of the superior as it is to be registered. */
export interface GivenLeave {
  kind: ObligationOverride['kind']
  period: Period
  /** Last day of the moved window. */
  until: LocalDate | null
  documentDate: LocalDate
}

/** What a leave is called, on cards and in refusals. */
export const leaveWords = (
  kind: ObligationOverride['kind'],
  { wording }: Pick<Obligation, 'wording'>,
): string => (kind === 'exemption' ? `经批准${wording.waive}` : '经批准延期')

/** How a period of an obligation's kind is written, for whoever wrote another kind. */
const periodExamples = { month: '2026-10', quarter: '2026-Q4', year: '2026' } as const

/** Refuses a period of another kind than that by which the obligation is counted. */
export function refuseWrongPeriod(obligation: Obligation, period: Period, today: LocalDate): void {
  if (period.kind === obligation.period) return
  const example = periodExamples[obligation.period].replace('2026', String(partsOf(today).year))
  throw new Refusal('obligation/wrong-period', { label: obligation.label, example })
}

/**
 * Refuses a leave that the rules do not know: an exemption from a duty that is to be held 至少 (DOMAIN §4.1), a window
 * that ends inside the period or after the one that follows it, a document of tomorrow.
 */
export function checkLeave(obligation: Obligation, leave: GivenLeave, today: LocalDate): void {
  refuseWrongPeriod(obligation, leave.period, today)
  if (leave.documentDate > today) throw new Refusal('override/document-ahead', { date: leave.documentDate })
  if (leave.kind === 'exemption' && !obligation.exemptible)
    throw new Refusal('override/no-exemption', {
      label: obligation.label,
      rule: (obligation.seed ?? obligation.source).replace(/。$/, ''),
    })
  if (leave.kind !== 'moved') return
  const latest = nextPeriod(periodOf(leave.period.start, leave.period.kind)).end
  if (leave.until === null || leave.until <= leave.period.end || leave.until > latest)
    throw new Refusal('override/until', { end: leave.period.end, latest })
}

/** `2026年第3季度支部党员大会`. */
export const dutyWords = (obligation: Pick<Obligation, 'label'>, periodLabel: string): string =>
  `${periodWords(periodLabel)}${obligation.label}`
