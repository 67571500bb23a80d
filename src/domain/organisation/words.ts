import type { OfficeKind, OrganisationKind, StandingKind } from './types.ts'

/** The words of offices, as typed in `/党员 任职` and shown on cards. Order = rank on the roster. */
export const officeWords = {
  secretary: '书记',
  deputy_secretary: '副书记',
  org_member: '组织委员',
  publicity_member: '宣传委员',
  discipline_member: '纪检委员',
  group_leader: '党小组长',
  superior_clerk: '上级经办人',
} as const satisfies Record<OfficeKind, string>

/** Offices whose holders make up the branch committee (支委会). */
export const committeeOffices: readonly OfficeKind[] = [
  'secretary',
  'deputy_secretary',
  'org_member',
  'publicity_member',
  'discipline_member',
]

/** The words of standings, as typed in `/党员 状态` and shown on the roster. */
export const standingWords = {
  formal: '正式党员',
  probationary: '预备党员',
  discipline_probation: '留党察看',
  rights_suspended: '权利中止',
  excluded_approved: '经批准不计入应到会人数',
  belongs: '成员',
} as const satisfies Record<StandingKind, string>

export const organisationWords = {
  superior: '上级',
  branch: '支部',
  group: '党小组',
  union: '工会',
} as const satisfies Record<OrganisationKind, string>
