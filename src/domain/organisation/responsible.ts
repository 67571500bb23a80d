import type { OfficeKind, RosterEntry } from './types.ts'
import { committeeOffices } from './words.ts'

/**
 * Which offices answer for a role of a process template, in this order; a vacant one falls to the next, and in the end
 * to the secretary (支部工作条例 art. 14: the secretary convenes). Roles that are the whole body (党员, 正式党员) are led by
 * the secretary.
 */
export const officesByRole: Readonly<Record<string, readonly OfficeKind[]>> = {
  secretary: ['secretary', 'deputy_secretary'],
  deputy_secretary: ['deputy_secretary', 'secretary'],
  owner: ['secretary', 'deputy_secretary'],
  org_member: ['org_member', 'secretary'],
  publicity_member: ['publicity_member', 'secretary'],
  discipline_member: ['discipline_member', 'secretary'],
  recorder: ['org_member', 'secretary'],
  collator: ['org_member', 'secretary'],
  archivist: ['org_member', 'secretary'],
  tellers: ['discipline_member', 'org_member', 'secretary'],
}

/** Roles that are a body or somebody outside: their steps belong to nobody in particular until one is named. */
export const bodyRoles: readonly string[] = [
  'committee',
  'member',
  'formal_member',
  'group_leader',
  'union_committee',
  'prep_group',
  'leadership',
  'staff',
  'staff_rep',
  'subject',
  'superior_party',
  'superior_union',
]

/** Members who answer for a role as of the roster's date; the secretary where nobody else does. */
export function holdersOf(roster: readonly RosterEntry[], role: string): string[] {
  const ids = (entries: readonly RosterEntry[]) => entries.map((entry) => entry.memberId)
  if (role === 'committee')
    return orSecretary(
      roster,
      ids(roster.filter((one) => one.offices.some((o) => committeeOffices.includes(o)))),
    )
  if (role === 'group_leader') return orSecretary(roster, ids(roster.filter((one) => one.group?.leads)))
  for (const office of officesByRole[role] ?? ['secretary']) {
    const holders = ids(roster.filter((one) => one.offices.includes(office)))
    if (holders.length > 0) return holders
  }
  return []
}

const orSecretary = (roster: readonly RosterEntry[], found: string[]): string[] =>
  found.length > 0
    ? found
    : roster.filter((one) => one.offices.includes('secretary')).map((one) => one.memberId)
