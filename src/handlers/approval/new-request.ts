import { serveRequestStep } from '../../domain/approval/request-step.ts'
import {
  draftedRequest,
  type RequestFacts,
  requestLimits,
  writtenRequest,
} from '../../domain/approval/request-text.ts'
import { approvalViews, revisionRef } from '../../domain/approval/views.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import type { Approval, Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, list, longText, text } from '../arguments/index.ts'
import { ofStep } from '../arguments/of-step.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Base, Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { addresseeOf } from './addressee.ts'
import { requestOfStep } from './of-step.ts'
import { typedText } from './request-facts.ts'

/**
 * `/请示 新建 <事项> 主送=局党委`: one matter, one addressee. Without 正文 it is drafted. A superior in the system gets an
 * approval card in its group; for one outside the request waits for `/批复 登记`.
 */
export const newRequest = defineCommand({
  name: '请示 新建',
  aliases: ['写请示'],
  summary: '向上级请示，上级在群里的卡片上审批',
  example: '/请示 新建 召开2026年度民主生活会 主送=局党委',
  permission: 'request.apply',
  ownBy: 'forStep',
  scope: 'branch-or-union',
  args: {
    matter: positional(text({ label: '事项', max: requestLimits.matter })),
    addressee: optional(keyed(text({ label: '主送', max: 40, placeholder: '上级组织的名称' }))),
    body: optional(keyed(longText({ label: '正文', max: requestLimits.body }))),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    forStep: optional(keyed(ofStep(requestOfStep.serves))),
    attachments: optional(keyed(list({ label: '附件', max: 10, maxLength: 40 }))),
  },
  async run({ matter, addressee, body, meeting, forStep, attachments }, ctx, { organisation }) {
    await ctx.allow(
      'request.apply',
      organisation.id,
      forStep && (await isOwn(ctx, forStep.found, forStep.step.id)),
    )
    const about = await meetingAbout(ctx, organisation.id, meeting)
    const to = await addresseeOf(ctx, organisation, addressee)
    const facts: RequestFacts = {
      matter,
      branch: organisation.name,
      addressee: to.name,
      date: ctx.today,
      attachments: attachments ?? [],
    }
    const approval = await submitRequest(ctx, organisation.id, {
      matter,
      to,
      body: body === undefined ? draftedRequest(facts) : writtenRequest(facts, body),
      about,
    })
    if (forStep) {
      await bindToStep(ctx, forStep.link, { kind: 'approval', ref: approval.id, label: approval.number })
      await serveRequestStep(ctx, approval, approval.appliedBy)
    }
    const content = { view: approvalViews.request, ref: approval.id }
    if (ctx.chat.type !== 'group')
      await postToGroup(ctx, organisation.id, {
        key: `approval:${approval.id}:branch`,
        content,
        priority: 'reply',
      })
    return content
  },
})

/** Submits a request: its row, the audit entry and the card in the superior's group. */
export async function submitRequest(
  ctx: Ctx,
  organisationId: string,
  {
    matter,
    to,
    body,
    about,
  }: {
    matter: string
    to: Awaited<ReturnType<typeof addresseeOf>>
    body: string
    about: Meeting | null
  },
): Promise<Approval> {
  const me = ctx.me().id
  const approval: Approval = {
    id: ctx.unit.newId(),
    organisationId: organisationId,
    superiorId: to.superiorId,
    addressee: to.name,
    number: await ctx.unit.nextNumber(organisationId, 'Q', Number(ctx.today.slice(0, 4))),
    matter,
    body: typedText(body, '正文（含标题、附件和署名）', requestLimits.body),
    state: 'submitted',
    revision: 1,
    appliedBy: me,
    appliedAt: ctx.now,
    authors: [me],
    decidedBy: null,
    decidedAt: null,
    comment: null,
    replyNumber: null,
    replyDate: null,
    replyScan: null,
    meetingId: about?.id ?? null,
    caseId: about?.instanceId ?? null,
    step: null,
  }
  await ctx.unit.approvals.insert(approval)
  ctx.unit.record({
    organisationId: organisationId,
    actorId: me,
    action: 'request.submit',
    object: approval.id,
    facts: { number: approval.number, superior: approval.superiorId, revision: 1 },
  })
  await postForDecision(ctx, approval)
  return approval
}

/** The meeting that a request is about; one that was called off needs none. */
async function meetingAbout(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<Meeting | null> {
  if (number === undefined) return null
  const found = await ctx.unit.meetings.byNumber(organisationId, number)
  if (!found) throw new Refusal('case/unknown', { number, what: '会议' })
  if (found.status === 'cancelled') throw new Refusal('meeting/cancelled', { number: found.number })
  return found
}

/** The approval card of this revision in the superior's group; nothing where the superior is outside the system. */
export async function postForDecision(ctx: Base, { id, superiorId, revision }: Approval): Promise<void> {
  if (superiorId === null) return
  await postToGroup(ctx, superiorId, {
    key: `approval:${id}:r${revision}`,
    content: { view: approvalViews.decision, ref: revisionRef(id, revision) },
    priority: 'approval',
  })
}
