import { officesByRole } from '../organisation/responsible.ts'
import type { OfficeKind } from '../organisation/types.ts'
import { committeeOffices, officeWords } from '../organisation/words.ts'

const OWNER: Record<'branch' | 'group', OfficeKind> = { branch: 'secretary', group: 'group_leader' }

const isOffice = (role: string): role is OfficeKind => Object.hasOwn(officeWords, role)

const answering = (role: string, kind: 'branch' | 'group'): readonly OfficeKind[] => {
  if (isOffice(role)) return [role]
  if (role === 'committee') return committeeOffices
  const first = role === 'owner' ? undefined : officesByRole[role]?.[0]
  return [first ?? OWNER[kind]]
}

/**
 * The offices that answer for roles in an organisation of a kind: an office for itself, `committee` for all of its
 * offices, everything without an office of its own (`owner`, `responsible`, `union_chair` …) for the one who leads.
 */
export const officesOf = (roles: readonly string[], kind: 'branch' | 'group'): OfficeKind[] => [
  ...new Set(roles.flatMap((role) => answering(role, kind))),
]

/** Roles that mean everybody: they are told in the organisation's group chat. */
export const isEverybody = (role: string): boolean => role === 'members' || role === 'participants'
