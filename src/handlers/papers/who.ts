import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import { may } from '../../domain/organisation/permissions.ts'
import { readingPermission, type Visibility } from '../../domain/papers/visibility.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { caseOf } from '../cases/find-case.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Ctx } from '../define/context.ts'

/** The case of a card's button, which must be at home where the card stands. */
export async function caseOfCard(ctx: Ctx, id: string): Promise<ProcessCase> {
  const found = await caseOf(ctx, id)
  await refuseElsewhere(ctx, found.organisationId)
  return found
}

/** Whether the actor answers for a step: it is assigned to them, or to nobody and of a role of theirs. */
export async function answersFor(ctx: Ctx, found: ProcessCase, step: string): Promise<boolean> {
  const me = ctx.actor.member?.id
  if (me === undefined) return false
  const states = found.instance.steps.filter((state) => state.id === step)
  if (states.some((state) => state.assignee === me)) return true
  if (states.some((state) => state.assignee !== null)) return false
  const role = found.instance.template.steps.find((one) => one.id === step)?.role ?? ''
  return (await responsibleFor(ctx.unit, found.organisationId, role, ctx.today)).includes(me)
}

/** Whether the actor may see a paper of a case; `own` = they handed it in or answer for its step. */
export async function maySee(
  ctx: Ctx,
  organisationId: string,
  visibility: Visibility,
  own: boolean,
): Promise<boolean> {
  const roles = await ctx.rolesIn(organisationId)
  if (own) roles.add('self')
  return may(roles, readingPermission[visibility])
}
