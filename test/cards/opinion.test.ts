import { describe, expect, it } from 'vitest'
import { feishuLimits } from '../../src/bot/feishu/limits.ts'
import { planCard } from '../../src/bot/feishu/plan.ts'
import type { Card } from '../../src/cards/card.ts'
import {
  type CallFacts,
  collationCard,
  mostQuestions,
  opinionCallCard,
  opinionKeptCard,
  opinionSummaryCard,
} from '../../src/cards/opinion-cards.ts'
import { pagesOf } from '../../src/domain/opinions/raw-opinions.ts'
import type { OpinionCall } from '../../src/domain/ports/index.ts'

const facts = (change: Partial<OpinionCall> = {}, given: Partial<CallFacts> = {}): CallFacts => ({
  call: {
    id: '01936d6e-0000-7000-8000-000000000001',
    organisationId: 'branch',
    meetingId: null,
    step: null,
    number: 'Y2026-001',
    topic: '2027年工作计划',
    audience: 'members',
    naming: 'optional',
    questions: [],
    collatorId: 'li',
    deadline: new Date('2026-11-27T10:00:00Z'),
    state: 'open',
    summary: null,
    feedback: null,
    feedbackAt: null,
    reportId: null,
    openedBy: 'zhang',
    openedAt: new Date('2026-11-22T02:00:00Z'),
    ...change,
  },
  branch: '机关第一党支部',
  collator: '李四',
  meeting: null,
  figures: { named: 2, anonymous: 3, none: 1 },
  zone: 'Asia/Shanghai',
  ...given,
})
const collation = (change: Partial<OpinionCall> = {}) => ({
  ...facts(change),
  shown: [
    { name: '王五', content: '学习放在周三' },
    { name: null, content: '多组织参观' },
  ],
  withheld: false,
  page: 1,
  pages: 2,
})
const fits = (card: Card) => expect(planCard(card, feishuLimits)).toEqual(card)

describe('cards of a call for opinions', () => {
  it('ask, with a form', () => {
    expect(opinionCallCard(facts({ questions: ['学习怎么安排', '活动怎么安排'] }))).toMatchSnapshot()
  })

  it.each([
    ['named', '署名意见可以再次提交'],
    ['anonymous', '匿名意见不记录姓名和时间，提交后不能更改；不足3条时不向任何人显示内容'],
  ] as const)('say beforehand what becomes of a %s opinion', (naming, words) => {
    const card = JSON.stringify(opinionCallCard(facts({ naming })))
    expect(card).toContain(words)
    expect(card).not.toContain('"kind":"check"')
  })

  it('hide the parts of one or two anonymous opinions', () => {
    const card = JSON.stringify(opinionCallCard(facts({}, { figures: { named: 2, anonymous: 2, none: 1 } })))
    expect(card).toContain('已收到5条。')
    expect(card).not.toContain('匿名2')
  })

  it.each(['closed', 'collated'] as const)('take nothing more when %s', (state) => {
    const card = opinionCallCard(facts({ state, summary: '只给班子成员看的汇总' }))
    expect(card.blocks.some((block) => block.type === 'form')).toBe(false)
    expect(JSON.stringify(card)).not.toContain('只给班子成员看的汇总')
  })

  it('give the collator what was said, with the form for the summary', () => {
    expect(collationCard(collation({ state: 'closed' }))).toMatchSnapshot()
  })

  it('give the collator no raw opinion any more once it is collated', () => {
    const card = JSON.stringify(collationCard(collation({ state: 'collated', summary: '一条建议' })))
    expect(card).toContain('一条建议')
    expect(card).not.toContain('学习放在周三')
  })

  it('give the committee the summary', () => {
    expect(opinionSummaryCard(facts({ state: 'collated', summary: '一条建议' }))).toMatchSnapshot()
  })

  it('never repeat an opinion that came by message', () => {
    const card = opinionKeptCard({ number: 'Y2026-001', text: '已收下', inGroup: true })
    expect(card.note).toContain('私聊')
  })

  it('fit the platform at their largest', () => {
    const questions = Array.from({ length: mostQuestions }, () => '问'.repeat(100))
    fits(opinionCallCard(facts({ questions, topic: '题'.repeat(60) })))
    for (const content of ['字'.repeat(1000), '短'])
      for (const shown of pagesOf(Array.from({ length: 300 }, () => ({ name: '王五', content }))))
        fits(collationCard({ ...collation({ questions }), shown, pages: 60 }))
  })
})
