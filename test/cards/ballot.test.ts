import { describe, expect, it } from 'vitest'
import { ballotResultCard } from '../../src/cards/ballot-result-card.ts'
import { votersCard } from '../../src/cards/ballot-voter-cards.ts'
import type { BallotFacts } from '../../src/cards/ballot-words.ts'
import type { Block, Card } from '../../src/cards/card.ts'
import { openBallotCard } from '../../src/cards/open-ballot-card.ts'
import { verdictOf } from '../../src/domain/voting/count-ballot.ts'
import type { Choice } from '../../src/domain/voting/index.ts'
import { plainBallot } from '../../src/domain/voting/plain-ballot.ts'
import { ruleOf } from '../domain/voting/rules.ts'

const id = '01936d6e-0000-7000-8000-000000000001'
const of = <T extends Block['type']>(card: Card, type: T) =>
  card.blocks.filter((block): block is Extract<Block, { type: T }> => block.type === type)
const texts = (card: Card): string[] => of(card, 'text').map((block) => block.text)
const figures = (card: Card) => of(card, 'facts').flatMap((block) => block.items)

interface Given {
  formal: number
  present: number
  yes: number
  no?: number
  abstain?: number
  important?: boolean
  chairDecision?: BallotFacts['ballot']['chairDecision']
  signInBegun?: boolean
}

function facts({ formal, present, yes, no = 0, abstain = 0, ...rest }: Given): BallotFacts {
  const roster = {
    formal,
    probationary: 0,
    discipline_probation: 0,
    rights_suspended: 0,
    excluded_approved: 0,
    recused: 0,
  }
  return {
    ballot: {
      id,
      organisationId: id,
      meetingId: id,
      number: 'B2026-001',
      matter: '通过2027年工作计划',
      rule: ruleOf('branch_general_resolution'),
      ...plainBallot,
      important: rest.important ?? false,
      roster,
      status: 'open',
      openedBy: id,
      openedAt: new Date('2026-12-25T07:00:00Z'),
      closesAt: new Date('2026-12-25T07:30:00Z'),
      closedBy: id,
      closedAt: new Date('2026-12-25T07:20:00Z'),
      present,
      verdict: null,
      chairDecision: rest.chairDecision ?? null,
    },
    meetingNumber: 'D2026-001',
    present,
    signInBegun: rest.signInBegun ?? true,
    took: yes + no + abstain,
    voters: formal,
    receipts: null,
    figures: { votes: { yes, no, abstain, invalid: 0, blank: 0 }, candidates: [], write_ins: [] },
    heard: 0,
    counter: null,
    scrutineer: null,
    sheetWaits: false,
    resolution: null,
    resolutionAbout: null,
    notes: [],
    papers: [],
    followUps: [],
    closedBy: '张伟',
    zone: 'Asia/Shanghai',
  }
}

/** The result card of these votes, by the rule. */
function result(given: Given): Card {
  const shown = facts(given)
  const cast = (['yes', 'no', 'abstain'] satisfies Choice[]).flatMap((choice) =>
    Array.from({ length: shown.figures.votes[choice] }, (_, i) => ({ memberId: `${choice}${i}`, choice })),
  )
  const verdict = verdictOf(shown.ballot, cast, given.present, shown.ballot.chairDecision)
  const ballot = { ...shown.ballot, verdict }
  return ballotResultCard({ ...shown, ballot }, verdict)
}

