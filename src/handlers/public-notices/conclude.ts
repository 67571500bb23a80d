import { objectionConclude, objectionInquire } from '../../cards/objection-cards.ts'
import { noticeLimits } from '../../cards/public-notice-cards.ts'
import { optionalText, requiredText } from '../../domain/conversation/typed-text.ts'
import type { Objection, ObjectionConclusion, PublicNotice } from '../../domain/ports/index.ts'
import { settle, touchNotice } from '../../domain/public-notices/close-notice.ts'
import { isPending, openObjections } from '../../domain/public-notices/outcome.ts'
import { planNoticeReminders } from '../../domain/public-notices/reminding.ts'
import { conclusionWords } from '../../domain/public-notices/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { closedRefusal, noticeOfButton, onlyAcceptor } from './notice-facts.ts'
import { objectionAnswerView } from './views.ts'

/** 登记核实: what the inquiry found so far; may be written again until the conclusion. */
export const clickInquire = defineAction(objectionInquire, async ({ notice: id, no }, ctx, { form }) => {
  const { notice, objection } = await openObjection(ctx, id, no)
  const inquiry = requiredText(form.inquiry, '核实情况', noticeLimits.objection)
  const reason = optionalText(form.reason, '理由', 200)
  await ctx.unit.publicNotices.updateObjection(id, no, { inquiry, reason })
  record(ctx, notice, objection, 'objection.inquire', null)
  touchNotice(ctx, notice)
  return { toast: '已登记核实情况' }
})

/** 作出结论: once, with what was found and why. After the period the last conclusion decides the notice. */
export const clickConclude = defineAction(objectionConclude, async ({ notice: id, no }, ctx, { form }) => {
  const { notice, objection } = await openObjection(ctx, id, no)
  if (objection.memberId !== null && objection.memberId === ctx.me().id)
    throw new Refusal('notice/own-objection', { no })
  const inquiry = optionalText(form.inquiry, '核实情况', noticeLimits.objection) ?? objection.inquiry
  if (inquiry === null) throw new Refusal('notice/no-inquiry', { no })
  const conclusion = chosen(form.conclusion)
  const reason = requiredText(form.reason ?? objection.reason ?? undefined, '理由', 200)
  const change = { inquiry, conclusion, reason, concludedBy: ctx.me().id, concludedAt: ctx.now }
  await ctx.unit.publicNotices.updateObjection(id, no, change)
  record(ctx, notice, objection, 'objection.conclude', conclusion)
  touchNotice(ctx, notice)
  await planNoticeReminders(ctx, notice)
  await tellObjector(ctx, notice, { ...objection, ...change })
  const all = await ctx.unit.publicNotices.objections(id)
  if (notice.state === 'held' && openObjections(all).length === 0) await settle(ctx, notice, all, ctx.me().id)
  return { toast: `已作出结论：${conclusionWords[conclusion]}` }
})

/** Whoever signed an objection is answered in private; one without a name finds the outcome on the notice. */
async function tellObjector(ctx: Ctx, notice: PublicNotice, objection: Objection): Promise<void> {
  const { memberId, no } = objection
  if (memberId === null) return
  ctx.unit.send({
    key: `objection-answer:${notice.id}:${no}`,
    kind: 'news',
    platform: ctx.platform,
    recipient: { memberId },
    content: { view: objectionAnswerView, ref: `${notice.id}|${no}` },
    priority: 'duty',
  })
}

function chosen(given: string | undefined): ObjectionConclusion {
  if (given !== undefined && given in conclusionWords) return given as ObjectionConclusion
  throw new Refusal('form/field', { label: '结论', sentence: '请选择成立、部分成立或不成立。' })
}

/** The objection of a button, for the acceptor, while the notice waits and it is not concluded. */
async function openObjection(
  ctx: Ctx,
  id: string,
  no: number,
): Promise<{ notice: PublicNotice; objection: Objection }> {
  const notice = await noticeOfButton(ctx, id)
  await onlyAcceptor(ctx, notice)
  if (!isPending(notice)) throw closedRefusal(notice)
  const objection = (await ctx.unit.publicNotices.objections(id)).find((one) => one.no === no)
  if (!objection) throw new Refusal('notice/no-objection', { no })
  if (objection.conclusion !== null) throw new Refusal('notice/concluded', { no })
  return { notice, objection }
}

const record = (
  ctx: Ctx,
  notice: PublicNotice,
  { no }: Objection,
  action: string,
  conclusion: ObjectionConclusion | null,
): void =>
  ctx.unit.record({
    organisationId: notice.organisationId,
    actorId: ctx.me().id,
    action,
    object: notice.id,
    facts: { number: notice.number, no, conclusion },
  })
