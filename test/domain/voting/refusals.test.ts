import { describe, expect, it } from 'vitest'
import { evaluateVotingCase } from '../../../src/domain/voting/voting-case.ts'
import { rules, shelf } from './rules.ts'

const answer = (line: unknown) =>
  evaluateVotingCase(JSON.stringify(line), shelf) as unknown as Record<string, unknown> & {
    error?: { code: string; message: string }
  }
const general = 'branch_general_resolution'
const room = { roster: { formal: 23 }, present: 12, votes: { yes: 12 } }
const faults = (more: Record<string, unknown>, rule = general) =>
  answer({ rule, input: { ...room, ...more } }).error?.message

describe('a case that cannot be counted', () => {
  it.each([
    ['nobody says who was there', { present: undefined }, '实到人数（present）：缺少'],
    ['null', { present: null }, '实到人数（present）：须为整数'],
    ['a number in quotes', { present: '12' }, '实到人数（present）：须为整数'],
    ['a fraction', { votes: { yes: 11.5 } }, '票数的赞成（votes.yes）：须为整数'],
    ['a negative', { votes: { yes: 1, no: -1 } }, '票数的反对（votes.no）：不能小于0'],
    ['more people than there are', { present: 1e30 }, '实到人数（present）：不能大于1000000000'],
    ['no roster', { roster: undefined }, '须写明正式党员人数（formal）；党组织以外的写全体人数（total）'],
    ['an empty roster', { roster: {} }, '须写明正式党员人数（formal）'],
    ['a roster of only a bad recusal', { roster: { recused: 'x' } }, '须写明正式党员人数（formal）'],
    ['a bad number in a roster', { roster: { formal: 'x' } }, '名册（roster）：正式党员（formal）：须为整数'],
    [
      'a way of voting that nobody knows',
      { method: 'telepathy' },
      '表决方式（method）：不认识，可以是：open、',
    ],
    ['an answer of the chair that is none', { chair_decision: 'perhaps' }, 'confirm、defer、escalate'],
    ['a slip in a key', { importnt: true }, 'importnt：不认识，是不是“important”？'],
    [
      'a slip in a roster',
      { roster: { formal: 23, recussed: 1 } },
      'roster.recussed：不认识，是不是“recused”？',
    ],
    ['two letters swapped', { wirtten: { yes: 1 } }, '是不是“written”？'],
  ])('%s', (_title, more, sentence) => {
    expect(faults(more)).toContain(sentence)
  })

  it('that is no object at all', () => {
    expect(answer([1]).error?.message).toBe('整行：须为 {…}')
  })

  it('is told all its faults at once', () => {
    expect(faults({ present: -1, votes: { yes: 'x' }, important: 1 })?.split('；')).toEqual([
      '实到人数（present）：不能小于0',
      '票数的赞成（votes.yes）：须为整数',
      '重要事项（important）：须为 true 或 false',
    ])
  })

  it('names people who stand twice', () => {
    const twice = { name: '王五', yes: 1 }
    const election = { seats: 1, candidates: [twice, { name: '赵六', yes: 0 }], write_ins: [twice] }
    expect(faults(election, 'branch_election')).toContain('“王五”出现两次，同名的请加以区分')
    const members = [
      { name: '王五', ratings: { 优秀: 1 } },
      { name: '王五', ratings: { 合格: 1 } },
    ]
    expect(faults({ members }, 'member_evaluation')).toContain('“王五”出现两次')
    const casting = { eligible_voters: ['u1', 'u2', 'u1'], events: [] }
    expect(answer({ rule: general, input: casting }).error?.message).toBe('表决名册中有重复的人：u1')
  })

  it('passes over what is only a remark of whoever keeps the case', () => {
    const remarks = { nonvoters_present: 3, excluded_unapproved: 2, title: 'x', roster_after_open: ['u1'] }
    expect(answer({ rule: general, input: { ...room, ...remarks } })).toMatchObject({ outcome: 'passed' })
  })
})

