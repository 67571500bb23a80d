import type { Unit } from '../ports/index.ts'
import type { Role } from './permissions.ts'

/**
 * The roles of a member in an organisation on a date: offices there and in its groups, membership, the superior's
 * people. Nobody's, for an organisation that is not there.
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
  return roles
}
