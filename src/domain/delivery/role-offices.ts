import { officesOfBody } from '../organisation/offices.ts'
import { headOffices, officesByRole } from '../organisation/responsible.ts'
import type { OfficeKind } from '../organisation/types.ts'
import { officeWords } from '../organisation/words.ts'

const OWNER: Record<'branch' | 'group', OfficeKind> = { branch: 'secretary', group: 'group_leader' }

const isOffice = (role: string): role is OfficeKind => Object.hasOwn(officeWords, role)

const answering = (
  role: string,
  kind: 'branch' | 'group',
  held: readonly OfficeKind[] | undefined,
): readonly OfficeKind[] => {
  if (role === 'committee' || role === 'union_committee') return officesOfBody(role)
  const head = headOffices.find((office) => held?.includes(office)) ?? OWNER[kind]
  if (role === 'owner') return [kind === 'group' ? OWNER.group : head]
  const inOrder = officesByRole[role] ?? (isOffice(role) ? [role] : [])
  const first = held ? inOrder.find((office) => held.includes(office)) : inOrder[0]
  return [first ?? head]
}

/**
 * The offices that answer for roles in an organisation of a kind: an office for itself, a committee for all of its
 * offices, everything without an office of its own (`owner`, `responsible` …) for the one who leads. Where it is known
 * which offices are `held`, a vacant one falls to the next that answers for the role.
 */
export const officesOf = (
  roles: readonly string[],
  kind: 'branch' | 'group',
  held?: readonly OfficeKind[],
): OfficeKind[] => [...new Set(roles.flatMap((role) => answering(role, kind, held)))]

/** Roles that mean everybody: they are told in the organisation's group chat. */
export const isEverybody = (role: string): boolean => role === 'members' || role === 'participants'
