import type { Ballot, Choice } from '../ports/index.ts'

/** What a verdict is counted from: a ballot's frozen copy of rule and roll. */
export type CountedBallot = Pick<Ballot, 'rule' | 'roster' | 'method' | 'important'>

/** A vote as it stands. */
export interface CastVote {
  memberId: string
  choice: Choice
}
