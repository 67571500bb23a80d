import { receiptNewsCard, reportReceive, reportReturn } from '../../cards/report-cards.ts'
import { revisionRef } from '../../domain/approval/views.ts'
import { stepOfRecord } from '../../domain/cases/served-steps.ts'
import { optionalText } from '../../domain/conversation/typed-text.ts'
import { may, permissions } from '../../domain/organisation/permissions.ts'
import type { Content, Report } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reportLimits } from '../../domain/reports/report-text.ts'
import { faultOfReceipt } from '../../domain/reports/states.ts'
import { reportViews } from '../../domain/reports/views.ts'
import { rolesFor } from '../approval/addressee.ts'
import { type ClickReply, defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Ctx } from '../define/context.ts'
import { closeReported } from './arrival.ts'
import { handledBefore, reportFacts, reportOfButton, touchReport } from './report-facts.ts'

type To = 'received' | 'returned'

const receiveAs =
  (to: To) =>
  (
    value: { report: string; revision: number },
    ctx: Ctx,
    { form }: { form: { comment?: string | undefined } },
  ): Promise<ClickReply> =>
    receive(ctx, value, to, form.comment)

/** 签收 and 退回修改 on the card in the superior's group. */
export const clickReceive = defineAction(reportReceive, receiveAs('received'))
export const clickReturnReport = defineAction(reportReturn, receiveAs('returned'))

async function receive(
  ctx: Ctx,
  { report: id, revision }: { report: string; revision: number },
  to: To,
  typed: string | undefined,
): Promise<ClickReply> {
  const before = await reportOfButton(ctx, id)
  await refuseElsewhere(ctx, before.superiorId)
  await allowReceipt(ctx, before)
  const comment = optionalText(typed, '意见', reportLimits.comment)
  const me = ctx.me().id
  await refuseFault(ctx, before, { to, revision, by: me, comment })
  const change = { state: to, handledBy: me, handledAt: ctx.now, comment }
  await ctx.unit.reports.update(id, change)
  const report: Report = { ...before, ...change }
  ctx.unit.record({
    organisationId: report.organisationId,
    actorId: me,
    action: 'report.handle',
    object: id,
    facts: { number: report.number, state: to, revision },
  })
  touchReport(ctx, report)
  await tellBranch(ctx, report)
  await closeReported(ctx, report)
  return { toast: `已${to === 'received' ? '签收' : '退回修改'}` }
}

async function refuseFault(
  ctx: Ctx,
  report: Report,
  attempt: Parameters<typeof faultOfReceipt>[1],
): Promise<void> {
  const { number, revision } = report
  switch (faultOfReceipt(report, attempt)) {
    case null:
      return
    case 'old-revision':
      throw new Refusal('report/old-revision', { number, revision })
    case 'own':
      throw new Refusal('report/own', { number })
    case 'comment-missing':
      throw new Refusal('report/comment-missing', { number })
    default:
      throw await handledBefore(ctx, report)
  }
}

/** The people of the superior to which the report went, as of today. */
async function allowReceipt(ctx: Ctx, report: Report): Promise<void> {
  if (!may(await rolesFor(ctx, report.superiorId), 'report.receive'))
    throw new Refusal('permission/denied', { roles: permissions['report.receive'] })
}

/** News to the branch; a returned report comes back with its form. */
async function tellBranch(ctx: Ctx, report: Report): Promise<void> {
  const { id, revision, state } = report
  const content: Content =
    state === 'returned'
      ? { view: reportViews.returned, ref: revisionRef(id, revision) }
      : { card: receiptNewsCard(await reportFacts(ctx, report)) }
  const message = {
    key: `report:${id}:r${revision}:news`,
    kind: 'news',
    content,
    priority: 'approval',
  } as const
  const step = await stepOfRecord(ctx, { kind: 'report', ref: id })
  const chat = await ctx.unit.organisations.chatOf(report.organisationId)
  if (!chat) return
  // What belongs to a step that not everybody may see comes back to its author alone.
  const open = step === null || step.visibility === 'branch'
  const recipient = open ? { chatId: chat.chatId } : { memberId: report.submittedBy }
  ctx.unit.send({ ...message, platform: chat.platform, recipient })
}
