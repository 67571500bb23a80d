import {
  type ResolutionFacts,
  resolutionCard,
  resolutionListCard,
  resolutionWords,
} from '../../cards/resolution-cards.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Resolution } from '../../domain/ports/index.ts'
import { caseAbout } from '../../domain/voting/reconsidered.ts'
import { caseNumber } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { resolutionNamed } from './find.ts'

/** `/决议 查询 [J2026-005]`: the branch's resolutions, or one with its state and the decisions it is linked with. */
export const showResolutions = defineCommand({
  name: '决议 查询',
  aliases: ['决议', '查决议'],
  summary: '查看决议的状态、复议和前后关联',
  example: '/决议 查询 J2026-001',
  permission: 'resolution.show',
  scope: 'branch',
  args: { number: optional(positional(caseNumber({ letter: 'J' }))) },
  async run({ number }, ctx, { organisation }) {
    if (number === undefined)
      return {
        card: resolutionListCard(organisation.name, await ctx.unit.resolutions.latest(organisation.id, 50)),
      }
    const resolution = await resolutionNamed(ctx, organisation.id, number)
    return { card: resolutionCard(await factsOf(ctx, organisation, resolution)) }
  },
})

async function factsOf(ctx: Ctx, { name }: Organisation, resolution: Resolution): Promise<ResolutionFacts> {
  const { unit } = ctx
  const ballot = await unit.ballots.get(resolution.ballotId)
  const meeting = resolution.meetingId ? await unit.meetings.get(resolution.meetingId) : null
  const running = await caseAbout(ctx, resolution)
  return {
    resolution,
    branch: name,
    ballot: ballot && { number: ballot.number, arithmetic: ballot.verdict?.arithmetic ?? '' },
    meeting: meeting?.number ?? null,
    links: await linksOf(ctx, resolution),
    reconsidered: running && `${running.title}（${running.number}）`,
  }
}

/** What it says of earlier resolutions, and what later ones say of it. */
async function linksOf({ unit }: Ctx, resolution: Resolution): Promise<string[]> {
  const earlier = resolution.replacesId ?? resolution.confirmsId
  const before = earlier ? await unit.resolutions.get(earlier) : null
  const how = ({ confirmsId }: Resolution, other: Resolution) =>
    confirmsId !== null
      ? '维持'
      : other.state === 'withdrawn'
        ? '废止'
        : other.state === 'amended'
          ? '修改'
          : '替代'
  const later = await unit.resolutions.about(resolution.id)
  return [
    ...(before
      ? [`${how(resolution, before)} ${before.number}（${before.matter}，${resolutionWords[before.state]}）`]
      : []),
    ...later.map((one) => `被 ${one.number} ${how(one, resolution)}（${one.matter}）`),
  ]
}
