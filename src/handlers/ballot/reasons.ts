import { reasonAsk, reasonGive } from '../../cards/ballot-actions.ts'
import type { Ballot } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Ctx } from '../define/context.ts'
import { reasonRef, reasonView } from './views.ts'

/** 说明理由 on the group's card: the form, in private. */
export const askReason = defineAction(reasonAsk, async ({ ballot: id }, ctx) => {
  await votedHere(ctx, id)
  const memberId = ctx.me().id
  ctx.unit.send({
    key: `vote-reason:${id}:${memberId}:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId },
    content: { view: reasonView, ref: reasonRef(id, memberId) },
    priority: 'reply',
  })
  return { toast: '已私聊发送，理由自愿填写' }
})

/** 提交 on the private form: kept for the recorder; a second one replaces the first. */
export const giveReason = defineAction(reasonGive, async ({ ballot: id }, ctx, { form }) => {
  const ballot = await votedHere(ctx, id)
  const { reason } = form
  if (reason === '') throw new Refusal('form/field', { label: '理由', sentence: '请填写理由。' })
  await ctx.unit.ballots.keepReason(id, ctx.me().id, reason, ctx.now)
  ctx.unit.record({
    organisationId: ballot.organisationId,
    actorId: ctx.me().id,
    action: 'ballot.reason',
    object: id,
    facts: {},
  })
  ctx.unit.touch(reasonView, reasonRef(id, ctx.me().id))
  return { toast: '已提交，只有记录人能看到' }
})

/** An open ballot in the group that the actor votes in. */
async function votedHere(ctx: Ctx, id: string): Promise<Ballot> {
  const ballot = await ctx.unit.ballots.get(id)
  await refuseElsewhere(ctx, ballot?.organisationId ?? null)
  if (ballot?.method !== 'open') throw new Refusal('card/not-ours', {})
  const voter = (await ctx.unit.ballots.voter(id, ctx.me().id)) !== null
  await ctx.allow('ballot.show', ballot.organisationId, voter)
  if (ballot.status !== 'open' || ballot.closesAt <= ctx.now)
    throw new Refusal('ballot/closed', { number: ballot.number })
  if (!voter) throw new Refusal('ballot/not-a-voter', {})
  return ballot
}
