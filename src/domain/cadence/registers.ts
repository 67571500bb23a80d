import { type LocalDate, laterOf } from '../calendar/dates.ts'
import type { Period } from '../calendar/periods.ts'
import type { DutyRecord } from '../ports/cadence.ts'
import { Refusal } from '../refusals.ts'
import type { People } from './attendance.ts'
import { lastDayOfMakeUp } from './counting.ts'
import type { CadenceMeeting, WindowOverride } from './facts.ts'
import { type CadenceConfig, fulfilmentOf, type Obligation } from './obligation.ts'

/** How far a register of people has come in a period. */
export interface Coverage {
  /** Those who should be in it. */
  due: string[]
  /** Those of them who are not yet. */
  missing: string[]
  /** The day on which the last of them was done; null while somebody is missing. */
  completeOn: LocalDate | null
}

/** What a register is read from. */
export interface RegisterFacts {
  organisationId: string
  people: Pick<People, 'standings'>
  records: readonly DutyRecord[]
  today: LocalDate
}

/**
 * The people of a register in a period: the members on the roster at its end, or today while it runs (and where the
 * roster does not reach so far back). A pair's entry counts for both of them. With nobody on it nothing is complete.
 */
export function coverageOf(
  obligation: Pick<Obligation, 'id'>,
  period: Period,
  facts: RegisterFacts,
): Coverage {
  const { organisationId, people, records, today } = facts
  const rosterOn = (on: LocalDate) =>
    people.standings
      .filter(
        (row) => row.organisationId === organisationId && row.from <= on && (row.to === null || row.to > on),
      )
      .map(({ memberId }) => memberId)
  const then = rosterOn(period.end < today ? period.end : today)
  const due = then.length > 0 ? then : rosterOn(today)
  const first = new Map<string, LocalDate>()
  for (const one of records) {
    if (one.obligation !== obligation.id || one.period !== period.label) continue
    for (const id of [one.memberId, one.otherId])
      if (id !== null && one.doneOn < (first.get(id) ?? '9999-12-31')) first.set(id, one.doneOn)
  }
  const all = [...new Set(due)]
  const missing = all.filter((id) => !first.has(id))
  const days = all.flatMap((id) => first.get(id) ?? [])
  return {
    due: all,
    missing,
    completeOn: missing.length > 0 || days.length === 0 ? null : days.reduce(laterOf),
  }
}

/**
 * A complete register as the cadence rules see it: as something held on the day on which it became complete, for its
 * period. What was completed after the make-up time counts nowhere.
 */
export function registerAsMeeting(
  obligation: Obligation,
  period: Period,
  coverage: Coverage,
  rules: { config: CadenceConfig; overrides: readonly WindowOverride[] },
): CadenceMeeting[] {
  const { completeOn, due } = coverage
  if (completeOn === null) return []
  const last = lastDayOfMakeUp(period, { ...rules, obligation, span: { from: period.start, to: null } })
  if (completeOn > last) return []
  // Paid or talked ahead of the period: it is in order from its first day on.
  const start = completeOn < period.start ? period.start : completeOn
  return [
    {
      id: `已登记${due.length}人`,
      kinds: [obligation.id],
      start,
      state: 'held',
      makeUpFor: period.label,
      attributedTo: period.label,
    },
  ]
}

/** Duties whose fulfilment is counted person by person. */
export const registeredOf = (obligations: readonly Obligation[]): Obligation[] =>
  obligations.filter((one) => fulfilmentOf(one) === 'registered')

/** Who is missing in which of these periods (arrears), those with most first. */
export function missingByPerson(
  obligation: Obligation,
  periods: readonly Period[],
  facts: RegisterFacts,
): Map<string, string[]> {
  const missing = new Map<string, string[]>()
  for (const period of periods)
    for (const id of coverageOf(obligation, period, facts).missing)
      missing.set(id, [...(missing.get(id) ?? []), period.label])
  return new Map([...missing].sort(([, a], [, b]) => b.length - a.length))
}

/** The entries by which people come into a register: each for himself, or two as one pair. */
export function registerEntries(
  { id: obligation, per, label }: Pick<Obligation, 'id' | 'per' | 'label'>,
  memberIds: readonly string[],
): Pick<DutyRecord, 'obligation' | 'memberId' | 'otherId'>[] {
  if (memberIds.length === 0) throw new Refusal('register/people', { label })
  if (per !== 'pair') return memberIds.map((memberId) => ({ obligation, memberId, otherId: null }))
  const [memberId, otherId, ...others] = [...new Set(memberIds)].sort()
  if (!memberId || !otherId || others.length > 0) throw new Refusal('register/pair', { label })
  return [{ obligation, memberId, otherId }]
}