describe('the ballot card', () => {
  it('says what is needed, who is there, and offers the three choices', () => {
    const card = openBallotCard(facts({ formal: 24, present: 13, yes: 5, no: 1 }))
    expect(card.title).toBe('表决：通过2027年工作计划')
    expect(texts(card)).toContain('应到会有表决权党员24人，实到13人，符合表决要求（不少于12人）。')
    expect(texts(card)).toContain('通过条件：赞成人数超过应到会有表决权党员的半数，即不少于13人。')
    expect(of(card, 'buttons')[0]?.items.map((one) => [one.text, one.action])).toEqual([
      ['赞成', { k: 'ballot.vote', ballot: id, choice: 'yes' }],
      ['反对', { k: 'ballot.vote', ballot: id, choice: 'no' }],
      ['弃权', { k: 'ballot.vote', ballot: id, choice: 'abstain' }],
    ])
    expect(of(card, 'progress')).toEqual([{ type: 'progress', label: '已表决6/13人', value: 6, max: 13 }])
    expect(figures(card)).toContainEqual({ label: '截止时间', value: '2026年12月25日（周五）15:30' })
  })

  it('counts against the roll where nobody has signed in, and shows no choice of anybody', () => {
    const card = openBallotCard(facts({ formal: 6, present: 2, yes: 2, signInBegun: false }))
    expect(of(card, 'progress')[0]?.label).toBe('已表决2/6人')
    expect(texts(card).join()).toContain('尚未签到，投票即视为到会')
    expect(JSON.stringify(card)).not.toContain('张伟')
  })

  it('cuts a long matter in the title and shows it whole below', () => {
    const long = facts({ formal: 6, present: 2, yes: 2 })
    const matter = '关于'.repeat(40)
    const card = openBallotCard({ ...long, ballot: { ...long.ballot, matter } })
    expect([...card.title]).toHaveLength(20)
    expect(texts(card)).toContain(matter)
  })
})

describe('the result card', () => {
  it('shows figures, arithmetic, provision and verdict, without buttons', () => {
    const card = result({ formal: 24, present: 18, yes: 13, no: 3, abstain: 1 })
    expect(figures(card).slice(0, 6)).toEqual([
      { label: '应到', value: '24人' },
      { label: '实到', value: '18人' },
      { label: '赞成', value: '13人' },
      { label: '反对', value: '3人' },
      { label: '弃权', value: '1人' },
      { label: '未表决', value: '1人' },
    ])
    expect(texts(card)).toContain('结果：通过')
    expect(texts(card)).toContain(
      '应到会有表决权党员24人，实到18人≥12人，可以表决；赞成13人＞24人的半数（至少13人），通过',
    )
    expect(texts(card).join()).toContain('支部工作条例（试行）第十一条')
    expect(of(card, 'chart')[0]?.points.map((point) => point.value)).toEqual([13, 3, 1, 1])
    expect(of(card, 'buttons')).toEqual([])
    expect(card.tone).toBe('success')
  })

  it('says 未通过 at exactly half', () => {
    const card = result({ formal: 24, present: 24, yes: 12, no: 12 })
    expect(texts(card)).toContain('结果：未通过')
  })

  it('says how many were missing for the quorum', () => {
    const card = result({ formal: 24, present: 11, yes: 11 })
    expect(texts(card)).toContain('结果：不足法定人数')
    expect(texts(card)).toContain('实到11人，少于12人，不能表决，本事项须另行表决。')
  })

  it('asks the chair after a near tie on an important matter, and shows what was chosen', () => {
    const near = { formal: 24, present: 24, yes: 13, no: 11, important: true }
    const asking = result(near)
    expect(of(asking, 'form')[0]?.buttons.map((one) => one.text)).toEqual([
      '按多数意见执行（紧急）',
      '暂缓，下次再表决',
      '报告上级，请求裁决',
    ])
    expect(texts(asking)).toContain('按票数为：通过，待主持人选择。')
    const deferred = result({ ...near, chairDecision: 'defer' })
    expect(of(deferred, 'form')).toEqual([])
    expect(texts(deferred)).toContain('结果：暂缓作出决定，下次再表决')
    expect(texts(result({ ...near, important: false }))).toContain('结果：通过')
  })
})

it('lists who chose what for the recorder', () => {
  const card = votersCard(facts({ formal: 2, present: 1, yes: 1 }).ballot, [
    { name: '张伟', choice: '赞成', reason: '方案可行' },
    { name: '李四', choice: '未表决', reason: null },
  ])
  expect(of(card, 'fold')).toEqual([{ type: 'fold', title: '张伟的理由', text: '方案可行' }])
  expect(of(card, 'table')[0]?.rows).toEqual([
    { name: '张伟', choice: '赞成' },
    { name: '李四', choice: '未表决' },
  ])
})
