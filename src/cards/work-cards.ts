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

/** Work that is due, or overdue (DOMAIN §5.2 card 8). */
export const workReminderCard = (facts: WorkFacts): Card => ({
  title: shortened(facts.overdueDays > 0 ? `已逾期：${facts.label}` : `待办：${facts.label}`, 20),
  tone: facts.overdueDays > 0 ? 'danger' : 'attention',
  subtitle: facts.number,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '事项', value: facts.label },
        { label: '来源', value: `${facts.origin}（${facts.number}）` },
        {
          label: '期限',
          value: `${dateWords(facts.due, facts.today)}${facts.overdueDays > 0 ? `，已逾期${facts.overdueDays}天` : ''}`,
        },
      ],
    },
  ],
  ...markedNote(`办理：${facts.command}`, facts.provisional),
  summary: `${facts.label}期限${dateWords(facts.due, facts.today)}`,
})
