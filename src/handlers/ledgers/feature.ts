import type { Feature } from '../define/feature.ts'
import { clickLedgerPage, showLedger } from './show.ts'
import { pageOfLedger } from './view.ts'

/** Ledgers by period. */
export const ledgersFeature: Feature = {
  commands: [showLedger],
  actions: [clickLedgerPage],
  views: [pageOfLedger],
}
