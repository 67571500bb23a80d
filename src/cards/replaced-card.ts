import type { Card } from './card.ts'

/** What is left of a card of reminders when a newer one of the same day has taken its place. `at`: local time of that one, `14:00`. */
export const replacedCard = (at: string): Card => ({
  title: '今日提醒已更新',
  tone: 'neutral',
  blocks: [{ type: 'text', text: `仍待办理的事项，请见${at}的提醒卡片。`, size: 'small' }],
  summary: `今日提醒已于${at}更新`,
})
