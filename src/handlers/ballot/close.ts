import { chairDecide } from '../../cards/ballot-actions.ts'
import { votersCard } from '../../cards/ballot-voter-cards.ts'
import { Refusal } from '../../domain/refusals.ts'
import { closeBallot } from '../../domain/voting/close-ballot.ts'
import { choiceWords } from '../../domain/voting/index.ts'
import { decideNearTie } from '../../domain/voting/near-tie.ts'
import { chairWords } from '../../domain/voting/near-tie-words.ts'
import { ballotViews } from '../../domain/voting/touch-ballots.ts'
import { sourceWords } from '../../domain/voting/vote-source.ts'
import { caseNumber } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { askForRuling } from './escalate.ts'
import { ballotNamed, ballotToShow, isConfidential } from './named-ballot.ts'

const number = optional(positional(caseNumber({ letter: 'B' })))

/** `/表决 截止 B2026-001`: counts, and answers with the result; a second close shows the same one. */
export const closeBallotCommand = defineCommand({
  name: '表决 截止',
  aliases: ['截止表决', '结束表决'],
  summary: '截止表决并公布结果',
  example: '/表决 截止 B2026-001',
  permission: 'ballot.close',
  scope: 'branch-or-union',
  args: { number },
  async run({ number: named }, ctx, { organisation }) {
    const { id, openedBy } = await ballotNamed(ctx, organisation.id, named, 'open')
    await ctx.allow('ballot.close', organisation.id, openedBy === ctx.me().id)
    // In the branch's own group the answer is the announcement.
    await closeBallot(ctx, id, ctx.me().id, { announce: ctx.chat.type === 'private' })
    return { view: ballotViews.result, ref: id, privately: await isConfidential(ctx, id) }
  },
})

/** `/表决 作废 B2026-001`: a ballot that was opened by mistake, as long as nobody has voted. */
export const callOffBallot = defineCommand({
  name: '表决 作废',
  aliases: ['作废表决', '撤销表决'],
  summary: '作废误发起的表决（尚未有人表决时）',
  example: '/表决 作废 B2026-001',
  permission: 'ballot.close',
  scope: 'branch-or-union',
  args: { number },
  async run({ number: named }, ctx, { organisation }) {
    const { id, openedBy } = await ballotNamed(ctx, organisation.id, named, 'open')
    await ctx.allow('ballot.close', organisation.id, openedBy === ctx.me().id)
    const { ballot, first } = await closeBallot(ctx, id, ctx.me().id, {
      announce: ctx.chat.type === 'private',
      callOff: true,
    })
    if (!first) throw new Refusal('ballot/closed', { number: ballot.number })
    return { view: ballotViews.result, ref: id, privately: await isConfidential(ctx, id) }
  },
})

/** `/表决 结果 B2026-001`: the result; of a ballot that is still open, its card. */
export const ballotResult = defineCommand({
  name: '表决 结果',
  aliases: ['表决结果'],
  summary: '查看表决结果',
  example: '/表决 结果 B2026-001',
  permission: 'ballot.show',
  scope: 'branch-or-union',
  args: { number },
  async run({ number: named }, ctx, { organisation }) {
    const ballot = await ballotToShow(ctx, organisation.id, named)
    return {
      view: ballot.verdict ? ballotViews.result : ballotViews.ballot,
      ref: ballot.id,
      privately: await isConfidential(ctx, ballot.id),
    }
  },
})

/** `/表决 名单 B2026-001`: who chose what on an open ballot, for whoever keeps the minutes, in private (DOMAIN §3.4). */
export const ballotVoters = defineCommand({
  name: '表决 名单',
  aliases: ['表决名单'],
  summary: '核对公开表决的名单，仅私聊发送',
  example: '/表决 名单 B2026-001',
  permission: 'ballot.names',
  scope: 'branch-or-union',
  args: { number },
  async run({ number: named }, ctx, { organisation }) {
    const ballot = await ballotNamed(ctx, organisation.id, named, 'any')
    if (ballot.method !== 'open') throw new Refusal('ballot/no-names', { number: ballot.number })
    const choiceOf = new Map(
      (await ctx.unit.ballots.votes(ballot.id)).map((vote) => [vote.memberId, vote.choice]),
    )
    const reasonOf = new Map(
      (await ctx.unit.ballots.reasons(ballot.id)).map((one) => [one.memberId, one.reason]),
    )
    const electorate = await ctx.unit.ballots.electorate(ballot.id)
    const rows = electorate.map(({ memberId, name, source }) => {
      const choice = choiceOf.get(memberId)
      const said = choice ? choiceWords[choice] : source ? `已${sourceWords[source]}` : '未表决'
      return { name, choice: said, reason: reasonOf.get(memberId) ?? null }
    })
    return { card: votersCard(ballot, rows), privately: true }
  },
})

/** The chair's choice after a near tie on an important matter, with the reason. */
export const decideChair = defineAction(chairDecide, async ({ ballot: id, decision }, ctx, { form }) => {
  const ballot = await ctx.unit.ballots.get(id)
  if (!ballot) throw new Refusal('card/not-ours', {})
  await ctx.allow('ballot.close', ballot.organisationId)
  const decided = await decideNearTie(ctx, id, decision, ctx.me().id, form.reason || null)
  const request = decision === 'escalate' ? await askForRuling(ctx, decided) : null
  return { toast: `已记录：${chairWords[decision]}${request ? `，已提交请示 ${request.number}` : ''}` }
})
