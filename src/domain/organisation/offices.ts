import type { OfficeKind, OrganisationKind } from './types.ts'

/** An office, as a row of data. */
export interface OfficeRow {
  /** Shown on cards and typed in `/党员 任职`. */
  label: string
  /** Other words for it. */
  also: readonly string[]
  /** Kinds of organisations in which it is held. */
  in: readonly OrganisationKind[]
  /** Held by one person at a time: a successor ends the predecessor's. */
  exclusive: boolean
  /** The body of which its holders are members. */
  body?: 'committee' | 'union_committee'
  /** Of a delegate: for how many years at most one is elected, from the first to the last day of the term. */
  mostYears?: number
}

/**
 * All offices; the order is the rank on the roster. The offices of the administration (处领导, 人事) are registered with
 * the branch or union that works with them, because the unit itself has no roster of its own.
 */
export const offices = {
  secretary: {
    label: '书记',
    also: ['支部书记', '党支部书记'],
    in: ['branch'],
    exclusive: true,
    body: 'committee',
  },
  deputy_secretary: {
    label: '副书记',
    also: ['支部副书记', '党支部副书记'],
    in: ['branch'],
    exclusive: true,
    body: 'committee',
  },
  org_member: { label: '组织委员', also: [], in: ['branch'], exclusive: true, body: 'committee' },
  publicity_member: { label: '宣传委员', also: [], in: ['branch'], exclusive: true, body: 'committee' },
  discipline_member: {
    label: '纪检委员',
    also: ['纪律检查委员'],
    in: ['branch'],
    exclusive: true,
    body: 'committee',
  },
  committee_member: {
    label: '委员',
    also: ['支部委员', '支委'],
    in: ['branch'],
    exclusive: false,
    body: 'committee',
  },
  group_leader: { label: '党小组长', also: ['组长', '小组长'], in: ['group'], exclusive: true },
  superior_clerk: { label: '上级经办人', also: ['经办人'], in: ['superior'], exclusive: false },
  union_chair: {
    label: '工会主席',
    also: ['主席', '工会负责人'],
    in: ['union'],
    exclusive: true,
    body: 'union_committee',
  },
  union_committee: {
    label: '工会委员',
    also: ['工会委员会委员'],
    in: ['union'],
    exclusive: false,
    body: 'union_committee',
  },
  union_finance: {
    label: '工会财务',
    also: ['经费审查委员', '经审委员'],
    in: ['union'],
    exclusive: false,
  },
  staff_rep: { label: '职工代表', also: [], in: ['union'], exclusive: false, mostYears: 5 },
  member_rep: { label: '会员代表', also: ['工会会员代表'], in: ['union'], exclusive: false, mostYears: 5 },
  leadership: {
    label: '领导班子成员',
    also: ['班子成员', '领导班子'],
    in: ['branch', 'union'],
    exclusive: false,
  },
  division_leader: { label: '处领导', also: [], in: ['branch', 'union'], exclusive: false },
  dept_head: { label: '部门负责人', also: [], in: ['branch', 'union'], exclusive: false },
  hr: { label: '人事负责人', also: ['劳资负责人', '人事'], in: ['branch', 'union'], exclusive: false },
  recorder: { label: '记录人', also: ['记录员'], in: ['branch', 'union'], exclusive: false },
  archivist: { label: '档案员', also: ['档案管理员'], in: ['branch', 'union'], exclusive: false },
} as const satisfies Record<OfficeKind, OfficeRow>

const rows: readonly [OfficeKind, OfficeRow][] = Object.entries(offices) as [OfficeKind, OfficeRow][]

/** The offices that can be held in an organisation of a kind, by rank. */
export const officesIn = (kind: OrganisationKind): OfficeKind[] =>
  rows.filter(([, row]) => row.in.includes(kind)).map(([office]) => office)

/** The offices whose holders make up a body (支委会, 工会委员会). */
export const officesOfBody = (body: NonNullable<OfficeRow['body']>): OfficeKind[] =>
  rows.filter(([, row]) => row.body === body).map(([office]) => office)

/** What people type for offices, each word to its office; the label of an office comes before its other words. */
export const officeSpellings = (kinds: readonly OfficeKind[]): Record<string, OfficeKind> =>
  Object.fromEntries(
    rows
      .filter(([office]) => kinds.includes(office))
      .flatMap(([office, row]) => [row.label, ...row.also].map((word) => [word, office])),
  )

/** The body of which an office's holders are members; undefined = none. */
export const bodyOfOffice = (office: OfficeKind): OfficeRow['body'] => (offices[office] as OfficeRow).body

/**
 * What somebody's offices are called: a seat goes without saying where they hold another office of the same body. The
 * seat is the office of the body that many hold.
 */
export const shownOffices = (held: readonly OfficeKind[]): OfficeKind[] =>
  held.filter((office) => {
    const body = bodyOfOffice(office)
    const isSeat = body !== undefined && !isExclusive(office)
    return !isSeat || !held.some((other) => other !== office && bodyOfOffice(other) === body)
  })

/** The offices whose holders are delegates with a term. */
export const delegateOffices: OfficeKind[] = rows
  .filter(([, row]) => row.mostYears !== undefined)
  .map(([office]) => office)

/** Whether one person holds the office at a time. */
export const isExclusive = (office: OfficeKind): boolean => offices[office].exclusive
