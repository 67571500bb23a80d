import type { OfficeKind, OrganisationKind } from '../organisation/types.ts'

/** A body or office that is elected. */
export interface ElectedBodyRow {
  label: string
  /** The rule of its election. */
  rule: string
  /** The office that its election brings, once it is approved; null = duties are shared out later. */
  office: OfficeKind | null
  /** The seat that everybody elected has from the approval on, where a whole body is elected. */
  seat: OfficeKind | null
  /** How many are elected when nothing is said: of a committee the least that it has (支部工作条例, 工会章程). */
  seats: number
  in: OrganisationKind
}

/** What can be elected: by which rule, where, and which office it brings. A new body is a row. */
export const electedBodies = {
  committee: {
    label: '支部委员会委员',
    rule: 'branch_election',
    office: null,
    seat: 'committee_member',
    seats: 3,
    in: 'branch',
  },
  secretary: {
    label: '书记',
    rule: 'branch_officer_election',
    office: 'secretary',
    seat: null,
    seats: 1,
    in: 'branch',
  },
  deputy: {
    label: '副书记',
    rule: 'branch_officer_election',
    office: 'deputy_secretary',
    seat: null,
    seats: 1,
    in: 'branch',
  },
  union_committee: {
    label: '工会委员会委员',
    rule: 'union_election',
    office: 'union_committee',
    seat: 'union_committee',
    seats: 3,
    in: 'union',
  },
  union_chair: {
    label: '工会主席',
    rule: 'union_election',
    office: 'union_chair',
    seat: null,
    seats: 1,
    in: 'union',
  },
} as const satisfies Record<string, ElectedBodyRow>

export type ElectedBody = keyof typeof electedBodies

/** How people name them. */
export const bodyWords = {
  支部委员会: 'committee',
  支部委员会委员: 'committee',
  支委会: 'committee',
  支委: 'committee',
  书记: 'secretary',
  副书记: 'deputy',
  工会委员会: 'union_committee',
  工会委员会委员: 'union_committee',
  工会委员: 'union_committee',
  工会主席: 'union_chair',
} as const satisfies Record<string, ElectedBody>

/** The labels of what an organisation of a kind elects. */
export const electedIn = (kind: OrganisationKind): string[] =>
  Object.values(electedBodies)
    .filter((row) => row.in === kind)
    .map((row) => row.label)

/** The row of an election, by what it elects; undefined for bodies of another release. */
export const bodyOfElection = (body: string): ElectedBodyRow | undefined =>
  Object.values(electedBodies).find(({ label }) => label === body)
