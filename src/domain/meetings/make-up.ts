import type { Obligation } from '../cadence/obligation.ts'
import type { ObligationState } from '../cadence/obligation-statuses.ts'
import type { LocalDate } from '../calendar/dates.ts'
import { periodWords } from '../calendar/period-words.ts'
import type { Period } from '../calendar/periods.ts'
import { Refusal } from '../refusals.ts'

/** Where a meeting's tag puts it. */
export interface Tag {
  makeUpFor: string | null
  attributedTo: string | null
}

const settled: readonly ObligationState['status'][] = [
  'done',
  'late_done',
  'exempt',
  'not_required',
  'not_applicable',
]

/**
 * The tag of a meeting on `date` that is to serve an earlier period (补开=…), judged today: inside a window moved by the
 * superior it is attributed and in time; after it, within the make-up time, it makes up. Refuses a period that is in
 * order or not over, and a date, or a day of tagging, after the make-up time (DOMAIN §4.2 rule 5).
 */
export function tagFor(
  period: Period,
  state: Pick<ObligationState, 'status' | 'end' | 'makeUpUntil'>,
  obligation: Pick<Obligation, 'label'>,
  { date, today }: { date: LocalDate; today: LocalDate },
): Tag {
  const what = { label: obligation.label, period: periodWords(period.label) }
  if (settled.includes(state.status)) throw new Refusal('make-up/not-needed', what)
  if (date <= period.end) throw new Refusal('make-up/not-over', { ...what, end: period.end })
  const latest = today > date ? today : date
  if (latest > state.makeUpUntil) throw new Refusal('make-up/too-late', { ...what, until: state.makeUpUntil })
  return date <= state.end
    ? { makeUpFor: null, attributedTo: period.label }
    : { makeUpFor: period.label, attributedTo: null }
}

/** Refuses to record a meeting of a period whose make-up time is over: what is missing then stays missing (no backdating). */
export function refuseBackdating(
  period: Pick<Period, 'label'>,
  { makeUpUntil }: Pick<ObligationState, 'makeUpUntil'>,
  { label }: Pick<Obligation, 'label'>,
  today: LocalDate,
): void {
  if (today > makeUpUntil)
    throw new Refusal('backfill/too-late', { label, period: periodWords(period.label), until: makeUpUntil })
}
