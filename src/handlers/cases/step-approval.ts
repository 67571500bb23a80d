import { stepDecide } from '../../cards/case-actions.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { answersRefusal, decisionOutputs } from '../../domain/process/decision.ts'
import { isFinished, isInternalApproval, type StepTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { completeStep } from '../meeting/steps.ts'
import { caseOf } from './find-case.ts'
import { decides, stepIn } from './step-at-hand.ts'

const words = { agree: '已同意', return: '已退回修改', reject: '已驳回' } as const

/**
 * 同意, 退回修改 and 驳回 on the approval of a step. A return follows the branch that the process has for a refusal; where it
 * has none, what the approval rests on is opened again. 驳回 ends the case; its file is still closed.
 */
export const decideStep = defineAction(
  stepDecide,
  async ({ case: id, step: stepId, item, decision }, ctx, { form }) => {
    const found = await caseOf(ctx, id)
    const { state, step } = stepIn(found, { step: stepId, item })
    if (!isInternalApproval(step)) throw new Refusal('card/not-ours', {})
    await ctx.allow('step.decide', found.organisationId, await decides(ctx, found, step))
    if (isFinished(state)) throw new Refusal('process/already-done', { label: step.label })
    const comment = form.comment?.trim() ?? ''
    if (decision !== 'agree' && comment === '')
      throw new Refusal('process/reason-missing', { label: step.label })
    if (decision === 'return' && !answersRefusal(step)) await sendBack(ctx, found, step, comment)
    else await decided(ctx, found, step, item, decision === 'agree', comment)
    if (decision === 'reject') await rejected(ctx, id, step, comment)
    return { toast: words[decision] }
  },
)

async function decided(
  ctx: Ctx,
  found: ProcessCase,
  step: StepTemplate,
  item: string | null,
  agreed: boolean,
  comment: string,
): Promise<void> {
  await completeStep(ctx, found, step.id, item ?? undefined, {
    outputs: decisionOutputs(step, agreed),
    fields: comment === '' ? {} : { 审批意见: comment },
    record: { kind: 'approval', ref: ctx.unit.newId() },
  })
}

/** Opens again what the approval rests on; the reason stands in its history. */
async function sendBack(ctx: Ctx, found: ProcessCase, step: StepTemplate, reason: string): Promise<void> {
  const resting = found.instance.steps.filter((one) => step.after.includes(one.id) && isFinished(one))
  if (resting.length === 0) throw new Refusal('process/reason-missing', { label: step.label })
  for (const { id, item } of resting)
    await actOnCase(
      ctx,
      found.instance.id,
      { type: 'reopen', step: id, ...(item === null ? {} : { item }), reason },
      ctx.me().id,
    )
}

async function rejected(ctx: Ctx, id: string, step: StepTemplate, comment: string): Promise<void> {
  const now = await ctx.unit.processes.getForUpdate(id)
  if (now?.instance.state !== 'open' && now?.instance.state !== 'held') return
  if (now.instance.reason !== null) return
  await actOnCase(ctx, id, { type: 'close', reason: `${step.label}：驳回。${comment}` }, ctx.me().id)
}
