import type { StepLink } from '../ports/index.ts'
import { isFinished, type Outputs, type StepTemplate, stepNamed } from '../process/index.ts'
import { declaredOutputs } from '../process/outputs.ts'
import type { CaseContext } from './case-context.ts'
import { bindToStep, type MadeRecord, recordIsReady } from './step-records.ts'

/** Of what a feature knows, the values that a step declares: a step is completed with no others. */
export function knownOutputs(step: Pick<StepTemplate, 'outputs'>, known: Outputs): Outputs {
  const declared = new Set(declaredOutputs(step).map(({ name }) => name))
  return Object.fromEntries(Object.entries(known).filter(([name]) => declared.has(name)))
}

/** The step that a record was bound to, as its process has it; null where it was bound to none. */
export async function stepOfRecord(
  ctx: CaseContext,
  { kind, ref }: Pick<MadeRecord, 'kind' | 'ref'>,
): Promise<StepTemplate | null> {
  const record = await ctx.unit.stepRecords.of(kind, ref)
  const found = record && (await ctx.unit.processes.get(record.caseId))
  return (found && stepNamed(found.instance.template, record.step)) ?? null
}

/** Whether the step that a record serves declares an output: then its process says what follows. */
export async function declares(
  ctx: CaseContext,
  made: Pick<MadeRecord, 'kind' | 'ref'>,
  output: string,
): Promise<boolean> {
  const step = await stepOfRecord(ctx, made)
  return step !== null && declaredOutputs(step).some(({ name }) => name === output)
}

/**
 * Says that a record which was bound to a step is there, with those of the known values that the step declares. Nothing
 * happens for a record that was bound to no step.
 */
export async function readyWithKnown(
  ctx: CaseContext,
  made: Pick<MadeRecord, 'kind' | 'ref'>,
  known: Outputs,
  by: string | null,
): Promise<void> {
  const step = await stepOfRecord(ctx, made)
  if (step) await recordIsReady(ctx, made, knownOutputs(step, known), by)
}

/** The unfinished step of a case whose settings say that it is served by this act; null where there is none. */
export async function stepServedBy(
  ctx: CaseContext,
  caseId: string,
  setting: string,
  act: string,
): Promise<StepLink | null> {
  const found = await ctx.unit.processes.get(caseId)
  const state = found?.instance.steps.find(
    (one) => !isFinished(one) && stepNamed(found.instance.template, one.id)?.config[setting] === act,
  )
  return state ? { caseId, step: state.id, item: state.item } : null
}

/** Completes the step of a case that an act of a feature serves, now or when what it rests on is done. */
export async function serveStep(
  ctx: CaseContext,
  link: StepLink | null,
  made: MadeRecord,
  known: Outputs,
  by: string | null,
): Promise<void> {
  if (!link) return
  await bindToStep(ctx, link, made)
  await readyWithKnown(ctx, made, known, by)
}
