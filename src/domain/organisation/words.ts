import { offices, officesOfBody } from './offices.ts'
import type { OfficeKind, OrganisationKind, StandingKind } from './types.ts'

/** The words of offices, as typed in `/党员 任职` and shown on cards. Order = rank on the roster. */
export const officeWords = Object.fromEntries(
  Object.entries(offices).map(([office, row]) => [office, row.label]),
) as Record<OfficeKind, string>

/** Offices whose holders make up the branch committee (支委会). */
export const committeeOffices: readonly OfficeKind[] = officesOfBody('committee')

/** The words of standings, as typed in `/党员 状态` and shown on the roster. */
export const standingWords = {
  formal: '正式党员',
  probationary: '预备党员',
  discipline_probation: '留党察看',
  rights_suspended: '权利中止',
  excluded_approved: '经批准不计入应到会人数',
  union_member: '工会会员',
  staff: '职工',
  belongs: '成员',
} as const satisfies Record<StandingKind, string>

export const organisationWords = {
  superior: '上级',
  branch: '支部',
  group: '党小组',
  union: '工会',
} as const satisfies Record<OrganisationKind, string>

/** The standings that a member can have in an organisation of a kind; the first is what those have who come with its group. */
export const standingsIn = {
  superior: ['belongs'],
  branch: ['formal', 'probationary', 'discipline_probation', 'rights_suspended', 'excluded_approved'],
  group: ['belongs'],
  union: ['union_member', 'staff'],
} as const satisfies Record<OrganisationKind, readonly StandingKind[]>
