import type { LedgerQuery, LedgerRow, RowSource } from '../ledgers/ledger.ts'
import type { OutputValue } from '../process/outputs.ts'

/** A case as ledgers read it: what people wrote on its forms, and what its finished steps put out. */
export interface CaseOutputs {
  number: string
  title: string
  /** The process's own name. */
  process: string
  /** Local date. */
  startedOn: string
  state: string
  fields: Readonly<Record<string, string>>
  outputs: Readonly<Record<string, OutputValue>>
}

/** Registers as rows. Dates are local; words are as stored. */
export interface LedgerRowStore {
  rows(source: RowSource, query: LedgerQuery): Promise<LedgerRow[]>
  /** Cases of these processes that were started in the period, the earliest first. */
  cases(processes: readonly string[], query: LedgerQuery): Promise<CaseOutputs[]>
}
