import { stepAsk, stepFill } from '../../cards/case-actions.ts'
import { knownOutputs } from '../../domain/cases/served-steps.ts'
import { stepCardRef, stepViews } from '../../domain/cases/step-views.ts'
import { computedOutputs } from '../../domain/process/computed.ts'
import {
  isFinished,
  isInternalApproval,
  lastDay,
  type Outputs,
  readForm,
  type StepTemplate,
  sentOn,
} from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { completeStep } from '../meeting/steps.ts'
import { refusePersonalData } from '../public-notices/publish.ts'
import { addRectification } from '../rectification/create.ts'
import { measuresIn } from '../rectification/of-form.ts'
import { addTask } from '../work/new-task.ts'
import { tasksIn } from '../work/of-form.ts'
import { caseOf } from './find-case.ts'
import { nameBody } from './name-body.ts'
import { decides, isOwn, stepIn } from './step-at-hand.ts'
import { sendOfForm } from './step-notice.ts'
import { tellSubject } from './subject.ts'

/** 填写 or 审批 on a case's card or in somebody's tasks: the form, or the approval, comes to the person alone. */
export const askForStep = defineAction(stepAsk, async ({ case: id, step: stepId, item }, ctx) => {
  const found = await caseOf(ctx, id)
  const at = stepIn(found, { step: stepId, item })
  const internal = isInternalApproval(at.step)
  if (internal) await ctx.allow('step.decide', found.organisationId, await decides(ctx, found, at.step))
  else await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, stepId, item))
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
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, stepId, item))
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
  const measures = await measuresIn(ctx, found, step, fields)
  const tasks = await tasksIn(ctx, found, step, fields)
  const outputs = {
    ...filled.outputs,
    ...computedOutputs(found.instance, step, filled.outputs),
    ...lastDayOf(step, [...measures.rows, ...tasks.rows]),
  }
  const record = recordOf(ctx, step)
  await completeStep(ctx, found, stepId, item ?? undefined, { outputs, fields, ...(record && { record }) })
  for (const measure of measures.fresh) await addRectification(ctx, measure)
  for (const { texts, owner, dueOn } of tasks.fresh)
    await addTask(ctx, found, { label: texts[0] ?? '', owner, dueOn })
  await nameBody(ctx, found, step, outputs)
  tellSubject(ctx, found, step)
  await sendOfForm(ctx, found, step, fields)
  return { toast: '已记录完成' }
})

/** Of a notice on a person in need: name and category, nothing else. */
const minimalContent = 'name_and_category_only'

/** By when everything that the form gives out is done, where later steps count from it. */
function lastDayOf(step: StepTemplate, rows: readonly { dueOn: string }[]): Outputs {
  const last = rows
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1)
  return last === undefined ? {} : knownOutputs(step, { [lastDay]: last })
}

/** The form itself is the record of a notice that it sends, of an answer from outside, of a vote held elsewhere. */
const recordOf = (ctx: Ctx, { kind }: StepTemplate) =>
  kind === 'notice' || kind === 'approval' || kind === 'ballot'
    ? ({ kind, ref: ctx.unit.newId() } as const)
    : undefined
