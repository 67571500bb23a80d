import { describe, expect, it } from 'vitest'
import type { Card, Tone } from '../../src/cards/card.ts'
import { digestCard } from '../../src/cards/digest-card.ts'
import { stepReminderCard } from '../../src/cards/step-reminder-card.ts'

const aPart = (tone: Tone, more: Partial<Card> = {}): Card => ({
  title: tone,
  tone,
  blocks: [{ type: 'text', text: `about ${tone}` }],
  summary: tone,
  ...more,
})

const step = (label: string, overdueDays: number) =>
  stepReminderCard({
    label,
    number: 'D2026-001',
    title: '党员大会（2026-12-25）',
    due: '2026-12-28',
    overdueDays,
    who: '李四',
    provisional: false,
    today: '2026-12-31',
    case: '01989a7e-0000-7000-8000-000000000001',
    step: 'minutes',
    item: null,
  })

describe('several reminders as one card', () => {
  it('reads well', () => {
    const late = aPart('info', {
      title: '支部委员会会议提醒',
      note: '查看进度：/进度 本季度（此提醒因故晚发）',
    })
    expect(digestCard([step('形成会议记录', 3), step('公布决议', 0), late])).toMatchSnapshot()
  })

  it.each<{ parts: Tone[]; tone: Tone }>([
    { parts: ['info', 'danger', 'attention'], tone: 'danger' },
    { parts: ['info', 'attention', 'info'], tone: 'attention' },
    { parts: ['info', 'success'], tone: 'info' },
    { parts: ['neutral', 'success'], tone: 'info' },
  ])('of $parts is as urgent as the most urgent: $tone', ({ parts, tone }) => {
    expect(digestCard(parts.map((part) => aPart(part))).tone).toBe(tone)
  })

  it('divides its parts and names them all in its summary', () => {
    const card = digestCard([aPart('info'), aPart('danger', { subtitle: '机关第一党支部' })])
    expect(card.blocks.map((block) => ('text' in block ? block.text : block.type))).toEqual([
      'info',
      'about info',
      'divider',
      'danger',
      '机关第一党支部',
      'about danger',
    ])
    expect(card.summary).toBe('info、danger')
  })
})
