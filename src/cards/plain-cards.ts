import type { Button, Card, Tone } from './card.ts'

/** A card that says one thing. */
export const noteCard = (title: string, text: string, tone: Tone = 'info', buttons: Button[] = []): Card => ({
  title,
  tone,
  blocks: [
    { type: 'text', text },
    ...(buttons.length > 0 ? [{ type: 'buttons' as const, items: buttons }] : []),
  ],
  summary: `${title}：${text}`.slice(0, 100),
})

/** A refusal: why, and what to do. */
export const refusalCard = (text: string): Card => noteCard('未能办理', text, 'attention')

/** A fault of ours: the number leads to the log line, nothing else is told. */
export const faultCard = (reference: string): Card =>
  noteCard(
    '处理出错',
    `处理时出现错误，操作没有生效。请稍后再试；如仍不行，请把编号告诉管理员：${reference}`,
    'danger',
  )
