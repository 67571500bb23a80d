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
