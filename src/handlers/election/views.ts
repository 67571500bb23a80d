import { electionCard } from '../../cards/election-cards.ts'
import { electionView } from '../../domain/elections/record-election.ts'
import { defineView } from '../define/view.ts'
import { electionFacts } from './find.ts'

/** An election's card in the group. */
export const electionInGroup = defineView(electionView, async (id, ctx) => {
  const election = await ctx.unit.elections.get(id)
  return (
    election && {
      card: electionCard(await electionFacts(ctx, election)),
      open: election.state !== 'confirmed',
    }
  )
})
