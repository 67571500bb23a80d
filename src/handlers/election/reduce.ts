import { electionView } from '../../domain/elections/record-election.ts'
import { reduceSeats } from '../../domain/elections/reduce-seats.ts'
import { wholeNumber } from '../arguments/index.ts'
import { keyed } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { electionNamed } from './find.ts'
import { electionNumber } from './list.ts'

/** `/选举 减额 X2026-001 同意=12`: the seats that were filled are all, by more than half of the electors (选举工作条例). */
export const reduceElection = defineCommand({
  name: '选举 减额',
  aliases: ['减少名额'],
  summary: '当选人数接近应选名额时，经半数以上选举人同意减少名额，不再另行选举',
  example: '/选举 减额 X2026-001 同意=12',
  permission: 'election.run',
  scope: 'branch-or-union',
  args: {
    number: electionNumber,
    agreed: keyed(wholeNumber({ label: '同意', keys: ['同意人数'], min: 0, max: 1_000_000 })),
  },
  async run({ number, agreed }, ctx, { organisation }) {
    const found = await electionNamed(ctx, organisation.id, number)
    await reduceSeats(ctx, found.id, agreed, ctx.me().id)
    return { view: electionView, ref: found.id }
  },
})
