import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot, BallotSeals, SealedVote } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { type BallotPaper, countPapers, writePaper } from './ballot-paper.ts'
import type { SealedTotals } from './counted-parts.ts'
import { electableNames } from './write-ins.ts'

/** Closing a ballot may have to open sealed votes. */
export type CountContext = CaseContext & { readonly seals: BallotSeals }

/** The least electorate of an electronic secret ballot: with fewer the totals give people away. */
export const leastVoters = 5
/** Fewer sealed votes than this are never opened. */
export const leastSealed = 3
/** For how long objections are heard, and the key is kept for a recount. */
export const objectionDays = 7

/** A voter's own paper, in private; ref = ballot|member. */
export const secretPaperView = 'ballot.secret'
export const secretPaperRef = (ballotId: string, memberId: string): string => `${ballotId}|${memberId}`

const none: SealedTotals = { cast: 0, yes: 0, no: 0, abstain: 0, persons: [], writeIns: [], invalid: 0 }

/**
 * Seals a paper for a voter: of what was chosen nothing is anywhere else. Refuses who is not on the roll. Whether
 * they have taken part already, or come too late, is for whoever keeps it, under the ballot's lock: a click that comes again
 * after the close is still told its receipt.
 */
export async function sealPaper(
  { unit, seals }: Pick<CountContext, 'unit' | 'seals'>,
  ballot: Ballot,
  memberId: string,
  paper: BallotPaper,
): Promise<{ sealed: string; hash: string }> {
  const { id, sealKey } = ballot
  if (ballot.method !== 'electronic_secret' || sealKey === null)
    throw new Refusal('ballot/unknown', { ref: id })
  if (!(await unit.ballots.voter(id, memberId))) throw new Refusal('ballot/not-a-voter', {})
  if ('others' in paper && paper.others.length > 0) {
    const known = await electableNames(unit, ballot)
    // Said without the name: a refusal of a secret paper repeats nothing of it.
    if (paper.others.some((name) => !known.has(name))) throw new Refusal('sealed/not-electable', {})
  }
  return seals.seal(sealKey, { ballotId: id, memberId, text: writePaper(paper) })
}

/**
 * Opens the sealed votes of a ballot that is being closed, in random order and in memory alone, and counts them. Too few are
 * not opened (`tooFew`), and none are where the quorum was missed.
 */
export async function openSealed(
  { unit, seals }: Pick<CountContext, 'unit' | 'seals'>,
  ballot: Ballot,
  quorumMet: boolean,
): Promise<{ totals: SealedTotals | null; tooFew: boolean }> {
  if (ballot.method !== 'electronic_secret') return { totals: null, tooFew: false }
  const votes: SealedVote[] = await unit.sealedVotes.ofBallot(ballot.id)
  if (!quorumMet) return { totals: { ...none, cast: votes.length }, tooFew: false }
  if (votes.length < leastSealed) return { totals: { ...none, cast: votes.length }, tooFew: true }
  return { totals: countPapers(await seals.open(ballot.id, votes), ballot), tooFew: false }
}

/** Destroys the key of a closed ballot once the time for objections has passed, and records it. May be repeated. */
export async function destroyBallotKey(
  { unit, now, seals }: Pick<CountContext, 'unit' | 'now' | 'seals'>,
  ballotId: string,
): Promise<boolean> {
  const ballot = await unit.ballots.get(ballotId)
  const due = ballot?.keyDestroyAt !== null && ballot !== null && ballot.keyDestroyAt <= now
  if (!due || ballot.keyDestroyedAt !== null || !(await seals.destroyKey(ballotId))) return false
  await unit.sealedVotes.keyDestroyed(ballotId, now)
  unit.record({
    organisationId: ballot.organisationId,
    actorId: null,
    action: 'ballot.key.destroy',
    object: ballotId,
    facts: { number: ballot.number },
  })
  return true
}
