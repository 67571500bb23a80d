import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Base } from '../define/context.ts'

/** The groups of a branch that exist on a local date. */
export async function groupsOn(ctx: Base, branchId: string, date: string): Promise<Organisation[]> {
  const all = await ctx.unit.organisations.children(branchId, 'group')
  return all.filter(
    ({ foundedOn, dissolvedOn }) => (foundedOn ?? '') <= date && (dissolvedOn ?? '9999') >= date,
  )
}

/** The group of a branch with a name; without a name the only one. Refuses an unknown name, and none where several are. */
export async function groupNamed(
  ctx: Base,
  branchId: string,
  name: string | undefined,
  date: string,
): Promise<Organisation> {
  const groups = await groupsOn(ctx, branchId, date)
  const known = groups.map((group) => group.name)
  const [only, ...others] = groups
  if (name === undefined) {
    if (only && others.length === 0) return only
    throw only ? new Refusal('group/needed', { known }) : new Refusal('group/unknown', { name: '', known })
  }
  const found = groups.find((group) => group.name === name.trim())
  if (!found) throw new Refusal('group/unknown', { name, known })
  return found
}
