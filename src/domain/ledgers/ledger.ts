import type { Period } from '../calendar/periods.ts'
import type { Permission } from '../organisation/permissions.ts'

/** How the values of a column are to be understood; the same for cards and for files. Dates are `YYYY-MM-DD`. */
export type LedgerColumnType = 'text' | 'date' | 'number' | 'person' | 'status'

/** Where a ledger of cases takes a column from: the case itself, a field of a form, or an output of a step. */
export type CaseValue =
  | { of: 'case'; what: 'number' | 'title' | 'startedOn' | 'state' | 'process' }
  | { of: 'field'; name: string }
  | { of: 'output'; name: string }

/** A column. `circle` = shown to the committee only, and never in a group. */
export interface LedgerColumn {
  key: string
  label: string
  type: LedgerColumnType
  circle?: 'committee'
  /** What stored words are called; others stay as they are. */
  words?: Readonly<Record<string, string>>
  /** Only in ledgers of cases. */
  value?: CaseValue
}

/** Registers whose rows come from a table of their own. */
export type RowSource =
  | 'meetings'
  | 'rectifications'
  | 'suggestions'
  | 'requests-and-reports'
  | 'opinions'
  | 'public-notices'

/** A ledger (台账), as data: its words, its columns, where its rows come from, and who may see it. */
export interface Ledger {
  id: string
  label: string
  aliases: readonly string[]
  permission: Permission
  /** Answered in private only; its rows are in no group and in no stored message. */
  restricted: boolean
  /** Kept by the union of a branch that has one, wherever it is asked for. */
  home?: 'union'
  columns: readonly LedgerColumn[]
  source: { from: 'rows'; rows: RowSource } | { from: 'cases'; processes: readonly string[] }
}

/** A value of a row: text, date or person as text, a number, or nothing. */
export type LedgerValue = string | number | null

/** A row by the keys of its ledger's columns. */
export type LedgerRow = Readonly<Record<string, LedgerValue>>

/** Whose rows, and of which days: those whose own day lies in the period. */
export interface LedgerQuery {
  organisationId: string
  period: Pick<Period, 'start' | 'end'>
  /** IANA zone in which instants become days. */
  zone: string
}
