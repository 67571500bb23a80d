import type { Card } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, shortened } from './wording.ts'

/** What a reminder of a piece of work says. Dates are local. */
export interface WorkFacts {
  label: string
  number: string
  origin: string
  due: string
  overdueDays: number
  /** What to send to get on with it. */
  command: string
  /** Whether the days off of the due date's year are not announced yet. */
  provisional: boolean
  today: string
}

/** `形成会议记录将于12月28日（周一）到期，来源：党员大会（D2026-001）。` (DOMAIN §5.2 card 8). */
export const dueWords = ({
  label,
  due,
  overdueDays,
  title,
  number,
  today,
}: {
  label: string
  due: string
  overdueDays: number
  title: string
  number: string
  today: string
}): string =>
  `${label}${overdueDays > 0 ? '已' : '将'}于${dateWords(due, today)}到期${overdueDays > 0 ? `，已逾期${overdueDays}天` : ''}，来源：${title}（${number}）。`

/** Work that is due, or overdue (DOMAIN §5.2 card 8). */
export const workReminderCard = (facts: WorkFacts): Card => ({
  title: shortened(facts.overdueDays > 0 ? `已逾期：${facts.label}` : `待办：${facts.label}`, 20),
  tone: facts.overdueDays > 0 ? 'danger' : 'attention',
  subtitle: facts.number,
  blocks: [{ type: 'text', text: dueWords({ ...facts, title: facts.origin }) }],
  ...markedNote(`办理：${facts.command}`, facts.provisional),
  summary: `${facts.label}期限${dateWords(facts.due, facts.today)}`,
})
