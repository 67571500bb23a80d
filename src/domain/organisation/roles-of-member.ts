import type { Unit } from '../ports/index.ts'
import type { Role } from './permissions.ts'

/**
 * The roles of a member in an organisation on a date: offices there and in its groups, membership, the people of its
 * superior and of those further up. Nobody's, for an organisation that is not there.
 */
export async function rolesOfMember(
  unit: Pick<Unit, 'organisations' | 'rosters'>,
  today: string,
  memberId: string | null,
  organisationId: string,
): Promise<Set<Role>> {
  const roles = new Set<Role>()
  if (memberId === null) return roles
  const organisation = await unit.organisations.get(organisationId)
  if (!organisation) return roles
  for (const entry of await unit.rosters.roster(organisationId, today)) {
    if (entry.memberId !== memberId) continue
    roles.add('member')
    for (const office of entry.offices) roles.add(office)
    if (entry.group?.leads) roles.add('group_leader')
  }
  const parent = organisation.parentId ? await unit.rosters.roster(organisation.parentId, today) : null
  if (parent?.some((entry) => entry.memberId === memberId)) roles.add('superior')
  else if (organisation.parentId && (await standsHigher(unit, today, memberId, organisation.parentId)))
    roles.add('higher_superior')
  return roles
}

/** Whether a member is one of an organisation above the direct superior, at whatever level. */
async function standsHigher(
  unit: Pick<Unit, 'organisations'>,
  today: string,
  memberId: string,
  superiorId: string,
): Promise<boolean> {
  const above = await unit.organisations.above(superiorId)
  if (above.length === 0) return false
  const own = await unit.organisations.ofMember(memberId, today)
  return own.some(({ id }) => above.includes(id))
}
