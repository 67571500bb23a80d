import type { LocalDate } from '../calendar/dates.ts'
import type { Roster } from './input.ts'

/** One row of the roster's history: from a date (included) to a date (excluded; null = still). */
export interface StandingRow {
  memberId: string
  kind: string
  from: LocalDate
  to: LocalDate | null
  /** For an exclusion: the superior's consent and the meeting's approval. Both, or the member stays in the base. */
  superiorRef?: string | null
  meetingRef?: string | null
}

/** Who may vote and the counts that the rule reads, as of one date. Stored with the ballot when it opens. */
export interface Electorate {
  roster: Extract<Roster, { formal: number }>
  /** Members with a vote on this matter, sorted by id, each once. */
  voterIds: string[]
}

interface Rights {
  formal: boolean
  probationary: boolean
  without: 'discipline_probation' | 'rights_suspended' | 'excluded_approved' | null
}

/** The first that applies is the one counted: nobody is taken out of the base twice. */
const withoutVote = ['discipline_probation', 'rights_suspended', 'excluded_approved'] as const

const holds = (row: StandingRow, date: LocalDate): boolean =>
  row.from <= date &&
  (row.to === null || date < row.to) &&
  (row.kind !== 'excluded_approved' || approved(row))
const approved = (row: StandingRow): boolean => Boolean(row.superiorRef?.trim() && row.meetingRef?.trim())

function rightsOf(kinds: ReadonlySet<string>): Rights {
  const probationary = kinds.has('probationary')
  const without = withoutVote.find((kind) => kinds.has(kind)) ?? null
  // 留党察看 and the like are borne by full members, also where the history has no `formal` row beside them.
  return { formal: !probationary && (kinds.has('formal') || without !== null), probationary, without }
}

/**
 * The electorate of a Party branch on a date: formal members − 留党察看 − 权利中止 − 经批准不计算 − 回避 (选举工作条例
 * art. 5; DOMAIN §3.2). `recused` are the members who leave this one item. Members without a formal or probationary
 * standing on the date (transferred out, not yet accepted) are in none of the counts. Pure; order of rows is irrelevant.
 */
export function electorateAsOf(
  standings: readonly StandingRow[],
  date: LocalDate,
  recused: readonly string[] = [],
): Electorate {
  const kinds = new Map<string, Set<string>>()
  for (const row of standings) {
    if (!holds(row, date)) continue
    kinds.set(row.memberId, (kinds.get(row.memberId) ?? new Set()).add(row.kind))
  }
  const away = new Set(recused)
  const roster = { ...emptyRoster }
  const voterIds: string[] = []
  for (const [memberId, held] of kinds) {
    const { formal, probationary, without } = rightsOf(held)
    if (probationary) roster.probationary += 1
    if (!formal) continue
    roster.formal += 1
    if (without) roster[without] += 1
    else if (away.has(memberId)) roster.recused += 1
    else voterIds.push(memberId)
  }
  return { roster, voterIds: voterIds.sort() }
}

const emptyRoster = {
  formal: 0,
  probationary: 0,
  discipline_probation: 0,
  rights_suspended: 0,
  excluded_approved: 0,
  recused: 0,
}
