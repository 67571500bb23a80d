import type { Block, Card } from './card.ts'
import { type DutyValue, reminderSnoozeFor, snoozeLengths } from './reminder-actions.ts'
import { shortened } from './wording.ts'

const text = (words: string): Block => ({ type: 'text', text: words })

/** Asks for how long a matter is put off. */
export const snoozeCard = (facts: { label: string; branch: string; duty: DutyValue }): Card => ({
  title: shortened(`稍后提醒：${facts.label}`, 20),
  tone: 'info',
  subtitle: facts.branch,
  blocks: [
    text('在这一天之前，本事项不再提醒您；其他人的提醒不变。'),
    {
      type: 'buttons',
      items: snoozeLengths.map((length) => ({
        text: snoozeWords[length],
        action: reminderSnoozeFor({ ...facts.duty, length }),
      })),
    },
  ],
  summary: `稍后提醒：${facts.label}`,
})

const snoozeWords = { tomorrow: '明天', three_days: '3天后', next_monday: '下周一' } as const
