import { readyWithKnown } from '../../domain/cases/served-steps.ts'
import { serveInstruction } from '../../domain/instructions/instruction-case.ts'
import type { Report } from '../../domain/ports/index.ts'
import { hasArrived } from '../../domain/reports/states.ts'
import { planWork } from '../../domain/work/reminders.ts'
import type { Ctx } from '../define/context.ts'

/** What the arrival of a report at the superior settles: the step that it serves, and the instruction that it reports on. */
export async function closeReported(ctx: Ctx, report: Report): Promise<void> {
  if (!hasArrived(report)) return
  await readyWithKnown(ctx, { kind: 'report', ref: report.id }, {}, ctx.me().id)
  if (report.instructionId === null) return
  const instruction = await ctx.unit.instructions.getForUpdate(report.instructionId)
  if (!instruction || instruction.state === 'reported') return
  await ctx.unit.instructions.update(instruction.id, { state: 'reported', closedAt: ctx.now })
  await serveInstruction(ctx, instruction, 'report', ctx.me().id)
  await planWork(ctx, {
    what: 'instruction',
    id: instruction.id,
    organisationId: instruction.organisationId,
    memberId: null,
    roles: ['owner'],
    due: null,
  })
  ctx.unit.record({
    organisationId: report.organisationId,
    actorId: ctx.me().id,
    action: 'instruction.reported',
    object: instruction.id,
    facts: { number: instruction.number, report: report.number },
  })
}
