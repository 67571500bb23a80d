import { refuseWithoutEvidence } from '../papers/evidence.ts'
import type { ProcessCase, Resolution } from '../ports/index.ts'
import { objectionTo } from '../process/completing.ts'
import { type Action, act, type Effect, stepNamed } from '../process/index.ts'
import { Refusal } from '../refusals.ts'
import { executionsOf, isSettled, settleReconsidered } from '../voting/reconsidered.ts'
import { awaitedSteps, fieldsOfAwaited } from './awaited-steps.ts'
import type { CaseContext } from './case-context.ts'
import { keepUp } from './case-reminders.ts'
import { planWaiting } from './next-meetings.ts'
import { refuseOpenTasks } from './open-tasks.ts'
import { takeEffects } from './start-case.ts'
import { stepCardRef, stepViews } from './step-views.ts'

export type { CaseContext } from './case-context.ts'

/**
 * Does one thing to a stored case: under its row lock, with the engine, and leaves everything consistent: the rows of
 * its steps, the reminders of what is still open, the audit entry, the checklist cards, the meeting's state, the cases
 * that follow from it. Refuses as the engine does, and then nothing changed. One act leaves one audit entry: where the
 * caller's own act (a notice, a counted ballot, a new date) is what people did, its entry is the one.
 */
export async function actOnCase(
  ctx: CaseContext,
  caseId: string,
  action: Action,
  actorId: string | null,
  entry: 'own' | 'of-the-caller' = 'own',
): Promise<{ found: ProcessCase; effects: Effect[] }> {
  const before = await ctx.unit.processes.getForUpdate(caseId)
  if (!before) throw new Refusal('process/unknown-step', { step: caseId })
  if (action.type === 'complete')
    await refuseWithoutEvidence(ctx.unit, before, action.step, action.item ?? null)
  await refuseOpenTasks(ctx, before, action)
  const done = act(before.instance, action, actorId, ctx.now, ctx.catalogue.calendar, ctx.zone)
  const found: ProcessCase = { ...before, instance: done.instance }
  await ctx.unit.processes.save(found)
  if (entry === 'own')
    ctx.unit.record({
      organisationId: found.organisationId,
      actorId,
      action: `case.${action.type}`,
      object: caseId,
      facts: {
        ...('step' in action ? { step: action.step, item: action.item ?? null } : {}),
        follows: followsOf(done.effects),
      },
    })
  await keepUp(ctx, found)
  touchStepCards(ctx, found, action)
  await takeEffects(ctx, found, done.effects, actorId)
  const settled = await settleReconsidered(ctx, found, action, done.effects)
  if (settled) await followResolution(ctx, settled, actorId)
  if (action.type === 'complete') await doneElsewhere(ctx, found, action, actorId)
  if (action.type === 'reschedule' || action.type === 'cancel') await planWaiting(ctx, found)
  await takeReadyRecords(ctx, caseId)
  return { found, effects: done.effects }
}

/** Completes what waited in other cases for this step, with the same words. */
async function doneElsewhere(
  ctx: CaseContext,
  here: ProcessCase,
  { step: id, fields = {} }: Extract<Action, { type: 'complete' }>,
  actorId: string | null,
): Promise<void> {
  const step = stepNamed(here.instance.template, id)
  for (const awaited of step ? await awaitedSteps(ctx, here, step) : [])
    await actOnCase(
      ctx,
      awaited.found.instance.id,
      { type: 'complete', step: awaited.step.id, fields: fieldsOfAwaited(awaited, here, fields) },
      actorId,
    )
}

/** Completes the steps whose records were there before their turn came. Called after everything that moves a case. */
export async function takeReadyRecords(ctx: CaseContext, caseId: string): Promise<void> {
  for (const record of await ctx.unit.stepRecords.ofCase(caseId)) {
    if (!record.ready || record.usedAt) continue
    const { step, item, kind, ref, outputs, by } = record
    const completion = { outputs, record: { kind, ref } }
    const found = await ctx.unit.processes.getForUpdate(caseId)
    const state = found?.instance.steps.find((one) => one.id === step && one.item === item)
    if (!found || !state || objectionTo(found.instance, state, completion, ctx.now)) continue
    // Marked before the act, which looks for ready records again.
    await ctx.unit.stepRecords.save({ ...record, usedAt: ctx.now })
    const named = item === null ? {} : { item }
    await actOnCase(ctx, caseId, { type: 'complete', step, ...named, ...completion }, by, 'of-the-caller')
  }
}

/**
 * The cases that carry a resolution out follow its state: paused while it is suspended, going on when it is in force again,
 * closed when a later one took its place or it was withdrawn.
 */
export async function followResolution(
  ctx: CaseContext,
  resolution: Pick<Resolution, 'organisationId' | 'number' | 'state'>,
  actorId: string | null,
): Promise<void> {
  const paused = `决议 ${resolution.number} 复议中，暂停执行`
  for (const { instance } of await executionsOf(ctx, resolution)) {
    const waits = instance.state === 'held' && instance.hold?.note === paused
    const action: Action | null = isSettled(resolution)
      ? { type: 'close', reason: `决议 ${resolution.number} 不再执行` }
      : resolution.state === 'suspended_for_reconsideration'
        ? instance.state === 'open'
          ? { type: 'pause', reason: paused }
          : null
        : waits
          ? { type: 'resume', reason: `决议 ${resolution.number} 恢复执行` }
          : null
    if (action) await actOnCase(ctx, instance.id, action, actorId, 'of-the-caller')
  }
}

/** The cards of the step that was acted on are behind, and those on which it hears somebody; of all where the case is over. */
function touchStepCards({ unit }: CaseContext, { instance }: ProcessCase, action: Action): void {
  const over = instance.state === 'closed' || instance.state === 'cancelled'
  const acted = 'step' in action ? action.step : null
  for (const { id: step, item } of instance.steps)
    if (over || (acted !== null && touches(instance, step, acted)))
      for (const view of Object.values(stepViews))
        unit.touch(view, stepCardRef.write({ caseId: instance.id, step, item }))
}

const touches = ({ template }: ProcessCase['instance'], step: string, acted: string): boolean =>
  step === acted || stepNamed(template, step)?.config.hears_subject?.step === acted

/** What a step led to besides the case, for the chain: words of the engine and ids of processes. */
const followsOf = (effects: readonly Effect[]): string =>
  effects
    .flatMap((effect) =>
      effect.type === 'start-process' || effect.type === 'held'
        ? [`${effect.type} ${effect.target ?? ''}`.trim()]
        : effect.type === 'recorded' || effect.type === 'completed'
          ? [effect.type]
          : [],
    )
    .join(', ')
