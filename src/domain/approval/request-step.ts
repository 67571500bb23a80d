import { localDate } from '../calendar/local-time.ts'
import { actOnCase } from '../cases/act-on-case.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { declares, readyWithKnown, stepOfRecord } from '../cases/served-steps.ts'
import type { Approval } from '../ports/decisions.ts'
import { isFinished } from '../process/index.ts'
import { stateWordOf } from './states.ts'

/**
 * Completes the step that a request serves: at its decision, or as soon as it was sent where no reply is needed
 * (`reply_required: false`). A rejection does so only where the process says what then happens.
 */
export async function serveRequestStep(ctx: CaseContext, approval: Approval, by: string): Promise<void> {
  const made = { kind: 'approval', ref: approval.id } as const
  const step = await stepOfRecord(ctx, made)
  if (!step || approval.state === 'returned') return
  if (approval.state === 'submitted' && step.config.reply_required !== false) return
  const approved = approval.state === 'agreed' || approval.state === 'agreed_in_principle'
  if (approval.state === 'rejected' && !(await takesRefusal(ctx, made))) return
  const onTime = await isOnTime(ctx, approval)
  // Late, it neither counts nor is held against the case: the meeting is moved, or the superior consents in writing.
  if (step.config.hard_deadline === true && !onTime)
    return approved ? waiveByConsent(ctx, approval, by) : undefined
  const reply = [stateWordOf(approval), approval.comment ?? ''].filter((one) => one !== '').join('：')
  await readyWithKnown(
    ctx,
    made,
    {
      approved,
      conditions: approval.state === 'agreed_in_principle' ? (approval.comment ?? '') : '',
      ruling: approved ? 'approved' : 'rejected',
      superior_reply: reply,
      request_on_time: onTime,
    },
    by,
  )
}

/** The superior's consent to a late request stands for the deadline; its number is the reason in the file. */
async function waiveByConsent(ctx: CaseContext, approval: Approval, by: string): Promise<void> {
  const record = await ctx.unit.stepRecords.of('approval', approval.id)
  const found = record && (await ctx.unit.processes.get(record.caseId))
  const state = found?.instance.steps.find(({ id, item }) => id === record?.step && item === record.item)
  if (!record || !state || isFinished(state)) return
  const paper = approval.replyNumber ? `，${approval.replyNumber}` : ''
  await actOnCase(
    ctx,
    record.caseId,
    { type: 'waive', step: record.step, reason: `上级书面同意（${approval.number}${paper}）` },
    by,
    'of-the-caller',
  )
}

/** Serves the requests of a case again, whose deadlines moved with its meeting. */
export async function serveRequestsAgain(ctx: CaseContext, caseId: string, by: string): Promise<void> {
  for (const { kind, ref, usedAt } of await ctx.unit.stepRecords.ofCase(caseId)) {
    const approval = kind === 'approval' && !usedAt ? await ctx.unit.approvals.get(ref) : null
    if (approval) await serveRequestStep(ctx, approval, by)
  }
}

/** Whether the process says what follows when the superior does not agree. */
const takesRefusal = async (ctx: CaseContext, made: { kind: 'approval'; ref: string }): Promise<boolean> =>
  (await declares(ctx, made, 'approved')) || (await declares(ctx, made, 'ruling'))

/** Whether it was sent on the step's day or before; a step without a day has no lateness. */
async function isOnTime(ctx: CaseContext, approval: Approval): Promise<boolean> {
  const record = await ctx.unit.stepRecords.of('approval', approval.id)
  const found = record && (await ctx.unit.processes.get(record.caseId))
  const due = found?.instance.steps.find(({ id }) => id === record?.step)?.due
  return !due || localDate(approval.appliedAt, ctx.zone) <= due.date
}
