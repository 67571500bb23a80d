import type { Ballot, ChairDecision, Choice } from '../ports/index.ts'
import { countVotes } from './casting.ts'
import type { VotingInput } from './input.ts'
import { inputSchemaOf, tally } from './tally.ts'
import type { Verdict } from './verdict.ts'

/** What a verdict is counted from: a ballot's frozen copy of rule and roll. */
export type CountedBallot = Pick<Ballot, 'rule' | 'roster' | 'method' | 'important'>

/** A vote as it stands. */
export interface CastVote {
  memberId: string
  choice: Choice
}

/**
 * Voters who are there: those of the frozen electorate who signed in at the meeting, and those whose vote proves it.
 * Without a meeting nobody signs in, and presence is who voted.
 */
export function presentVoters(
  electorate: readonly { memberId: string }[],
  signedIn: ReadonlySet<string>,
  votes: readonly CastVote[],
): string[] {
  const cast = new Set(votes.map((vote) => vote.memberId))
  return electorate.map((one) => one.memberId).filter((id) => signedIn.has(id) || cast.has(id))
}

/** The figures of an open ballot, as its rule reads them: what the verdict and every recount start from. */
export function countedInput(
  ballot: CountedBallot,
  votes: readonly CastVote[],
  present: number,
  chairDecision: ChairDecision | null = null,
): VotingInput {
  const input = {
    roster: ballot.roster,
    present,
    method: ballot.method,
    votes: countVotes(votes.map((vote) => vote.choice)),
    important: ballot.important,
    ...(chairDecision && { chair_decision: chairDecision }),
  }
  return inputSchemaOf(ballot.rule).parse(input)
}

/** The verdict of an open ballot. Pure: the recount of the stored votes gives the stored verdict. */
export function verdictOf(
  ballot: CountedBallot,
  votes: readonly CastVote[],
  present: number,
  chairDecision: ChairDecision | null = null,
): Verdict {
  return tally(ballot.rule, countedInput(ballot, votes, present, chairDecision))
}

/** Whether the chair still has to say what a near tie on an important matter leads to (党章 art. 17). */
export const awaitsChair = ({ verdict, chairDecision }: Pick<Ballot, 'verdict' | 'chairDecision'>): boolean =>
  verdict?.near_tie === true && chairDecision === null
