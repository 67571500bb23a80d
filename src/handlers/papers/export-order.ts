import { z } from 'zod'
import { circleOf } from '../../domain/cases/case-people.ts'
import { ledgerWithId } from '../../domain/ledgers/index.ts'
import { linkedRosters } from '../../domain/organisation/linked-rosters.ts'
import { may } from '../../domain/organisation/permissions.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseOf } from '../cases/find-case.ts'
import type { Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { jobView } from './views.ts'

/** An export as it was asked for. */
export const exportOrder = z.object({
  organisationId: z.uuid(),
  kind: z.enum(['export.case', 'export.ledger', 'export.year']),
  params: z.record(z.string(), z.unknown()),
  what: z.string(),
})
export type ExportOrder = z.output<typeof exportOrder>

/** Who asked for it, and who confirmed it besides (restricted exports only). */
export interface ExportPeople {
  memberId: string
  platform: string
  secondBy?: string
}

/** Plans an export; its card shows how far it is, the file follows in private. */
export async function planExport(ctx: Ctx, given: ExportOrder, people: ExportPeople): Promise<Reply> {
  const id = ctx.unit.newId()
  await ctx.unit.paperJobs.add({
    id,
    key: `export:${id}`,
    organisationId: given.organisationId,
    kind: given.kind,
    params: { ...given.params, title: given.what },
    requestedBy: people.memberId,
    platform: people.platform,
  })
  ctx.unit.record({
    organisationId: given.organisationId,
    actorId: people.memberId,
    action: given.kind,
    object: typeof given.params.caseId === 'string' ? given.params.caseId : given.organisationId,
    facts: { job: id, ...(people.secondBy ? { second: people.secondBy } : {}) },
  })
  return { view: jobView, ref: id, privately: true }
}

/**
 * Who answers together for a restricted export: of a case its circle, of a ledger those who may see it; of both only
 * people who hold an office, so that nobody confirms what is about themselves as the person concerned.
 */
export async function circleOfExport(ctx: Ctx, { organisationId, params }: ExportOrder): Promise<string[]> {
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  const ledger = typeof params.ledger === 'string' ? ledgerWithId(params.ledger) : undefined
  if (ledger)
    return roster
      .filter(({ offices }) => may(new Set(offices), ledger.permission))
      .map(({ memberId }) => memberId)
  if (typeof params.caseId !== 'string') throw new Refusal('card/not-readable', {})
  const linked = await linkedRosters(ctx.unit, organisationId, ctx.today)
  const holders = [roster, ...linked].flat().filter(({ offices }) => offices.length > 0)
  const circle = await circleOf(ctx, await caseOf(ctx, params.caseId))
  return circle.filter((id) => holders.some(({ memberId }) => memberId === id))
}
