import {
  approvalAgree,
  approvalAgreeWith,
  approvalReject,
  approvalReturn,
  decisionNewsCard,
} from '../../cards/approval-cards.ts'
import { tasksOfConditions } from '../../domain/approval/conditions.ts'
import { serveRequestStep } from '../../domain/approval/request-step.ts'
import { requestLimits } from '../../domain/approval/request-text.ts'
import { approvalStateWords, type Decision, faultOfDecision } from '../../domain/approval/states.ts'
import { approvalViews, revisionRef } from '../../domain/approval/views.ts'
import { takeDecision } from '../../domain/elections/install-elected.ts'
import { may, permissions } from '../../domain/organisation/permissions.ts'
import type { Approval, Content } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { type ClickReply, defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { rolesFor } from './addressee.ts'
import { decidedBefore, optionalText, requestFacts, requestOfButton, touchRequest } from './request-facts.ts'

interface Clicked {
  approval: string
  revision: number
}

const decideAs =
  (decision: Decision) =>
  (value: Clicked, ctx: Ctx, { form }: { form: { comment?: string | undefined } }): Promise<ClickReply> =>
    decide(ctx, value, decision, form.comment)

/** 同意, 原则同意, 退回修改 and 驳回 on the card in the superior's group. */
export const clickAgree = defineAction(approvalAgree, decideAs('agreed'))
export const clickAgreeWith = defineAction(approvalAgreeWith, decideAs('agreed_in_principle'))
export const clickReturn = defineAction(approvalReturn, decideAs('returned'))
export const clickReject = defineAction(approvalReject, decideAs('rejected'))

/**
 * One decision, under the request's row lock: of two opposite ones in the same instant the second is told who was
 * first. It turns the card into its final state and is told to the branch.
 */
async function decide(
  ctx: Ctx,
  clicked: Clicked,
  decision: Decision,
  typed: string | undefined,
): Promise<ClickReply> {
  const approval = await requestOfButton(ctx, clicked.approval)
  await refuseElsewhere(ctx, approval.superiorId)
  await allowDecision(ctx, approval)
  const me = ctx.me().id
  const comment = optionalText(typed, '意见', requestLimits.comment)
  const fault = faultOfDecision(approval, {
    decision,
    revision: clicked.revision,
    deciderId: me,
    comment,
  })
  const { number, revision } = approval
  if (fault === 'old-revision') throw new Refusal('approval/old-revision', { number, revision })
  if (fault === 'decided') throw await decidedBefore(ctx, approval)
  if (fault === 'own') throw new Refusal('approval/own', { number })
  if (fault !== null) throw new Refusal('approval/comment-missing', commentExamples[decision])
  const change = {
    state: decision,
    decidedBy: me,
    decidedAt: ctx.now,
    comment: comment === '' ? null : comment,
  }
  await ctx.unit.approvals.update(approval.id, change)
  const decided: Approval = { ...approval, ...change }
  recordDecision(ctx, decided)
  await tasksOfConditions(ctx, decided, me)
  await serveRequestStep(ctx, decided, me)
  await takeDecision(ctx, decided, me)
  touchRequest(ctx, decided)
  await tellBranch(ctx, decided)
  return { toast: `已记录：${approvalStateWords[decision]}` }
}

/** What a decision must say, with an example for each. */
const commentExamples: Record<Decision, { what: string; example: string }> = {
  agreed: { what: '同意', example: '按程序办理' },
  agreed_in_principle: { what: '原则同意', example: '请压缩会期；会后十五日内报告' },
  returned: { what: '退回修改', example: '请补充会议议题' },
  rejected: { what: '驳回', example: '议题与本年计划不符' },
}

const recordDecision = (ctx: Ctx, approval: Approval): void =>
  ctx.unit.record({
    organisationId: approval.organisationId,
    actorId: ctx.me().id,
    action: 'request.decide',
    object: approval.id,
    facts: { number: approval.number, state: approval.state, revision: approval.revision },
  })

/** The people of the superior to which the request went, as of today. */
async function allowDecision(ctx: Ctx, approval: Approval): Promise<void> {
  if (!may(await rolesFor(ctx, approval.superiorId), 'request.decide'))
    throw new Refusal('permission/denied', { roles: permissions['request.decide'] })
}

/** News to the branch's group; a returned request comes back with its form. */
export async function tellBranch(ctx: Ctx, approval: Approval): Promise<void> {
  const { id, revision, state } = approval
  const content: Content =
    state === 'returned'
      ? { view: approvalViews.returned, ref: revisionRef(id, revision) }
      : { card: decisionNewsCard(await requestFacts(ctx, approval)) }
  await postToGroup(ctx, approval.organisationId, {
    key: `approval:${id}:r${revision}:news`,
    kind: 'news',
    content,
    priority: 'approval',
  })
}
