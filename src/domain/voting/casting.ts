import { Refusal } from '../refusals.ts'

/** What can be said on an open ballot. */
export const choices = ['yes', 'no', 'abstain'] as const
/** 赞成, 反对, 弃权. */
export type Choice = (typeof choices)[number]
export const choiceWords: Record<Choice, string> = { yes: '赞成', no: '反对', abstain: '弃权' }
/** Whether a word is a choice. */
export const isChoice = (word: unknown): word is Choice => (choices as readonly unknown[]).includes(word)

/** A ballot that takes votes: its roll was frozen at opening and never grows or shrinks. */
export interface CastingBallot {
  number: string
  closed: boolean
  /** Whether a voter may change the choice before closing: open ballots yes, secret ones no. */
  replaceable: boolean
  voters: ReadonlySet<string>
  votes: ReadonlyMap<string, Choice>
}

/** A ballot just opened for these voters. */
export const openBallot = (number: string, voters: Iterable<string>, replaceable = true): CastingBallot => ({
  number,
  closed: false,
  replaceable,
  voters: new Set(voters),
  votes: new Map(),
})

/**
 * Takes one choice: the last before closing counts, once. Refuses with `ballot/closed`, `ballot/not-a-voter`,
 * `ballot/already-cast` (not replaceable). Saying the same again changes nothing and is not refused on an open ballot.
 */
export function castVote(ballot: CastingBallot, voter: string, choice: Choice): CastingBallot {
  mayCast(ballot, voter)
  return { ...ballot, votes: new Map(ballot.votes).set(voter, choice) }
}

/** The same test without taking the vote, for stores that keep the votes themselves. */
export function mayCast(ballot: CastingBallot, voter: string): void {
  if (ballot.closed) throw new Refusal('ballot/closed', { number: ballot.number })
  if (!ballot.voters.has(voter)) throw new Refusal('ballot/not-a-voter', {})
  if (!ballot.replaceable && ballot.votes.has(voter))
    throw new Refusal('ballot/already-cast', { number: ballot.number })
}

/** No vote is taken from here on. Closing twice is harmless. */
export const closeBallot = (ballot: CastingBallot): CastingBallot => ({ ...ballot, closed: true })

/** The counts of the votes cast so far. */
export function countVotes(votes: Iterable<Choice>): Record<Choice, number> {
  const counts = { yes: 0, no: 0, abstain: 0 }
  for (const choice of votes) counts[choice] += 1
  return counts
}
