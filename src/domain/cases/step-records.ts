import type { StepLink, StepRecord } from '../ports/index.ts'
import type { Outputs } from '../process/index.ts'
import { isFinished } from '../process/index.ts'
import type { RecordKind } from '../process/kinds/kind.ts'
import { Refusal } from '../refusals.ts'
import { takeReadyRecords } from './act-on-case.ts'
import { type CaseContext, checklistView } from './case-context.ts'

/** What a feature made for a step: its kind, its id, and its number as people call it. */
export interface MadeRecord {
  kind: RecordKind
  ref: string
  label: string
}

/**
 * Says that a feature is making something for a step: the case's card shows it from now on. Called when the ballot is
 * opened, the call sent, the notice drafted. Refuses a step that is not there or finished.
 */
export async function bindToStep(ctx: CaseContext, link: StepLink, made: MadeRecord): Promise<void> {
  const found = await ctx.unit.processes.get(link.caseId)
  const state = found?.instance.steps.find((one) => one.id === link.step && one.item === link.item)
  if (!found || !state) throw new Refusal('process/unknown-step', { step: link.step })
  if (isFinished(state)) {
    const label = found.instance.template.steps.find(({ id }) => id === link.step)?.label ?? link.step
    throw new Refusal('process/already-done', { label })
  }
  const record: StepRecord = { ...link, ...made, ready: false, outputs: {}, by: null, usedAt: null }
  await ctx.unit.stepRecords.insert(record)
  ctx.unit.touch(checklistView, link.caseId)
}

/**
 * Says that what was made for a step is there as the step needs it (counted, collated, sent, decided), with what it says
 * to the process. The step is completed now, or as soon as what it rests on is done. Nothing happens for a record that
 * was bound to no step. Answers the link, so that the caller may name the case.
 */
export async function recordIsReady(
  ctx: CaseContext,
  { kind, ref }: Pick<MadeRecord, 'kind' | 'ref'>,
  outputs: Outputs,
  actorId: string | null,
): Promise<StepLink | null> {
  const record = await ctx.unit.stepRecords.of(kind, ref)
  if (!record || record.usedAt) return record
  await ctx.unit.stepRecords.save({ ...record, ready: true, outputs, by: actorId })
  await takeReadyRecords(ctx, record.caseId)
  return record
}
