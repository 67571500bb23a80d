import type { Card } from './card.ts'
import { markedDate, markedNote } from './provisional-mark.ts'
import { dateWords } from './wording.ts'

/** What a person will be reminded of; rows in order of time. */
export const previewCard = (facts: {
  name: string
  days: number
  rows: { day: string; time: string; what: string; where: string; provisional: boolean }[]
  today: string
}): Card => ({
  title: '提醒预告',
  tone: 'info',
  subtitle: `${facts.name}　今后${facts.days}天`,
  blocks:
    facts.rows.length === 0
      ? [{ type: 'text', text: '按现在的情况，今后一个月没有要发给您的提醒。' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'at', label: '时间' },
              { key: 'what', label: '事项' },
              { key: 'where', label: '组织' },
            ],
            rows: facts.rows.map(({ day, time, what, where, provisional }) => ({
              at: markedDate(`${dateWords(day, facts.today)}${time}`, provisional),
              what,
              where,
            })),
            pageSize: 10,
          },
        ],
  ...markedNote(
    '按现在的情况推算；事项办结或会议安排以后，相应的提醒不再发送。同一天的提醒合并为一张卡片。',
    facts.rows.some(({ provisional }) => provisional),
  ),
  summary: `今后${facts.days}天将收到${facts.rows.length}项提醒`,
})
