import { type Period, parsePeriod } from '../domain/calendar/periods.ts'
import type { Block, Card } from './card.ts'
import type { PeriodReminderFacts } from './duty-reminder-facts.ts'
import { fulfilButtons } from './duty-reminder-facts.ts'
import { overdueCard, unrecordedCard } from './late-duty-cards.ts'
import { markedNote } from './provisional-mark.ts'
import { reminderProgress, reminderSnooze } from './reminder-actions.ts'
import { dateWords, shortened } from './wording.ts'

const text = (words: string): Block => ({ type: 'text', text: words })

/** Tells the owner what the period still needs. */
export function periodReminderCard(facts: PeriodReminderFacts): Card {
  const card = facts.overdue ? overdueCard(facts) : facts.unrecorded ? unrecordedCard(facts) : openCard(facts)
  return { ...card, subtitle: facts.branch, ...markedNote(card.note, facts.provisional) }
}

const progressOf: Record<Period['kind'], string> = {
  month: '查看本月进度',
  quarter: '查看本季度进度',
  year: '查看本年进度',
}

function openCard(facts: PeriodReminderFacts): Card {
  const { branch, period, label, duty, soon, wording, registered } = facts
  const end = dateWords(facts.periodEnd, facts.today)
  return {
    title: shortened(soon ? `${label}即将到期` : `${label}提醒`, 20),
    tone: soon ? 'attention' : 'info',
    blocks: [
      text(
        soon
          ? `距期末还有${facts.daysLeft}天，${branch}${wording.notBegun}${label}。`
          : `${branch}${period}${label}${wording.notBegun}。`,
      ),
      {
        type: 'facts',
        items: [
          { label: '制度要求', value: facts.rule },
          {
            label: '本期截止',
            value: `${end}（剩余${facts.daysLeft}天，其中工作日${facts.workdaysLeft}天）`,
          },
          ...(registered ? [{ label: '已登记', value: `${registered.done}人，应${registered.due}人` }] : []),
          ...(facts.lastHeld ? [{ label: '上次召开', value: dateWords(facts.lastHeld, facts.today) }] : []),
        ],
      },
      {
        type: 'buttons',
        items: [
          ...fulfilButtons(facts, { arrange: '安排会议', backfill: '已召开，补录' }),
          {
            text: progressOf[parsePeriod(duty.period)?.kind ?? 'quarter'],
            action: reminderProgress({ organisation: duty.organisation }),
          },
          { text: '稍后提醒', action: reminderSnooze(duty) },
        ],
      },
    ],
    summary: `${period}${label}${wording.notBegun}，截止${end}`,
  }
}
