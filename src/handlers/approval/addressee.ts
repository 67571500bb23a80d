import { officesOfBody } from '../../domain/organisation/offices.ts'
import type { Role } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from '../define/context.ts'

/**
 * To whom something goes upward: the organisation's own superior where it is bound to a group, and no other of the
 * system (no level is skipped); else a name outside the system.
 */
export async function addresseeOf(
  ctx: Ctx,
  branch: Organisation,
  named: string | undefined,
): Promise<{ name: string; superiorId: string | null }> {
  const superior = branch.parentId ? await ctx.unit.organisations.get(branch.parentId) : null
  const name = named ?? superior?.name
  if (name === undefined) throw new Refusal('approval/no-addressee', {})
  if (superior && superior.name === name) {
    const bound = await ctx.unit.organisations.chatOf(superior.id)
    return { name, superiorId: bound ? superior.id : null }
  }
  const others = await ctx.unit.organisations.byName('superior', name)
  if (superior && others.length > 0)
    throw new Refusal('approval/skips-level', { addressee: name, superior: superior.name })
  return { name, superiorId: null }
}

/**
 * The role in which somebody acts for the organisation to which something went: everybody on the roster of a superior;
 * where it is a branch (of its union), only the branch committee.
 */
export async function rolesFor(ctx: Ctx, superiorId: string | null): Promise<Set<Role>> {
  const superior = superiorId ? await ctx.unit.organisations.get(superiorId) : null
  if (!superior) return new Set()
  const there = await ctx.rolesIn(superior.id)
  const entitled =
    superior.kind === 'superior'
      ? there.has('member')
      : officesOfBody('committee').some((one) => there.has(one))
  return new Set<Role>(entitled ? ['superior'] : [])
}
