import { startOfDay } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { serveStep, stepServedBy } from '../cases/served-steps.ts'
import { startCase } from '../cases/start-case.ts'
import type { Instruction } from '../ports/reports.ts'

/**
 * Starts the process that the event of an instruction starts, registered as its first step; null where none is loaded.
 * Its title names a classified document by its number only.
 */
export async function startInstructionCase(
  ctx: CaseContext,
  instruction: Instruction,
  startedBy: string,
): Promise<string | null> {
  const template = [...ctx.catalogue.processes.values()].find(
    ({ trigger }) => trigger.event === 'instruction_received',
  )
  const organisation = await ctx.unit.organisations.get(instruction.organisationId)
  if (!template || !organisation) return null
  const { classified, dueOn } = instruction
  const { instance } = await startCase(ctx, {
    template,
    organisation,
    title: instruction.title ?? `上级指示 ${instruction.number}`,
    anchors: { S: startOfDay(instruction.receivedOn, ctx.zone) },
    first: { classified, ...(dueOn === null ? {} : { deadline: dueOn }) },
    startedBy,
  })
  await ctx.unit.instructions.update(instruction.id, { caseId: instance.id })
  return instance.id
}

/** Completes the step that carrying out, or reporting on, an instruction serves. */
export async function serveInstruction(
  ctx: CaseContext,
  { id, number, caseId }: Instruction,
  act: 'execute' | 'report',
  by: string,
): Promise<void> {
  if (caseId === null) return
  const link = await stepServedBy(ctx, caseId, 'instruction', act)
  await serveStep(ctx, link, { kind: 'document', ref: `${id}|${act}`, label: number }, {}, by)
}
