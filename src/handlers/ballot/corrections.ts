import { correctionsCard } from '../../cards/roll-cards.ts'
import { defineCommand } from '../define/command.ts'

/** How many corrections are listed. */
const most = 50

/** `/表决 更正`: which decisions later corrections of the register touch, and whose; in private. */
export const listCorrections = defineCommand({
  name: '表决 更正',
  aliases: ['名册更正'],
  summary: '表决后名册有更正的表决，仅私聊发送',
  example: '/表决 更正',
  permission: 'ballot.names',
  scope: 'branch-or-union',
  args: {},
  async run(_args, ctx, { organisation }) {
    const flags = await ctx.unit.ballots.flagged(organisation.id, most)
    const people = await ctx.unit.rosters.members([
      ...new Set(flags.flatMap(({ memberId, flaggedBy }) => [memberId, flaggedBy])),
    ])
    const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ''
    const rows = []
    for (const { ballotId, memberId, effect, flaggedBy, flaggedAt } of flags) {
      const ballot = await ctx.unit.ballots.get(ballotId)
      if (ballot) rows.push({ ballot, name: nameOf(memberId), effect, by: nameOf(flaggedBy), at: flaggedAt })
    }
    return { card: correctionsCard(organisation.name, rows, ctx.zone), privately: true }
  },
})
