import { officesOfBody } from './offices.ts'
import type { OfficeKind, RosterEntry } from './types.ts'

/**
 * Which offices answer for a role of a process template, in this order; a vacant one falls to the next, and in the end
 * to the head of the organisation (支部工作条例 art. 14: the secretary convenes). Roles that are a whole body without an
 * office (党员, 正式党员, 职工) are led by the head.
 */
export const officesByRole: Readonly<Record<string, readonly OfficeKind[]>> = {
  secretary: ['secretary', 'deputy_secretary'],
  deputy_secretary: ['deputy_secretary', 'secretary'],
  owner: ['secretary', 'deputy_secretary', 'union_chair'],
  org_member: ['org_member', 'secretary'],
  publicity_member: ['publicity_member', 'secretary'],
  discipline_member: ['discipline_member', 'secretary'],
  recorder: ['recorder', 'org_member', 'union_committee', 'secretary', 'union_chair'],
  collator: ['org_member', 'union_committee', 'secretary', 'union_chair'],
  archivist: ['archivist', 'org_member', 'union_committee', 'secretary', 'union_chair'],
  tellers: ['discipline_member', 'org_member', 'union_finance', 'secretary', 'union_chair'],
  union_chair: ['union_chair'],
  union_finance: ['union_finance', 'union_chair'],
  staff_rep: ['staff_rep'],
  leadership: ['leadership', 'division_leader'],
  division_leader: ['division_leader', 'leadership'],
  dept_head: ['dept_head'],
  hr: ['hr'],
}

/** Who leads an organisation, and so answers for what nobody else does. */
export const headOffices: readonly OfficeKind[] = [
  'secretary',
  'deputy_secretary',
  'union_chair',
  'superior_clerk',
]

/** Roles that all holders answer for together, or somebody outside: their steps are given to nobody by name. */
export const bodyRoles: readonly string[] = [
  'committee',
  'union_committee',
  'leadership',
  'group_leader',
  'member',
  'formal_member',
  'staff',
  'staff_rep',
  'prep_group',
  'subject',
  'superior_party',
  'superior_union',
]

const ids = (entries: readonly RosterEntry[]) => entries.map((entry) => entry.memberId)

const holding = (roster: readonly RosterEntry[], offices: readonly OfficeKind[]): string[] =>
  ids(roster.filter((one) => one.offices.some((office) => offices.includes(office))))

const firstHeld = (roster: readonly RosterEntry[], offices: readonly OfficeKind[]): string[] => {
  for (const office of offices) {
    const holders = holding(roster, [office])
    if (holders.length > 0) return holders
  }
  return []
}

function holdersIn(roster: readonly RosterEntry[], role: string): string[] {
  if (role === 'committee' || role === 'union_committee') return holding(roster, officesOfBody(role))
  if (role === 'group_leader') return ids(roster.filter((one) => one.group?.leads))
  return firstHeld(roster, officesByRole[role] ?? [])
}

/**
 * Members who answer for a role as of the roster's date: those of the organisation, else of the organisations that
 * work with it (`linked`: a branch's union, a union's branch), else the organisation's own head.
 */
export function holdersOf(
  roster: readonly RosterEntry[],
  role: string,
  linked: readonly (readonly RosterEntry[])[] = [],
): string[] {
  for (const one of [roster, ...linked]) {
    const found = holdersIn(one, role)
    if (found.length > 0) return found
  }
  return firstHeld(roster, headOffices)
}
