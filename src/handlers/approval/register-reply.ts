import { tasksOfConditions } from '../../domain/approval/conditions.ts'
import { serveRequestStep } from '../../domain/approval/request-step.ts'
import { requestLimits } from '../../domain/approval/request-text.ts'
import { faultOfReply, type ReplyAttempt } from '../../domain/approval/states.ts'
import { approvalViews } from '../../domain/approval/views.ts'
import { takeDecision } from '../../domain/elections/install-elected.ts'
import type { Approval } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, choice, dateOnly, link, longText, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { tellBranch } from './decide.ts'
import { decidedBefore, touchRequest } from './request-facts.ts'

/** `/批复 登记 Q2026-001 文号=… 意见=同意`: the reply of a superior outside the system, from paper; once. */
export const registerReply = defineCommand({
  name: '批复 登记',
  aliases: ['批复', '登记批复'],
  summary: '登记系统外上级的批复',
  example: '/批复 登记 Q2026-001 文号=局党〔2026〕45号 日期=2026-11-20 意见=同意',
  permission: 'reply.register',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'Q' })),
    replyNumber: keyed(text({ label: '文号', max: 40, placeholder: '例如：局党〔2026〕45号' })),
    date: optional(keyed(dateOnly({ label: '日期', past: true }))),
    reply: keyed(
      choice({
        label: '意见',
        words: { 同意: 'agreed', 原则同意: 'agreed_in_principle', 不同意: 'rejected' },
      }),
    ),
    scan: optional(keyed(link({ label: '扫描件' }))),
    note: optional(keyed(longText({ label: '附注', max: requestLimits.comment }))),
  },
  async run({ number, replyNumber, date, reply, scan, note }, ctx, { organisation }) {
    const approval = await lockedRequest(ctx, organisation.id, number)
    const { superiorId } = approval
    await refuseFault(ctx, approval, {
      reply,
      date: date ?? null,
      today: ctx.today,
      note: note ?? '',
      reachable: superiorId !== null && (await ctx.unit.organisations.chatOf(superiorId)) !== null,
    })
    const me = ctx.me().id
    const change = {
      state: reply,
      decidedBy: me,
      decidedAt: ctx.now,
      comment: note ?? null,
      replyNumber,
      replyDate: date ?? null,
      replyScan: scan ?? null,
    }
    await ctx.unit.approvals.update(approval.id, change)
    const decided: Approval = { ...approval, ...change }
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: me,
      action: 'reply.register',
      object: approval.id,
      facts: { number: approval.number, state: reply, date: decided.replyDate },
    })
    await tasksOfConditions(ctx, decided, me)
    await serveRequestStep(ctx, decided, me)
    await takeDecision(ctx, decided, me)
    touchRequest(ctx, decided)
    if (ctx.chat.type !== 'group') await tellBranch(ctx, decided)
    return { view: approvalViews.request, ref: approval.id }
  },
})

/** `/批复 扫描件 Q2026-001 链接=…`: the scan of a registered reply, when it is there at last; a later one replaces it. */
export const addReplyScan = defineCommand({
  name: '批复 扫描件',
  aliases: ['批复扫描件'],
  summary: '为已登记的批复补充扫描件链接',
  example: '/批复 扫描件 Q2026-001 链接=https://drive.example.com/scan.pdf',
  permission: 'reply.register',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'Q' })),
    scan: keyed(link({ label: '链接', keys: ['扫描件'] })),
  },
  async run({ number, scan }, ctx, { organisation }) {
    const approval = await lockedRequest(ctx, organisation.id, number)
    if (approval.replyNumber === null) throw new Refusal('approval/no-reply', { number: approval.number })
    await ctx.unit.approvals.update(approval.id, { replyScan: scan })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'reply.scan',
      object: approval.id,
      facts: { number: approval.number, replaced: approval.replyScan !== null },
    })
    touchRequest(ctx, approval)
    return { view: approvalViews.request, ref: approval.id }
  },
})

async function lockedRequest(ctx: Ctx, organisationId: string, number: string): Promise<Approval> {
  const found = await ctx.unit.approvals.byNumber(organisationId, number)
  const locked = found && (await ctx.unit.approvals.getForUpdate(found.id))
  if (!locked) throw new Refusal('case/unknown', { number, what: '请示' })
  return locked
}

async function refuseFault(ctx: Ctx, approval: Approval, attempt: ReplyAttempt): Promise<void> {
  const { number, addressee } = approval
  switch (faultOfReply(approval, attempt)) {
    case null:
      return
    case 'superior-in-system':
      throw new Refusal('approval/superior-in-system', { number, superior: addressee })
    case 'decided':
      throw await decidedBefore(ctx, approval)
    case 'reply-in-future':
      throw new Refusal('approval/reply-in-future', { date: attempt.date ?? '' })
    default:
      throw new Refusal('approval/comment-missing', {
        what: '原则同意',
        example: '附注=按程序修改后实施',
      })
  }
}
