import type { z } from 'zod'
import { fromOption, stepAssign, stepDone, stepTick, stepWaive } from '../../cards/meeting-actions.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import type { Action, Completion, Outputs } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reminderViews, stepRef } from '../../domain/reminders/refs.ts'
import { recordVotes } from '../../domain/voting/vote-step.ts'
import { caseOf } from '../cases/find-case.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { presenceOutputs, quorumOf, quorumStep } from './presence.ts'
import { signInView } from './views.ts'

/** What a step's completion carries beyond the tick: presence for the step that checks the quorum. */
async function outputsFor(ctx: Ctx, found: ProcessCase, step: string): Promise<Outputs> {
  if (quorumStep(found.instance)?.id !== step) return {}
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  const quorum = meeting && (await quorumOf(ctx, meeting, found.instance))
  return quorum ? presenceOutputs(found.instance, quorum.met) : {}
}

/** Completes a step, with what its kind needs. Also used by the sign-in card. */
export async function completeStep(
  ctx: Ctx,
  found: ProcessCase,
  step: string,
  item?: string,
  given: Completion = {},
): Promise<void> {
  const outputs = { ...given.outputs, ...(await outputsFor(ctx, found, step)) }
  const action: Action = {
    ...given,
    type: 'complete',
    step,
    ...(item ? { item } : {}),
    ...(Object.keys(outputs).length > 0 ? { outputs } : {}),
  }
  await actOnCase(ctx, found.instance.id, action, ctx.me().id)
  await recordVotes(ctx, found.instance.id)
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  if (meeting && quorumStep(found.instance)?.id === step) ctx.unit.touch(signInView, meeting.id)
}

/** A tick or untick on the checklist. */
export const tickStep = defineAction(stepTick, async ({ case: id, step, item }, ctx, { checked }) => {
  const found = await caseOf(ctx, id)
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, step, item))
  const state = found.instance.steps.find((one) => one.id === step && one.item === item)
  const untick = checked === null ? state?.state === 'done' || state?.state === 'waived' : !checked
  if (untick) await actOnCase(ctx, id, { type: 'reopen', step, ...(item ? { item } : {}) }, ctx.me().id)
  else await completeStep(ctx, found, step, item ?? undefined)
  return { toast: untick ? '已取消完成' : '已记录完成' }
})

type StepForm = z.output<typeof stepDone.form>
const chosen = (form: StepForm) => fromOption(form.step)

/** 标记完成 from the checklist's form. */
export const markDone = defineAction(stepDone, async ({ case: id }, ctx, { form }) => {
  const found = await caseOf(ctx, id)
  const { step, item } = chosen(form)
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, step, item ?? null))
  await completeStep(ctx, found, step, item)
  return { toast: '已记录完成' }
})

/** 免办: with the reason, which stays in the file. */
export const waiveStep = defineAction(stepWaive, async ({ case: id }, ctx, { form }) => {
  const found = await caseOf(ctx, id)
  await ctx.allow('step.waive', found.organisationId)
  await actOnCase(ctx, id, { type: 'waive', ...chosen(form), reason: form.reason ?? '' }, ctx.me().id)
  await recordVotes(ctx, id)
  return { toast: '已登记免办' }
})

/** 改派: to somebody on the roster, who is told. */
export const assignStep = defineAction(stepAssign, async ({ case: id }, ctx, { form }) => {
  const found = await caseOf(ctx, id)
  await ctx.allow('step.assign', found.organisationId)
  const roster = await ctx.unit.rosters.roster(found.organisationId, ctx.today)
  const person = roster.find((one) => one.memberId === form.to)
  if (!person) throw new Refusal('form/field', { label: '改派给', sentence: '请选择要改派给谁。' })
  const { step, item } = chosen(form)
  await assignTo(ctx, found, { step, item: item ?? null }, person)
  return { toast: `已改派给${person.name}` }
})

/** Gives a step to somebody, who is told. */
export async function assignTo(
  ctx: Ctx,
  { instance: { id } }: ProcessCase,
  { step, item }: { step: string; item: string | null },
  person: { memberId: string },
): Promise<void> {
  const named = item === null ? {} : { item }
  await actOnCase(ctx, id, { type: 'assign', step, ...named, to: person.memberId }, ctx.me().id)
  ctx.unit.send({
    key: `assigned:${id}:${step}:${item ?? ''}:${person.memberId}:${ctx.now.toISOString()}`,
    kind: 'card',
    platform: ctx.platform,
    recipient: { memberId: person.memberId },
    content: {
      view: reminderViews.step,
      ref: stepRef.write({ caseId: id, step, item: item ?? '', stage: 'assigned' }),
    },
    priority: 'approval',
  })
}
