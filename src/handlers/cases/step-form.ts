import { stepAsk, stepFill } from '../../cards/case-actions.ts'
import { stepNoticeCard } from '../../cards/step-cards.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { stepCardRef, stepViews } from '../../domain/cases/step-views.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { computedOutputs } from '../../domain/process/computed.ts'
import {
  isFinished,
  isInternalApproval,
  readForm,
  type StepTemplate,
  sentOn,
} from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { completeStep } from '../meeting/steps.ts'
import { refusePersonalData } from '../public-notices/publish.ts'
import { addRectification } from '../rectification/create.ts'
import { measuresIn } from '../rectification/of-form.ts'
import { caseOf } from './find-case.ts'
import { nameBody } from './name-body.ts'
import { decides, factsOfStep, isOwn, stepIn } from './step-at-hand.ts'
import { tellSubject } from './subject.ts'

/** 填写 or 审批 on a case's card or in somebody's tasks: the form, or the approval, comes to the person alone. */
export const askForStep = defineAction(stepAsk, async ({ case: id, step: stepId, item }, ctx) => {
  const found = await caseOf(ctx, id)
  const at = stepIn(found, { step: stepId, item })
  const internal = isInternalApproval(at.step)
  if (internal) await ctx.allow('step.decide', found.organisationId, await decides(ctx, found, at.step))
  else await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, stepId))
  if (isFinished(at.state)) throw new Refusal('process/already-done', { label: at.step.label })
  const view = internal ? stepViews.approval : stepViews.form
  ctx.unit.send({
    key: `${view}:${id}:${stepId}:${item ?? ''}:${ctx.me().id}:${ctx.now.toISOString()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: ctx.me().id },
    content: { view, ref: stepCardRef.write({ caseId: id, step: stepId, item }) },
    priority: 'reply',
  })
  return { toast: '已私聊发送，请在卡片中办理', tone: 'info' }
})

/** 提交 on the form of a step. */
export const fillStep = defineAction(stepFill, async ({ case: id, step: stepId, item }, ctx, { form }) => {
  const found = await caseOf(ctx, id)
  const { state, step } = stepIn(found, { step: stepId, item })
  if (isInternalApproval(step)) throw new Refusal('card/not-ours', {})
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, stepId))
  const filled = readForm(found.instance, state, form)
  if (!filled.ok) throw new Refusal('form/field', { label: filled.label, sentence: filled.sentence })
  const { fields } = filled
  if ((fields[sentOn] ?? '') > ctx.today)
    throw new Refusal('form/field', {
      label: sentOn,
      sentence: '报送日期不能晚于今天，请填写实际报送的日期。',
    })
  if (step.kind === 'notice')
    refusePersonalData(step.config.content === minimalContent ? 'aid' : 'general', fields.通知内容)
  const outputs = { ...filled.outputs, ...computedOutputs(found.instance, step, filled.outputs) }
  const measures = await measuresIn(ctx, found, step, fields)
  const record = recordOf(ctx, step)
  await completeStep(ctx, found, stepId, item ?? undefined, { outputs, fields, ...(record && { record }) })
  for (const measure of measures) await addRectification(ctx, measure)
  await nameBody(ctx, found, step, outputs)
  tellSubject(ctx, found, step)
  if (step.kind === 'notice') await sendNotice(ctx, found, step, fields.通知内容 ?? '')
  return { toast: '已记录完成' }
})

/** Of a notice on a person in need: name and category, nothing else. */
const minimalContent = 'name_and_category_only'

/** The form itself is the record of a notice that it sends, of an answer from outside, of a vote held elsewhere. */
const recordOf = (ctx: Ctx, { kind }: StepTemplate) =>
  kind === 'notice' || kind === 'approval' || kind === 'ballot'
    ? ({ kind, ref: ctx.unit.newId() } as const)
    : undefined

/**
 * Shows a notice to whom it is for: the committee alone where it says so, otherwise the group. Of a restricted matter
 * nothing is posted: that it was told to the persons concerned is what the form records.
 */
async function sendNotice(ctx: Ctx, found: ProcessCase, step: StepTemplate, text: string): Promise<void> {
  const toCommittee = step.config.audience?.startsWith('committee') === true
  if (isRestricted(found.instance.template) || (step.visibility === 'restricted' && !toCommittee)) return
  const at = stepIn(found, { step: step.id, item: null })
  const card = stepNoticeCard(factsOfStep(found, at, ctx), ctx.me().name, text)
  const key = `step-notice:${found.instance.id}:${step.id}:${ctx.now.toISOString()}`
  if (!toCommittee) {
    await postToGroup(ctx, found.organisationId, { key, content: { card }, priority: 'reply' })
    return
  }
  for (const memberId of await responsibleFor(ctx.unit, found.organisationId, 'committee', ctx.today))
    ctx.unit.send({
      key: `${key}:${memberId}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId },
      content: { card },
      priority: 'reply',
    })
}
