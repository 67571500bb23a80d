import { describe, expect, it } from 'vitest'
import { feishuLimits } from '../../src/bot/feishu/limits.ts'
import { planCard } from '../../src/bot/feishu/plan.ts'
import {
  decisionCard,
  decisionNewsCard,
  outcomeWords,
  type RequestCardFacts,
  requestCard,
  requestListCard,
  returnedCard,
} from '../../src/cards/approval-cards.ts'
import type { Card } from '../../src/cards/card.ts'
import type { Approval } from '../../src/domain/ports/index.ts'

const facts = (change: Partial<Approval> = {}): RequestCardFacts => ({
  approval: {
    id: '01936d6e-0000-7000-8000-000000000001',
    organisationId: 'branch',
    superiorId: '01936d6e-0000-7000-8000-000000000002',
    addressee: '局党委',
    number: 'Q2026-001',
    matter: '召开2026年度民主生活会',
    body: '拟召开2026年度民主生活会。\n妥否，请批示。',
    state: 'submitted',
    revision: 1,
    appliedBy: 'zhang',
    appliedAt: new Date('2026-11-22T02:00:00Z'),
    authors: ['zhang'],
    decidedBy: null,
    decidedAt: null,
    comment: null,
    replyNumber: null,
    replyDate: null,
    replyScan: null,
    meetingId: null,
    caseId: null,
    step: null,
    ...change,
  },
  branch: '机关第一党支部',
  applicant: '张伟',
  decider: change.decidedBy ? '郑书记' : '',
  meeting: null,
  tasks: [],
  files: { subject: 'request', ref: '01936d6e-0000-7000-8000-000000000001', files: [] },
  zone: 'Asia/Shanghai',
})
const decided = { decidedBy: 'zheng', decidedAt: new Date('2026-11-23T01:30:00Z') }
const forms = (card: Card) => card.blocks.filter((block) => block.type === 'form').length

describe('cards of a request', () => {
  it('put it to the superior', () => expect(decisionCard(facts(), 1)).toMatchSnapshot())

  it.each([
    ['agreed', null, '郑书记于2026年11月23日（周一）09:30同意。'],
    ['returned', '补充时间', '郑书记于2026年11月23日（周一）09:30退回修改。意见：补充时间'],
    ['rejected', '不符', '郑书记于2026年11月23日（周一）09:30驳回。意见：不符'],
  ] as const)('show the final state: %s', (state, comment, words) => {
    const card = decisionCard(facts({ ...decided, state, comment }), 1)
    expect(forms(card)).toBe(0)
    expect(JSON.stringify(card)).toContain(words)
    expect(JSON.stringify(decisionNewsCard(facts({ ...decided, state, comment })))).toContain(words)
  })

  it('stand for nothing once another revision is there', () => {
    const card = decisionCard(facts({ ...decided, revision: 2, comment: '补充时间' }), 1)
    expect(forms(card)).toBe(0)
    expect(JSON.stringify(card)).toContain('第1稿已退回修改，现为第2稿')
  })

  it('show the branch where it went', () => {
    expect(requestCard(facts())).toMatchSnapshot()
    expect(requestCard(facts({ superiorId: null })).note).toContain('/批复 登记 Q2026-001')
  })

  it('show a reply on paper with its number and date', () => {
    const paper = { ...decided, state: 'agreed' as const, replyNumber: '局党〔2026〕45号' }
    expect(outcomeWords(facts({ ...paper, replyDate: '2026-11-20' }))).toBe(
      '局党委于2026年11月20日（周五）批复（文号：局党〔2026〕45号）：同意。',
    )
    expect(outcomeWords(facts(paper))).toBe('局党委批复（文号：局党〔2026〕45号）：同意。')
  })

  it('offer the text again after a return, until it was submitted', () => {
    const returned = { ...decided, state: 'returned' as const, comment: '补充时间' }
    expect(returnedCard(facts(returned), 1)).toMatchSnapshot()
    expect(forms(returnedCard(facts({ ...decided, revision: 2 }), 1))).toBe(0)
  })

  it('list them', () => {
    const other = { label: '主送', of: ({ addressee }: Approval) => addressee }
    const list = { title: '机关第一党支部的请示', other, zone: 'Asia/Shanghai' }
    expect(requestListCard({ ...list, approvals: [facts().approval] })).toMatchSnapshot()
    expect(JSON.stringify(requestListCard({ ...list, approvals: [] }))).toContain('/请示 新建')
  })

  it('fit the platform at their largest', () => {
    const most = facts({
      body: '字'.repeat(1000),
      matter: '事'.repeat(60),
      comment: '意'.repeat(500),
      revision: 2,
    })
    for (const card of [decisionCard(most, 2), requestCard(most), returnedCard({ ...most }, 2)])
      expect(planCard(card, feishuLimits)).toEqual(card)
  })
})
