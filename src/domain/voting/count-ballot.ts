import type { Ballot, ChairDecision } from '../ports/index.ts'
import type { CastVote, CountedBallot } from './counted-ballot.ts'
import { chatParts, inputOf } from './counted-parts.ts'
import { inputSchemaOf, tally } from './tally.ts'
import type { Verdict } from './verdict.ts'

/** The verdict of figures under a rule; the chair's word after a near tie goes with them. */
export const verdictFrom = (
  { rule }: Pick<Ballot, 'rule'>,
  input: unknown,
  chairDecision: ChairDecision | null = null,
): Verdict =>
  tally(
    rule,
    inputSchemaOf(rule).parse({
      ...(input as object),
      ...(chairDecision && { chair_decision: chairDecision }),
    }),
  )

/** The verdict of votes that were cast in chat alone. Pure: the recount of the stored votes gives the stored verdict. */
export function verdictOf(
  ballot: CountedBallot,
  votes: readonly CastVote[],
  present: number,
  chairDecision: ChairDecision | null = null,
): Verdict {
  const parts = chatParts([], new Set(), votes)
  return verdictFrom(
    ballot,
    inputOf({ ...ballot, seats: null, candidates: [], runoffOf: null }, parts, present),
    chairDecision,
  )
}

/** Whether the chair still has to say what a near tie on an important matter leads to (党章 art. 17). */
export const awaitsChair = ({ verdict, chairDecision }: Pick<Ballot, 'verdict' | 'chairDecision'>): boolean =>
  verdict?.near_tie === true && chairDecision === null