describe('contradictory figures', () => {
  const ballot = (ballots: object, votes: object = { yes: 12 }) =>
    answer({ rule: general, input: { ...room, method: 'secret', votes, ballots } })
  it.each([
    ['more returned than issued', { issued: 10, returned: 11 }, 'void', 'ballots_exceed_issued'],
    ['more returned than voters', { issued: 20, returned: 13 }, 'void', 'ballots_exceed_issued'],
    [
      'more invalid than returned',
      { issued: 12, returned: 3, invalid: 4 },
      'invalid_input',
      'votes_exceed_returned',
    ],
    ['more votes than returned', { issued: 12, returned: 11 }, 'invalid_input', 'votes_exceed_returned'],
  ])('%s', (_title, ballots, outcome, code) => {
    expect(ballot(ballots)).toMatchObject({ outcome, code, counted_yes: null })
  })

  it('of papers of which none came back are no fault', () => {
    expect(ballot({ issued: 12, returned: 0 }, { yes: 0 })).toMatchObject({ outcome: 'rejected' })
  })

  it('do not say that the vote may be held', () => {
    const over = answer({ rule: general, input: { ...room, roster: { formal: 10 } } })
    expect(over.arithmetic).toBe(
      '应到会有表决权党员10人，实到12人；实到人数多于应到会有表决权人数，票数不符，应重新计票',
    )
    const nobody = answer({ rule: general, input: { ...room, roster: { formal: 3, rights_suspended: 3 } } })
    expect(nobody).toMatchObject({ outcome: 'invalid_input', code: 'no_electorate', eligible: 0 })
    expect(nobody.arithmetic).not.toContain('可以表决')
  })

  it('of ratings and recommendations', () => {
    const rated = (more: object) =>
      answer({
        rule: 'member_evaluation',
        input: { present: 3, members: [{ name: 'A', ratings: { 优秀: 3 } }], ...more },
      })
    expect(rated({ roster: { total: 2 } })).toMatchObject({ code: 'present_exceeds_eligible' })
    expect(rated({ method: 'open' })).toMatchObject({ outcome: 'void', code: 'secrecy_required' })
    // Probationary members take part in the evaluation: a Party roster's base is smaller than the room.
    expect(rated({ roster: { formal: 2, probationary: 1 } })).toMatchObject({ outcome: 'recorded' })
    const recommended = (yes: number, present = 60) =>
      answer({
        rule: 'staff_recommendation',
        input: { roster: { total: 87 }, present, method: 'secret', candidates: [{ name: '甲', yes }] },
      })
    expect(recommended(61)).toMatchObject({ outcome: 'invalid_input', code: 'votes_exceed_present' })
    expect(recommended(40, 43)).toMatchObject({ outcome: 'no_quorum', ranking: [], recommended: [] })
  })

  it('says that an over-vote must have been counted', () => {
    const candidates = [20, 20, 20].map((yes, index) => ({ name: `C${index}`, yes }))
    const { arithmetic } = answer({
      rule: 'branch_election',
      input: { roster: { formal: 24 }, present: 20, method: 'secret', seats: 2, candidates },
    })
    expect(arithmetic).toContain('得票合计60票，多于应选2人×有效票20张')
  })
})

describe('a vote that was stopped', () => {
  it.each(['called_off', 'too_few_sealed'])('%s is void, whatever its figures say', (stopped) => {
    const input = { ...room, stopped }
    expect(answer({ rule: general, input })).toMatchObject({
      outcome: 'void',
      code: stopped,
      counted_yes: null,
    })
    expect(answer({ rule: general, input: { ...input, present: 3 } })).toMatchObject({ outcome: 'void' })
  })
})

describe('what was handed in and does not count is said', () => {
  const said = (rule: string, more: object) => {
    const input = {
      ...room,
      method: 'secret',
      roster: { formal: 24 },
      present: 13,
      votes: { yes: 11, no: 2 },
    }
    return String(answer({ rule, input: { ...input, ...more } }).arithmetic)
  }
  it.each([
    [general, { written: { yes: 3 } }, '书面意见3人只听取、不计票'],
    ['branch_committee_resolution', { written: { yes: 1, no: 1 } }, '不能书面投票，书面2人不计票'],
    ['branch_admit_member', { written_late: { yes: 2 } }, '会后提交的书面意见2人不计票'],
    [general, { proxy: { count: 1 } }, '委托投票1人不计票'],
    [general, { proxy: 2 }, '委托投票2人不计票'],
    [general, { proxy: { count: 1, by: '3' } }, '委托投票1人不计票'],
  ])('%s %o', (rule, more, sentence) => {
    expect(said(rule, more)).toContain(sentence)
  })
  it('and nothing where everything counted', () => {
    expect(said('branch_admit_member', { written: { yes: 2 } })).not.toContain('不计票')
  })
})

describe('several matters on one ballot', () => {
  it.each([
    { items: 2 },
    { candidates_in_ballot: 2 },
    { applicants: ['甲', '乙'] },
    { itemised: false },
    { combined: true },
  ])('%o', (more) => {
    const input = { ...room, method: 'secret', ...more }
    expect(answer({ rule: 'branch_admit_member', input })).toMatchObject({
      outcome: 'void',
      code: 'one_item_at_a_time',
    })
    expect(answer({ rule: general, input })).toMatchObject({ outcome: 'passed' })
  })
  it.each([
    { items: 1 },
    { itemised: true },
    { applicants: ['甲'] },
    { matter: '接收甲为预备党员' },
  ])('not %o', (more) => {
    const input = { ...room, method: 'secret', ...more }
    expect(answer({ rule: 'branch_admit_member', input })).toMatchObject({ outcome: 'passed' })
  })
})

