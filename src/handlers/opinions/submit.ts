import { answersIn, opinionKeptCard, opinionNone, opinionSubmit } from '../../cards/opinion-cards.ts'
import { isAsked } from '../../domain/opinions/audience.ts'
import { touchCall } from '../../domain/opinions/close-opinions.ts'
import { composedOpinion, typedOpinion } from '../../domain/opinions/content.ts'
import { isAnonymous } from '../../domain/opinions/figures.ts'
import { audienceWords } from '../../domain/opinions/words.ts'
import type { OpinionCall, OpinionOutcome } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import { optional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { opinionText, typedCallNumber, wishesAnonymity } from './arguments.ts'
import { callNumbered, callOfButton } from './find-call.ts'

/** 提交 on the card. The toast is the same for everybody: the stored answer of a click tells nothing about its sender. */
export const clickSubmit = defineAction(opinionSubmit, async ({ call: id }, ctx, { form }) => {
  const call = await askedCall(ctx, await callOfButton(ctx, id))
  const content = composedOpinion(call, answersIn(form))
  await keepOpinion(ctx, call, {
    content,
    none: false,
    anonymous: isAnonymous(call.naming, form.anonymous === true),
  })
  return { toast: '已提交，仅归纳人可见' }
})

/** 没有意见 on the card: kept by the same rules of naming. */
export const clickNone = defineAction(opinionNone, async ({ call: id }, ctx, { form }) => {
  const call = await askedCall(ctx, await callOfButton(ctx, id))
  await keepOpinion(ctx, call, {
    content: '',
    none: true,
    anonymous: isAnonymous(call.naming, form.anonymous === true),
  })
  return { toast: '已记为没有意见' }
})

/** `/意见 提交 [匿名] <内容>`, in the group or privately. */
export const submitOpinion = defineCommand({
  name: '意见 提交',
  aliases: ['提意见', '我有意见'],
  summary: '对正在征求的意见提交意见，只有归纳人能看到',
  example: '/意见 提交 匿名 建议增加学习时间',
  permission: 'opinion.submit',
  scope: 'branch-or-union',
  args: {
    number: optional(typedCallNumber),
    wished: optional(wishesAnonymity),
    content: opinionText,
  },
  async run({ number, wished, content }, ctx, { organisation }) {
    const call = await askedCall(ctx, await callMeant(ctx, organisation.id, number))
    const inGroup = ctx.chat.type === 'group'
    if (wished && call.naming === 'named')
      throw new Refusal('opinions/must-be-named', { number: call.number })
    const anonymous = isAnonymous(call.naming, wished === true)
    if (anonymous && inGroup) throw new Refusal('opinions/anonymous-in-group', {})
    const outcome = await keepOpinion(ctx, call, {
      content: typedOpinion(content, '意见'),
      none: false,
      anonymous,
    })
    return {
      card: opinionKeptCard({ number: call.number, text: keptWords(outcome), inGroup }),
      privately: true,
    }
  },
})

/** One sentence for named and anonymous ones: the answer's row in the outbox knows its recipient. */
const keptWords = (outcome: OpinionOutcome): string =>
  outcome === 'replaced'
    ? '已收下，并替换了您上一次的署名意见。只有归纳人能看到。'
    : '已收下，只有归纳人能看到。署名意见再次提交以最后一次为准；匿名意见不记录姓名和时间，提交后不能更改。'

/** The call of a number, or the only open one that asks this person; where none does, the only open one. */
async function callMeant(ctx: Ctx, organisationId: string, number: string | undefined): Promise<OpinionCall> {
  if (number !== undefined) return callNumbered(ctx, organisationId, number)
  const all = (await ctx.unit.opinions.openCalls(organisationId)).filter((one) => one.deadline > ctx.now)
  const asking: OpinionCall[] = []
  for (const call of all) if (await asksActor(ctx, call)) asking.push(call)
  const open = asking.length > 0 ? asking : all
  const [only] = open
  if (!only) throw new Refusal('opinions/none-open', {})
  if (open.length > 1)
    throw new Refusal('opinions/several-open', {
      calls: open.map(({ number, topic }) => ({ number, topic })),
    })
  return only
}

/** Refuses a call that no longer listens, and persons whom it does not ask. */
async function askedCall(ctx: Ctx, call: OpinionCall): Promise<OpinionCall> {
  if (call.audience === 'staff') await ctx.allow('opinion.staff', call.organisationId)
  else await ctx.allow('opinion.submit', call.organisationId)
  const { number } = call
  if (call.state !== 'open' || call.deadline <= ctx.now) throw new Refusal('opinions/closed', { number })
  if (!(await asksActor(ctx, call)))
    throw new Refusal('opinions/not-asked', { number, audience: audienceWords[call.audience] })
  return call
}

/** Whether a call asks the actor. */
async function asksActor(ctx: Ctx, call: OpinionCall): Promise<boolean> {
  if (call.audience === 'staff') return true
  const roster = await ctx.unit.rosters.roster(call.organisationId, ctx.today)
  const entry = roster.find((one) => one.memberId === ctx.me().id)
  const meeting = call.meetingId ? await ctx.unit.meetings.get(call.meetingId) : null
  const asked = meeting && { meeting, attendance: await ctx.unit.attendance.ofMeeting(meeting.id) }
  return entry !== undefined && isAsked(call, entry, asked, ctx.now)
}

/**
 * Keeps an opinion. A named one leaves its audit entry; an anonymous one leaves none of its own, because an entry has
 * an exact time: it is counted in the entry that closes the call.
 */
export async function keepOpinion(
  ctx: Ctx,
  call: OpinionCall,
  given: { content: string; none: boolean; anonymous: boolean },
): Promise<OpinionOutcome> {
  if (!given.anonymous && ctx.actor.member === null) throw new Refusal('opinions/nobody', {})
  const memberId = given.anonymous ? null : ctx.me().id
  const { content, none } = given
  const outcome = await ctx.unit.opinions.submit(call.id, { memberId, content, none, submittedOn: ctx.today })
  if (outcome === 'closed') throw new Refusal('opinions/closed', { number: call.number })
  touchCall(ctx, call.id)
  if (memberId !== null)
    ctx.unit.record({
      organisationId: call.organisationId,
      actorId: memberId,
      action: 'opinions.submit',
      object: call.id,
      facts: { none, replaced: outcome === 'replaced' },
    })
  return outcome
}
