import type { ReportState } from '../ports/reports.ts'

/** What reports refuse. */
export interface ReportRefusals {
  /** The text asks for a decision: `words` are those that do. */
  'report/asks': { words: string }
  'report/old-revision': { number: string; revision: number }
  'report/handled': { number: string; by: string; at: string; how: string }
  'report/own': { number: string }
  'report/comment-missing': { number: string }
  'report/not-returned': { number: string; state: ReportState }
  /** The superior signs for it on a card; nothing is to be registered. */
  'report/in-system': { number: string; superior: string }
  'report/in-future': { date: string }
}
