import { describe, expect, it } from 'vitest'
import type { PeriodReminderFacts } from '../../src/cards/duty-reminder-facts.ts'
import { periodReminderCard } from '../../src/cards/period-reminder-card.ts'
import { stepReminderCard } from '../../src/cards/step-reminder-card.ts'
import { meetingWording } from '../../src/domain/cadence/duty-wording.ts'

const facts = (given: Partial<PeriodReminderFacts> = {}): PeriodReminderFacts => ({
  branch: '机关第一党支部',
  label: '支部党员大会',
  rule: '一般每季度召开一次',
  period: '2026年第4季度',
  periodEnd: '2026-12-31',
  daysLeft: 30,
  workdaysLeft: 22,
  makeUpUntil: '2027-01-30',
  overdue: false,
  unrecorded: null,
  fulfilled: 'arranged',
  wording: meetingWording,
  registered: null,
  soon: false,
  provisional: false,
  today: '2026-12-01',
  duty: {
    organisation: '01989a7e-0000-7000-8000-000000000002',
    obligation: 'general_meeting',
    period: '2026-Q4',
  },
  escalateOn: null,
  escalated: false,
  lastHeld: '2026-09-18',
  ...given,
})

describe('the reminder of a period', () => {
  it.each([
    { why: 'information', given: {}, tone: 'info', text: '尚未安排' },
    { why: 'due soon', given: { soon: true, daysLeft: 7 }, tone: 'attention', text: '距期末还有7天' },
    {
      why: 'arranged and not recorded',
      given: { unrecorded: 'D2026-001' },
      tone: 'attention',
      text: '还没有召开记录',
    },
    {
      why: 'overdue',
      given: { overdue: true, today: '2027-01-04' },
      tone: 'danger',
      text: '可在1月30日（周六）前补开',
    },
  ])('$why', ({ given, tone, text }) => {
    const card = periodReminderCard(facts(given))
    expect(card.tone).toBe(tone)
    expect(JSON.stringify(card.blocks)).toContain(text)
  })

  it('says beforehand when the superior will be told, and afterwards that it was', () => {
    const overdue = { overdue: true, today: '2027-01-04' }
    const text = (more: object) => JSON.stringify(periodReminderCard(facts({ ...overdue, ...more })).blocks)
    expect(text({ escalateOn: '2027-01-08' })).toContain('将于1月8日（周五）列入报送上级党组织的情况汇总')
    expect(text({ escalated: true })).toContain('已列入报送上级党组织的情况汇总')
    expect(text({})).not.toContain('上级党组织的情况汇总')
  })

  it('says that a date is provisional', () => {
    const { note } = periodReminderCard(facts({ provisional: true }))
    expect(note).toContain('日期为暂定')
  })

  it('reads well', () => {
    expect(periodReminderCard(facts())).toMatchSnapshot()
  })
})

it('says by how much a step is late, and who is to do it', () => {
  const card = stepReminderCard({
    label: '形成会议记录',
    number: 'D2026-001',
    title: '党员大会（2026-12-25）',
    due: '2026-12-28',
    overdueDays: 3,
    who: '李四',
    provisional: false,
    today: '2026-12-31',
    case: '01989a7e-0000-7000-8000-000000000001',
    step: 'minutes',
    item: null,
  })
  expect(card.title).toBe('已逾期：形成会议记录')
  expect(JSON.stringify(card.blocks)).toContain('已逾期3天')
})
