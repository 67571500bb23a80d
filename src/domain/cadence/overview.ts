import type { LocalDate } from '../calendar/dates.ts'
import {
  type Period,
  type PeriodKind,
  periodOf,
  periodsBetween,
  previousPeriod,
} from '../calendar/periods.ts'
import { type ComplianceCounts, complianceCounts, type WordedState } from './compliance.ts'
import { meetingWording } from './duty-wording.ts'
import { ALL_GROUPS, type ObligationState } from './obligation-statuses.ts'
import { type CadenceStatus, severity, worstOf } from './status-words.ts'

/** States in which a period that has ended still asks for something, or did not get it. */
const unsettled: readonly CadenceStatus[] = ['unconfirmed', 'overdue', 'missed']

/** States in which a superior may urge: something can still be done now. */
const urgeable: readonly CadenceStatus[] = ['unconfirmed', 'due_soon', 'overdue']

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'year']

/** The periods that an overview of a span asks for: those that it touches, and of each kind the one before. */
export interface AskedPeriods {
  all: Period[]
  /** Labels of those that are over and show only while they are not settled. */
  before: ReadonlySet<string>
}

/** The periods of the month, quarter or year of today, with the ones before: on 4 January nobody would ask for last year's. */
export function periodsAsked(today: LocalDate, span: PeriodKind): AskedPeriods {
  const { start, end } = periodOf(today, span)
  const shown = kinds.flatMap((kind) => periodsBetween(start, end, kind))
  const before = kinds
    .map((kind) => previousPeriod(periodOf(today, kind)))
    .filter(({ label }) => !shown.some((one) => one.label === label))
  return { all: [...before, ...shown], before: new Set(before.map(({ label }) => label)) }
}

/** The rows worth showing, unsettled earlier periods first; of groups the roll-up; what does not exist is left out. */
export const rowsToShow = (states: readonly ObligationState[], { before }: AskedPeriods): ObligationState[] =>
  states
    .filter((state) => state.group === undefined || state.group === ALL_GROUPS)
    .filter(({ period, status }) =>
      before.has(period.label) ? unsettled.includes(status) : status !== 'not_applicable',
    )
    .sort((a, b) => Number(before.has(b.period.label)) - Number(before.has(a.period.label)))

/** Whether a superior may urge about a duty in this state. */
export const mayUrge = (status: CadenceStatus): boolean => urgeable.includes(status)

/** One branch in its superior's view. */
export interface BranchStanding {
  branchId: string
  name: string
  rows: ObligationState[]
  /** The worst state of each obligation. */
  cells: Map<string, CadenceStatus>
  worst: CadenceStatus
  counts: ComplianceCounts
}

/** A branch's standing out of its rows. */
export function standingOf(branchId: string, name: string, rows: ObligationState[]): BranchStanding {
  const cells = new Map<string, CadenceStatus>()
  for (const { obligation, status } of rows) {
    const known = cells.get(obligation)
    if (known === undefined || severity(status) > severity(known)) cells.set(obligation, status)
  }
  const worst = worstOf(rows.map(({ status }) => status))
  return { branchId, name, rows, cells, worst, counts: complianceCounts(rows) }
}

/** A superior below another one, with all of its branches rolled up. */
export interface SubordinateStanding {
  id: string
  name: string
  branches: number
  /** Branches whose worst state is overdue or missed. */
  concerned: number
  /** The worst state, in the words of a duty that is in it: of a meeting, where there is one. */
  worst: WordedState
  counts: ComplianceCounts
}

function worstState(rows: readonly WordedState[]): WordedState {
  const status = worstOf(rows.map((row) => row.status))
  const such = rows.filter((row) => row.status === status)
  const common = such.find(({ wording }) => wording.statuses[status] === undefined)
  return { status, wording: (common ?? such[0])?.wording ?? meetingWording }
}

/** Rolls branches up to the superior under which they stand: the worst first, then by how many branches are of concern. */
export function rolledUp(
  all: readonly { id: string; name: string; branches: readonly BranchStanding[] }[],
): SubordinateStanding[] {
  return all
    .map(({ id, name, branches }) => ({
      id,
      name,
      branches: branches.length,
      concerned: branches.filter(({ worst }) => worst === 'overdue' || worst === 'missed').length,
      worst: worstState(branches.flatMap(({ rows }) => rows)),
      counts: complianceCounts(branches.flatMap(({ rows }) => rows)),
    }))
    .sort(
      (a, b) =>
        severity(b.worst.status) - severity(a.worst.status) ||
        b.concerned - a.concerned ||
        a.name.localeCompare(b.name, 'zh'),
    )
}

/** Exceptions first: by the worst state, then by how many duties are in it, then by name. */
export function inOrderOfConcern(standings: readonly BranchStanding[]): BranchStanding[] {
  const bad = ({ rows, worst }: BranchStanding) => rows.filter(({ status }) => status === worst).length
  return [...standings].sort(
    (a, b) => severity(b.worst) - severity(a.worst) || bad(b) - bad(a) || a.name.localeCompare(b.name, 'zh'),
  )
}
