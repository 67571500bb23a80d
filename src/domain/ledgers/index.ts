import { duesLedger, hardshipLedger, rewardAndPenaltyLedger, rewardLedger } from './cases.ts'
import type { Ledger } from './ledger.ts'
import { meetingLedger } from './meetings.ts'
import { upwardLedger } from './upward.ts'
import { noticeLedger, opinionLedger, rectificationLedger, suggestionLedger } from './work.ts'

export type { Ledger, LedgerColumn, LedgerRow } from './ledger.ts'

/** Every ledger, in the order in which they are offered. A new one is data and one line. */
export const ledgers: readonly Ledger[] = [
  meetingLedger,
  rectificationLedger,
  suggestionLedger,
  hardshipLedger,
  duesLedger,
  rewardLedger,
  rewardAndPenaltyLedger,
  upwardLedger,
  opinionLedger,
  noticeLedger,
]

/** The ledger with an id; undefined when there is none. */
export const ledgerWithId = (id: string): Ledger | undefined => ledgers.find((one) => one.id === id)
