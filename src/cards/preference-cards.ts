import { z } from 'zod'
import { cardAction, typedText } from './actions.ts'
import type { Card } from './card.ts'
import { dateWords } from './wording.ts'

export const preferenceSave = cardAction(
  'reminder.save',
  z.object({}),
  z.object({ time: typedText(20).optional(), quiet: typedText(40).optional() }),
)
export const reminderPause = cardAction('reminder.pause', z.object({ days: z.int().min(1).max(30) }))
export const reminderResume = cardAction('reminder.resume', z.object({}))

/** How a person is reminded, with what may be changed. Local times and days. */
export function preferenceCard(facts: {
  name: string
  sendAt: string | null
  quiet: string | null
  pausedUntil: string | null
  today: string
}): Card {
  const paused = facts.pausedUntil !== null && facts.pausedUntil > facts.today
  return {
    title: '我的提醒',
    tone: paused ? 'attention' : 'info',
    subtitle: facts.name,
    blocks: [
      {
        type: 'facts',
        items: [
          { label: '提醒时间', value: `工作日${facts.sendAt ?? '09:00'}${facts.sendAt ? '' : '（默认）'}` },
          { label: '免打扰', value: facts.quiet ?? '未设置' },
          {
            label: '暂停',
            value:
              paused && facts.pausedUntil
                ? `已暂停，${dateWords(facts.pausedUntil, facts.today)}起恢复`
                : '未暂停',
          },
        ],
      },
      {
        type: 'text',
        size: 'small',
        text: '暂停和免打扰期间到期的提醒不会丢失，恢复后合并为一张卡片发送，已办结的不再发送。当天会议的提醒不受暂停和免打扰影响。',
      },
      {
        type: 'form',
        id: 'preference',
        fields: {
          time: {
            kind: 'line',
            label: '提醒时间',
            maxLength: 20,
            placeholder: '09:00至18:00之间',
            value: facts.sendAt ?? '09:00',
          },
          quiet: {
            kind: 'line',
            label: '免打扰',
            maxLength: 40,
            placeholder: '例如 12:00-14:00，不需要写“无”',
            value: facts.quiet ?? '无',
          },
        },
        buttons: [{ text: '保存', style: 'primary', action: preferenceSave({}) }],
      },
      {
        type: 'buttons',
        items: paused
          ? [{ text: '恢复提醒', action: reminderResume({}), style: 'primary' }]
          : [
              { text: '暂停1天', action: reminderPause({ days: 1 }) },
              { text: '暂停3天', action: reminderPause({ days: 3 }) },
              { text: '暂停7天', action: reminderPause({ days: 7 }) },
            ],
      },
    ],
    note: '也可以直接写：/提醒 暂停 3天、/提醒 时间=10:30 免打扰=12:00-14:00',
    summary: `我的提醒：工作日${facts.sendAt ?? '09:00'}${paused ? '，已暂停' : ''}`,
  }
}
