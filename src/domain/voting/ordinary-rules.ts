import type { Attendees } from '../cadence/obligation.ts'
import type { OrganisationKind } from '../organisation/types.ts'

/** The rule of a matter that nothing more particular names: by the organisation, and by whom the meeting is of. */
const ordinaryRules: Partial<
  Record<OrganisationKind, Partial<Record<Attendees, string>> & { members: string }>
> = {
  branch: {
    members: 'branch_general_resolution',
    committee: 'branch_committee_resolution',
    staff: 'staff_assembly_resolution',
  },
  union: {
    members: 'union_assembly_resolution',
    committee: 'union_committee_resolution',
    staff: 'staff_assembly_resolution',
  },
}

/** The id of the ordinary rule in an organisation of a kind; `attendees` null = outside any meeting. */
export function ordinaryRuleFor(kind: OrganisationKind, attendees: Attendees | null): string | null {
  const rules = ordinaryRules[kind]
  if (!rules) return null
  // Outside its meetings a union's matters are its committee's.
  const usual = kind === 'union' ? 'committee' : 'members'
  return rules[attendees ?? usual] ?? rules.members
}
