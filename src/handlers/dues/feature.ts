import type { Feature } from '../define/feature.ts'
import { allDues, closeDues, ownDues, recordDues, recordExpense } from './commands.ts'
import { duesOfPeriod } from './views.ts'

/** Union dues and expenses of a period. */
export const duesFeature: Feature = {
  commands: [recordDues, recordExpense, ownDues, allDues, closeDues],
  views: [duesOfPeriod],
}
