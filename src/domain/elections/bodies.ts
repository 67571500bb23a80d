import type { OfficeKind } from '../organisation/types.ts'

/** What can be elected in a branch: by which rule, and which office it brings. A new body is a row. */
export const electedBodies = {
  committee: { label: '支部委员会委员', rule: 'branch_election', office: null },
  secretary: { label: '书记', rule: 'branch_officer_election', office: 'secretary' },
  deputy: { label: '副书记', rule: 'branch_officer_election', office: 'deputy_secretary' },
} as const satisfies Record<string, { label: string; rule: string; office: OfficeKind | null }>

export type ElectedBody = keyof typeof electedBodies

/** How people name them. */
export const bodyWords = {
  支部委员会: 'committee',
  支部委员会委员: 'committee',
  支委会: 'committee',
  支委: 'committee',
  书记: 'secretary',
  副书记: 'deputy',
} as const satisfies Record<string, ElectedBody>
