import type { Report, ReportState } from '../ports/reports.ts'

/** The states of a report in the words of cards. */
export const reportStateWords = {
  sent: '待签收',
  received: '已签收',
  returned: '退回修改',
  drafted: '待报送',
  delivered: '已报送',
} as const satisfies Record<ReportState, string>

/** Why an act on a report is refused. */
export type ReportFault =
  | 'old-revision'
  | 'handled'
  | 'own'
  | 'comment-missing'
  | 'not-returned'
  | 'in-system'

/** A click of the superior: 签收 or 退回修改, on the card of one revision. */
export interface ReceiptAttempt {
  to: Extract<ReportState, 'received' | 'returned'>
  revision: number
  by: string
  comment: string | null
}

/** Why a receipt or return is refused; null = it stands. Once a revision; never by one who submitted it. */
export function faultOfReceipt(report: Report, attempt: ReceiptAttempt): ReportFault | null {
  if (attempt.revision !== report.revision) return 'old-revision'
  if (report.state !== 'sent') return 'handled'
  if (report.authors.includes(attempt.by)) return 'own'
  return attempt.to === 'returned' && attempt.comment === null ? 'comment-missing' : null
}

/** Why a report cannot be submitted again; null = it can. */
export function faultOfReportResubmission(report: Report, revision: number): ReportFault | null {
  if (revision !== report.revision) return 'old-revision'
  return report.state === 'returned' ? null : 'not-returned'
}

/** Whether the superior has it. */
export const hasArrived = ({ state }: Pick<Report, 'state'>): boolean =>
  state === 'received' || state === 'delivered'
