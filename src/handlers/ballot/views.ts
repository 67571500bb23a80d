import { ballotResultCard, openBallotCard } from '../../cards/ballot-cards.ts'
import type { Ballot } from '../../domain/ports/index.ts'
import { ballotViews } from '../../domain/voting/close-ballot.ts'
import { awaitsChair } from '../../domain/voting/count-ballot.ts'
import { defineView, type Rendered, type ViewCtx } from '../define/view.ts'
import { ballotFacts } from './ballot-facts.ts'

async function result(ballot: Ballot, ctx: ViewCtx): Promise<Rendered | null> {
  if (!ballot.verdict) return null
  return {
    card: ballotResultCard(await ballotFacts(ctx, ballot), ballot.verdict),
    open: awaitsChair(ballot),
  }
}

/** A ballot's card in the group: takes votes while it is open, then shows its result. */
export const ballotInGroup = defineView(ballotViews.ballot, async (id, ctx) => {
  const ballot = await ctx.unit.ballots.get(id)
  if (ballot?.status === 'open') return { card: openBallotCard(await ballotFacts(ctx, ballot)), open: true }
  return ballot && result(ballot, ctx)
})

/** The result, posted as news when the ballot is closed. */
export const resultOfBallot = defineView(ballotViews.result, async (id, ctx) => {
  const ballot = await ctx.unit.ballots.get(id)
  return ballot && result(ballot, ctx)
})
