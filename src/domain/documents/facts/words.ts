import { partsOf } from '../../calendar/dates.ts'
import { localDate, localTime } from '../../calendar/local-time.ts'
import type { Approval } from '../../ports/index.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** `2026年12月22日`, as dates stand in documents. */
export function documentDate(date: string): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** Date, weekday and time of an instant, local. */
export function momentFacts(at: Date, zone: string): { date: string; weekday: string; time: string } {
  const date = localDate(at, zone)
  return {
    date: documentDate(date),
    weekday: weekdays[partsOf(date).weekday - 1] ?? '',
    time: localTime(at, zone),
  }
}

/** What a superior decided on a request, by its state. */
export const decisionWords: Readonly<Record<string, string>> = {
  submitted: '待批复',
  returned: '退回修改',
  agreed: '同意',
  agreed_in_principle: '原则同意',
  rejected: '不同意',
}

/** The day of a reply: that of the paper where there is one, else of the decision on the card; empty before it. */
export function decidedOn({ replyDate, decidedAt }: Approval, zone: string): string {
  const date = replyDate ?? (decidedAt && localDate(decidedAt, zone))
  return date ? documentDate(date) : ''
}
