import { noteCard } from '../../cards/plain-cards.ts'
import { noticeLimits, objectionSubmit } from '../../cards/public-notice-cards.ts'
import { addDays } from '../../domain/calendar/dates.ts'
import { startOfDay } from '../../domain/calendar/local-time.ts'
import { requiredText } from '../../domain/conversation/typed-text.ts'
import { nextSendingMoment } from '../../domain/delivery/late.ts'
import type { PublicNotice } from '../../domain/ports/index.ts'
import { tellAcceptor, touchNotice } from '../../domain/public-notices/close-notice.ts'
import { noticeKinds } from '../../domain/public-notices/kinds.ts'
import { takesObjections } from '../../domain/public-notices/outcome.ts'
import { planNoticeReminders } from '../../domain/public-notices/reminding.ts'
import { noticeViews } from '../../domain/public-notices/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, text } from '../arguments/index.ts'
import { anonymously, restrictedText } from '../arguments/restricted.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { acceptorName, closedRefusal, noticeNumbered, noticeOfButton, onlyAcceptor } from './notice-facts.ts'
import { objectionsRef } from './views.ts'

/** 反映意见 on the card in the group. The toast is the same for everybody. */
export const clickObject = defineAction(objectionSubmit, async ({ notice: id }, ctx, { form }) => {
  const notice = await noticeOfButton(ctx, id)
  await ctx.allow('objection.submit', notice.organisationId)
  await keepObjection(ctx, notice, form.content, form.anonymous === true)
  return { toast: '已收到，仅受理人可见' }
})

/** `/公示 异议 <编号> [匿名] 内容=…`; without a text the acceptor gets the objections privately. */
export const objectToNotice = defineCommand({
  name: '公示 异议',
  aliases: ['反映意见', '提出异议'],
  summary: '对公示反映意见（仅受理人可见）；受理人不写内容即查看异议',
  example: '/公示 异议 G2026-001 匿名 内容=公示的事迹与实际不符',
  permission: 'objection.submit',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'G' })),
    anonymous: optional(anonymously),
    content: optional(restrictedText({ label: '反映的情况', keys: ['内容'], max: noticeLimits.objection })),
    page: optional(keyed(text({ label: '页', max: 4 }))),
  },
  async run({ number, anonymous, content, page }, ctx, { organisation }) {
    const notice = await noticeNumbered(ctx, organisation.id, number)
    if (content === undefined) return objectionsReply(ctx, notice, page)
    if (anonymous && ctx.chat.type === 'group') throw new Refusal('notice/anonymous-in-group', {})
    await keepObjection(ctx, notice, content, anonymous === true)
    const card = noteCard('已收到', `对 ${notice.number} 的意见已收到，仅受理人可见。`, 'success')
    return { card, privately: true }
  },
})

async function objectionsReply(ctx: Ctx, notice: PublicNotice, page: string | undefined) {
  await onlyAcceptor(ctx, notice)
  ctx.unit.record({
    organisationId: notice.organisationId,
    actorId: ctx.me().id,
    action: 'objection.read',
    object: notice.id,
    facts: { number: notice.number },
  })
  const wanted = Math.max(1, Number.parseInt(page ?? '1', 10) || 1)
  return { view: noticeViews.objections, ref: objectionsRef(notice.id, wanted), privately: true }
}

/**
 * Keeps an objection under the notice's row lock. A signed one is told to the acceptor at once and leaves its entry; an
 * anonymous one leaves none, and the acceptor is told of it next morning, because a message has an exact time.
 */
async function keepObjection(
  ctx: Ctx,
  notice: PublicNotice,
  typed: string | undefined,
  anonymous: boolean,
): Promise<void> {
  if (!noticeKinds[notice.kind].period)
    throw new Refusal('notice/no-period', { number: notice.number, kind: noticeKinds[notice.kind].label })
  if (!takesObjections(notice, ctx.now)) throw closedRefusal(notice)
  const content = requiredText(typed, '反映的情况', noticeLimits.objection)
  const memberId = anonymous ? null : (ctx.actor.member?.id ?? null)
  if (!anonymous && memberId === null)
    throw new Refusal('notice/nobody', { acceptor: await acceptorName(ctx, notice) })
  const no = await ctx.unit.publicNotices.addObjection({
    noticeId: notice.id,
    version: notice.version,
    memberId,
    content,
    submittedOn: ctx.today,
  })
  if (no === null) throw new Refusal('notice/already-said', { number: notice.number })
  touchNotice(ctx, notice)
  if (anonymous) return tellAcceptor(ctx, notice, `objections:${ctx.today}`, nextMorning(ctx))
  ctx.unit.record({
    organisationId: notice.organisationId,
    actorId: memberId,
    action: 'objection.submit',
    object: notice.id,
    facts: { number: notice.number, no, version: notice.version },
  })
  // Of one without a name nothing is planned now: what is planned has an exact time.
  await planNoticeReminders(ctx, notice)
  await tellAcceptor(ctx, notice, `objection:${no}`)
}

/** The first moment of sending after today. */
const nextMorning = ({ today, zone, catalogue }: Ctx): Date =>
  nextSendingMoment(startOfDay(addDays(today, 1), zone), catalogue.calendar, zone)