describe('the version and the region of a rule', () => {
  const election = {
    roster: { formal: 30 },
    present: 24,
    method: 'secret',
    seats: 1,
    candidates: [
      { name: 'A', yes: 13 },
      { name: 'B', yes: 11 },
    ],
  }
  it('is the one in force on the day of the vote', () => {
    const on = (as_of: string) => answer({ rule: 'branch_election', as_of, input: election })
    expect(on('2020-07-12')).toMatchObject({ outcome: 'elected', pass_need: 13, rule_version: 2 })
    expect(on('2020-07-13')).toMatchObject({ outcome: 'partially_elected', pass_need: 16, rule_version: 1 })
    expect(on('1990-06-26').error).toEqual({
      code: 'rule_not_in_force',
      message: '1990-06-26没有施行中的“支部委员会委员选举”规则',
    })
    expect(on('yesterday').error?.code).toBe('bad_case')
  })

  const congress = { roster: { total: 60 }, present: 40, method: 'secret', votes: { yes: 30, no: 10 } }
  const inRegion = (line: object) => answer({ rule: 'staff_congress_resolution', input: congress, ...line })
  it.each([
    [{ region: 'shanghai' }, 'passed', 30, '上海市职工代表大会条例'],
    [{ region: '上海' }, 'passed', 30, '上海市职工代表大会条例'],
    [{ region: '浙江省' }, 'rejected', 31, '浙江省企业民主管理条例（2010）第十五条：职工代表大会应当有'],
    [{ region: 'henan' }, 'rejected', 31, '河南省企业职工民主权利保障条例'],
    [{}, 'rejected', 31, '企业民主管理规定'],
    [{ region: 'shanghai', as_of: '2012-02-13' }, 'passed', 30, '上海市'],
  ])('%o', (line, outcome, pass_need, cited) => {
    const verdict = inRegion(line)
    expect(verdict).toMatchObject({ outcome, pass_need })
    expect(verdict.article).toContain(cited)
  })
  it('is refused when nobody wrote it down, and changes no rule that it does not speak of', () => {
    expect(inRegion({ region: 'mars' }).error?.code).toBe('unknown_region')
    const elsewhere = answer({ rule: general, region: 'shanghai', input: room })
    expect(elsewhere).toMatchObject({ outcome: 'passed', pass_need: 12 })
    expect(elsewhere).not.toHaveProperty('region')
  })
  it('cannot be talked into a lower bar', () => {
    const input = { ...room, votes: { yes: 11 }, pass_basis: 'present', pass_op: '>=' }
    expect(answer({ rule: general, input })).toMatchObject({ outcome: 'rejected', pass_need: 12 })
  })

  it('says whether the article is quoted', () => {
    const quoted = [...rules.values()].filter(({ wording }) => wording === 'quoted').map(({ id }) => id)
    expect(quoted).toEqual(['branch_general_resolution', 'democratic_life_attendance', 'union_chair_recall'])
    expect(answer({ rule: general, input: room }).article).not.toContain('大意')
    expect(answer({ rule: 'branch_committee_resolution', input: room }).article).toContain('：（大意）')
    expect(answer({ rule: 'union_committee_resolution', input: room }).article).toBe(
      '没有统一规定：参照支部委员会会议执行：半数以上委员到会，超过全体委员的半数为通过。',
    )
  })
})

describe('seats that nobody reached', () => {
  const election = (more: object) =>
    answer({
      rule: 'branch_election',
      input: {
        roster: { formal: 24 },
        present: 20,
        method: 'secret',
        seats: 3,
        candidates: [20, 15, 5, 4].map((yes, index) => ({ name: `C${index}`, yes })),
        ...more,
      },
    })
  it('are filled by another election with enough candidates, or given up with consent', () => {
    expect(election({}).arithmetic).toContain(
      '缺额1人，可以另行选举（候选人不少于2人）；接近应选名额，并经至少13人同意的，可以减少名额',
    )
    expect(election({ reduction: { yes: 12 } })).toMatchObject({ outcome: 'partially_elected', vacancies: 1 })
    expect(election({ reduction: { yes: 21 } })).toMatchObject({ outcome: 'partially_elected', vacancies: 1 })
    const reduced = election({ reduction: { yes: 13 } })
    expect(reduced).toMatchObject({ outcome: 'elected', vacancies: 0, elected: ['C0', 'C1'] })
    expect(reduced.arithmetic).toContain('经13人（超过24人的半数）同意，名额减为2人')
  })
  it('are not given up while a run-off is open, nor all of them', () => {
    const tied = [20, 15, 14, 14].map((yes, index) => ({ name: `C${index}`, yes }))
    expect(election({ candidates: tied, reduction: { yes: 20 } })).toMatchObject({ outcome: 'runoff' })
    const none = [5, 4, 3, 2].map((yes, index) => ({ name: `C${index}`, yes }))
    expect(election({ candidates: none, reduction: { yes: 20 } })).toMatchObject({
      outcome: 'partially_elected',
      vacancies: 3,
    })
  })
})
