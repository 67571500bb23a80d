/** An organisation of the tree. Dates are local, `YYYY-MM-DD`. */
export interface Organisation {
  id: string
  kind: OrganisationKind
  parentId: string | null
  name: string
  /** From when its duties run; for a bound branch the day of its foundation, or of the binding. */
  foundedOn: string | null
  committeeFrom: string | null
  unionFrom: string | null
  dissolvedOn: string | null
  createdAt: Date
}

export type OrganisationKind = 'superior' | 'branch' | 'group' | 'union'

/** A person of the tenant. */
export interface Member {
  id: string
  name: string
}

/**
 * What a member is in an organisation: the first five in branches, `union_member` and `staff` (employed, not in the
 * union) in unions, `belongs` in groups and superiors.
 */
export type StandingKind =
  | 'formal'
  | 'probationary'
  | 'discipline_probation'
  | 'rights_suspended'
  | 'excluded_approved'
  | 'union_member'
  | 'staff'
  | 'belongs'

/** A standing from a date to a date (exclusive); `to` null = still. */
export interface Standing {
  id: string
  organisationId: string
  memberId: string
  kind: StandingKind
  from: string
  to: string | null
  /** Of an exclusion (不计算在应到会人数): the superior's consent and the meeting's approval. */
  superiorRef: string | null
  meetingRef: string | null
  /** When it was entered; later than `from` for a correction of the past. */
  recordedAt: Date
}

/** What a standing rests on, and how it ends. */
export interface StandingBasis {
  superiorRef?: string | undefined
  meetingRef?: string | undefined
  /** Of an exclusion: which of the five kinds; of another standing: the number of the decision. */
  reason?: string | undefined
  document?: string | undefined
  /** The day on which it ends by itself; `formal` follows. */
  until?: string | undefined
}

export type OfficeKind =
  | 'secretary'
  | 'deputy_secretary'
  | 'org_member'
  | 'publicity_member'
  | 'discipline_member'
  | 'committee_member'
  | 'group_leader'
  | 'superior_clerk'
  | 'union_chair'
  | 'union_committee'
  | 'union_finance'
  | 'staff_rep'
  | 'member_rep'
  | 'leadership'
  | 'division_leader'
  | 'dept_head'
  | 'hr'
  | 'recorder'
  | 'archivist'

/** An office from a date to a date (exclusive). */
export interface Office {
  id: string
  organisationId: string
  memberId: string
  office: OfficeKind
  from: string
  to: string | null
}

/** One line of the roster as of a date. */
export interface RosterEntry {
  memberId: string
  name: string
  standing: StandingKind
  /** Offices in the organisation itself, e.g. `secretary`. */
  offices: OfficeKind[]
  /** The Party group (党小组) the member belongs to, if any, and whether they lead it. */
  group: { id: string; name: string; leads: boolean } | null
}
