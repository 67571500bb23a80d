import type { Choice, VoteResult } from '../../domain/ports/index.ts'
import type { EntitledClick } from './screen-clicks.ts'

/** A vote as it stands in its row. */
export interface StandingVote {
  choice: Choice
  clickedAt: Date
}

/** The row that a voter's clicks of one batch lead to. */
export interface VoteRow extends StandingVote {
  ballotId: string
  memberId: string
  /** Whether the voter had no row before. */
  fresh: boolean
  /** By how much the number of changes of mind grows. */
  changes: number
}

/** What one click did. `effect` null: it was overtaken by a later click of the same voter, which counts. */
export interface CountedClick {
  answer: Extract<VoteResult, { outcome: 'counted' }>
  effect: { ballotId: string; memberId: string; changed: boolean } | null
}

/** One voter on one ballot. */
export const voterKey = (ballotId: string, memberId: string): string => `${ballotId}|${memberId}`

/**
 * Applies clicks on open ballots to the votes that stand: of one voter's clicks the last by the platform's time counts,
 * of equal times the one that arrived later; a click older than the vote that stands changes nothing. Everybody is told
 * the choice that counts. Pure. Rows come sorted by ballot and member, counted clicks in the order of arrival.
 */
export function countClicks(
  clicks: readonly EntitledClick[],
  standing: ReadonlyMap<string, StandingVote>,
): { rows: VoteRow[]; counted: CountedClick[] } {
  const byVoter = new Map<string, number[]>()
  clicks.forEach(({ click, memberId }, index) => {
    const key = voterKey(click.ballotId, memberId)
    byVoter.set(key, [...(byVoter.get(key) ?? []), index])
  })
  const rows: VoteRow[] = []
  const counted: CountedClick[] = []
  for (const [key, indexes] of [...byVoter].sort(([a], [b]) => (a < b ? -1 : 1)))
    countVoter(clicks, indexes, standing.get(key) ?? null, rows, counted)
  return { rows, counted }
}

function countVoter(
  clicks: readonly EntitledClick[],
  indexes: number[],
  before: StandingVote | null,
  rows: VoteRow[],
  counted: CountedClick[],
): void {
  let vote = before
  let changes = 0
  const told: [number, CountedClick['effect']][] = []
  const inTime = [...indexes].sort((a, b) => timeOf(clicks, a) - timeOf(clicks, b) || a - b)
  for (const index of inTime) {
    const one = clicks[index] as EntitledClick // the index was taken from this list
    const { ballotId, choice, clickedAt } = one.click
    if (vote && clickedAt < vote.clickedAt) {
      told.push([index, null])
      continue
    }
    const changed = vote !== null && vote.choice !== choice
    if (changed) changes += 1
    vote = { choice, clickedAt }
    told.push([index, { ballotId, memberId: one.memberId, changed }])
  }
  const first = clicks[indexes[0] ?? 0]
  if (!vote || !first) return
  for (const [index, effect] of told) {
    const changed = effect?.changed ?? false
    counted[index] = { answer: { outcome: 'counted', choice: vote.choice, changed, repeated: false }, effect }
  }
  if (vote !== before)
    rows.push({
      ...vote,
      ballotId: first.click.ballotId,
      memberId: first.memberId,
      fresh: before === null,
      changes,
    })
}

const timeOf = (clicks: readonly EntitledClick[], index: number): number =>
  Number(clicks[index]?.click.clickedAt)
