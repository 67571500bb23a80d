import { replan } from '../process/replan.ts'
import type { CaseContext } from './case-context.ts'
import { keepUp } from './case-reminders.ts'

/**
 * Brings an open case into line with a calendar that has changed: due dates of its open steps, reminders, cards. Returns
 * how many dates moved. May be repeated.
 */
export async function replanCase(ctx: CaseContext, caseId: string): Promise<number> {
  const found = await ctx.unit.processes.getForUpdate(caseId)
  if (!found || (found.instance.state !== 'open' && found.instance.state !== 'held')) return 0
  const { instance, effects } = replan(found.instance, ctx.now, ctx.catalogue.calendar, ctx.zone)
  const moved = effects.filter((effect) => effect.type === 'due-changed').length
  const after = { ...found, instance }
  if (moved > 0) {
    await ctx.unit.processes.save(after)
    ctx.unit.record({
      organisationId: found.organisationId,
      actorId: null,
      action: 'case.replan',
      object: caseId,
      facts: { moved },
    })
  }
  await keepUp(ctx, after)
  return moved
}
