import type { OfficeKind } from '../organisation/types.ts'
import { committeeOffices, officeWords } from '../organisation/words.ts'

/** Roles of reminder policies and process steps that are not offices themselves, and the offices that answer for them. */
const OFFICES: Record<string, readonly OfficeKind[]> = {
  committee: committeeOffices,
  recorder: ['org_member'],
  archivist: ['org_member'],
  collator: ['org_member'],
}

const OWNER: Record<'branch' | 'group', OfficeKind> = { branch: 'secretary', group: 'group_leader' }

const isOffice = (role: string): role is OfficeKind => Object.hasOwn(officeWords, role)

/**
 * The offices that answer for roles in an organisation of a kind: an office for itself, `committee` for all of its
 * offices, everything without an office of its own (`owner`, `responsible`, `union_chair` …) for the one who leads.
 */
export const officesOf = (roles: readonly string[], kind: 'branch' | 'group'): OfficeKind[] => [
  ...new Set(roles.flatMap((role) => (isOffice(role) ? [role] : (OFFICES[role] ?? [OWNER[kind]])))),
]

/** Roles that mean everybody: they are told in the organisation's group chat. */
export const isEverybody = (role: string): boolean => role === 'members' || role === 'participants'
