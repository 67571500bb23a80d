import { actOnCase } from '../cases/act-on-case.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { recordIsReady } from '../cases/step-records.ts'
import type { OpinionCall } from '../ports/decisions.ts'
import { checklist, type ProcessInstance } from '../process/index.ts'

/** The first unfinished step of a case that a call for opinions serves; null where the case hears none. */
export const opinionStepOf = (instance: ProcessInstance, now: Date): string | null =>
  checklist(instance, now).find(
    (row) => row.kind === 'opinions' && row.state !== 'done' && row.state !== 'waived',
  )?.step ?? null

/**
 * Completes the step that a collated call serves. A step that waits for others, or was finished by hand, is left as it
 * is: the summary stands all the same. Answers whether it was completed by this call.
 */
export async function completeOpinionStep(
  ctx: CaseContext,
  call: OpinionCall,
  actorId: string | null,
): Promise<boolean> {
  if (await recordIsReady(ctx, { kind: 'opinions', ref: call.id }, {}, actorId)) return true
  const meeting = call.meetingId && call.step ? await ctx.unit.meetings.get(call.meetingId) : null
  const found = meeting?.instanceId ? await ctx.unit.processes.getForUpdate(meeting.instanceId) : null
  const row = found && checklist(found.instance, ctx.now).find((one) => one.step === call.step)
  if (!found || !row?.canTick) return false
  await actOnCase(ctx, found.instance.id, { type: 'complete', step: row.step }, actorId, 'of-the-caller')
  return true
}
