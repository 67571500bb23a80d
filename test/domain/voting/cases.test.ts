import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseVerdict } from '../../../src/domain/voting/stored.ts'
import { evaluateVotingCase } from '../../../src/domain/voting/voting-case.ts'
import { rules, shelf } from './rules.ts'

interface OracleRule {
  id: string
  [key: string]: unknown
}
interface OracleCase {
  id: string
  type?: string
  rule: string
  title: string
  input: Record<string, unknown>
  expected: Record<string, unknown>
}
const oracle: { rules: OracleRule[]; cases: OracleCase[] } = JSON.parse(
  readFileSync('test/fixtures/voting-cases.json', 'utf8'),
)
const evaluate = (line: unknown) =>
  evaluateVotingCase(JSON.stringify(line), shelf) as unknown as Record<string, unknown>

describe('the worked cases', () => {
  it.each(oracle.cases)('$id $rule: $title', ({ type, rule, input, expected }) => {
    const verdict = evaluate({ type, rule, input })
    expect(verdict).toMatchObject(expected)
    expect('near_tie' in verdict).toBe('near_tie' in expected)
    if (type === 'casting') return
    expect(verdict).toMatchObject({ rule, rule_version: 1 })
    expect(parseVerdict(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict)
  })

  it('know the same sixteen rules, field for field', () => {
    expect([...rules.keys()].sort()).toEqual(oracle.rules.map(({ id }) => id).sort())
    const shared = [
      'label',
      'kind',
      'quorum',
      'pass',
      'abstain',
      'written_ballot',
      'proxy',
      'secrecy',
      'certainty',
    ]
    for (const theirs of oracle.rules) {
      const ours: Record<string, unknown> = { ...rules.get(theirs.id) }
      for (const field of shared)
        expect([theirs.id, field, ours[field]]).toEqual([theirs.id, field, theirs[field]])
      expect(ours.one_item_at_a_time).toBe(Boolean(theirs.one_item_at_a_time ?? theirs.itemised))
      expect(ours.alt_pass_basis).toBe(theirs.alt_pass_basis)
    }
  })
})

const branch = (
  formal: number,
  present: number,
  yes: number,
  no = 0,
  more: Record<string, unknown> = {},
) => ({
  roster: { formal },
  present,
  votes: { yes, no, abstain: 0, invalid: 0 },
  method: 'open',
  ...more,
})
const secret = { method: 'secret' }

/** The examples of the reference text that the case file leaves out. */
describe('the examples of the text', () => {
  const general = 'branch_general_resolution'
  const admit = 'branch_admit_member'
  const congress = 'staff_congress_resolution'
  const total = (n: number, present: number, yes: number, no = 0, more = {}) => ({
    ...branch(0, present, yes, no, more),
    roster: { total: n },
  })
  it.each([
    ['V001', general, branch(23, 12, 11, 1), 'rejected', 12, 12],
    ['V003', general, branch(23, 11, 11), 'no_quorum', 12, 12],
    ['V004', general, branch(24, 12, 12), 'rejected', 12, 13],
    [
      'V006',
      general,
      branch(24, 24, 12, 12, { important: true, chair_decision: 'defer' }),
      'deferred',
      12,
      13,
    ],
    [
      'V021',
      general,
      branch(23, 15, 12, 4, { ...secret, ballots: { issued: 15, returned: 16 } }),
      'void',
      12,
      12,
    ],
    ['V036', admit, branch(24, 12, 11, 1, { ...secret, written: { yes: 3 } }), 'no_quorum', 13, 13],
    ['V038', admit, branch(23, 11, 11, 0, { ...secret, written: { yes: 12 } }), 'no_quorum', 12, 12],
    ['V039', admit, branch(23, 20, 20), 'void', 12, 12],
    ['V042', admit, branch(23, 20, 20, 0, { ...secret, items: 2 }), 'void', 12, 12],
    [
      'V052',
      'branch_committee_resolution',
      total(4, 4, 2, 2, { important: true, chair_decision: 'defer' }),
      'deferred',
      2,
      3,
    ],
    ['V078', congress, total(60, 40, 30, 10, { ...secret, variant: 'shanghai' }), 'passed', 40, 30],
    ['V088', 'staff_assembly_resolution', total(90, 60, 45, 15, secret), 'rejected', 60, 46],
    ['V122', 'staff_assembly_resolution', total(99, 66, 50, 16, secret), 'passed', 66, 50],
    ['V098', 'leadership_penalty_decision', total(7, 5, 3, 2), 'rejected', 5, 4],
    ['V100', 'staff_recommendation', total(87, 60, 30, 30, secret), 'rejected', 44, 31],
  ])('%s', (_id, rule, input, outcome, quorum_need, pass_need) => {
    expect(evaluate({ rule, input })).toMatchObject({ outcome, quorum_need, pass_need })
  })

  it('says the arithmetic in one line', () => {
    const lines = [branch(24, 13, 13), branch(24, 12, 12), branch(23, 11, 11), branch(23, 12, 14, 1)].map(
      (input) => evaluate({ rule: general, input }).arithmetic,
    )
    expect(lines).toEqual([
      '应到会有表决权党员24人，实到13人≥12人，可以表决；赞成13人＞24人的半数（至少13人），通过',
      '应到会有表决权党员24人，实到12人≥12人，可以表决；赞成12人未超过24人的半数（至少13人），未通过',
      '应到会有表决权党员23人，实到11人＜12人，不能表决',
      '应到会有表决权党员23人，实到12人≥12人，可以表决；票数多于实到有表决权人数，票数不符，应重新计票',
    ])
  })

  it('names the provision and its words', () => {
    const { article } = evaluate({ rule: general, input: branch(24, 13, 13) })
    expect(article).toMatch(/^中国共产党支部工作条例（试行）第十一条：表决必须有半数以上/)
  })

  it('says how a written vote entered the sum, and who won an election', () => {
    const written = branch(24, 13, 11, 2, { ...secret, written: { yes: 2 } })
    expect(evaluate({ rule: admit, input: written }).arithmetic).toContain(
      '赞成11人加书面赞成2人，共13人＞24人的半数（至少13人），通过',
    )
    const election = {
      roster: { formal: 23 },
      present: 19,
      ...secret,
      seats: 2,
      candidates: [
        { name: '甲', yes: 19 },
        { name: '乙', yes: 11 },
        { name: '丙', yes: 3 },
      ],
    }
    expect(evaluate({ rule: 'branch_election', input: election }).arithmetic).toBe(
      '应到会有选举权党员23人，实到19人≥19人，可以表决；应选2人，甲19票、乙11票、丙3票；' +
        '得票＞23人的半数（至少12人）当选；当选1人（甲），缺额1人，可以另行选举（候选人不少于2人）；接近应选名额，并经至少12人同意的，可以减少名额',
    )
  })
})

describe('numbers that contradict each other', () => {
  const general = 'branch_general_resolution'
  it.each([
    ['more present than should attend', branch(10, 11, 5), 'present_exceeds_eligible'],
    ['nobody on the roll', branch(0, 0, 0), 'no_electorate'],
    [
      'more without a vote than members',
      { ...branch(2, 0, 0), roster: { formal: 2, rights_suspended: 3 } },
      'no_electorate',
    ],
    [
      'more votes than returned',
      branch(20, 15, 12, 3, { ...secret, ballots: { issued: 15, returned: 14 } }),
      'votes_exceed_returned',
    ],
  ])('%s', (_title, input, code) => {
    expect(evaluate({ rule: general, input })).toMatchObject({
      outcome: 'invalid_input',
      code,
      counted_yes: null,
    })
  })

  it('more written opinions than absentees', () => {
    const input = branch(20, 15, 12, 3, { ...secret, written: { yes: 6 } })
    expect(evaluate({ rule: 'branch_admit_member', input })).toMatchObject({
      outcome: 'invalid_input',
      code: 'written_exceed_absent',
    })
  })
})

describe('a line that is no case', () => {
  const answer = (line: string) => evaluateVotingCase(line, shelf)
  it.each([
    ['no JSON', '{', 'not_json'],
    ['no object', '[1]', 'bad_case'],
    ['an unknown rule', '{"rule":"nobody_knows","input":{}}', 'unknown_rule'],
    [
      'a fraction',
      JSON.stringify({ rule: 'branch_general_resolution', input: branch(23, 12.5, 12) }),
      'bad_input',
    ],
    [
      'a negative',
      JSON.stringify({ rule: 'branch_general_resolution', input: branch(23, 12, -1) }),
      'bad_input',
    ],
    [
      'more than exact',
      JSON.stringify({ rule: 'branch_general_resolution', input: branch(2 ** 53, 12, 1) }),
      'bad_input',
    ],
    [
      'no votes',
      '{"rule":"branch_general_resolution","input":{"roster":{"formal":3},"present":2}}',
      'bad_input',
    ],
    ['prototype', '{"rule":"__proto__","input":{}}', 'unknown_rule'],
    [
      'casting without voters',
      '{"type":"casting","rule":"branch_general_resolution","input":{"events":[]}}',
      'bad_input',
    ],
  ])('%s', (_title, line, code) => {
    expect(answer(line)).toMatchObject({ error: { code, message: expect.stringMatching(/./) } })
  })
})

describe('ratings', () => {
  it('sums up and caps the first grade in whole persons', () => {
    const input = {
      roster: { total: 21 },
      present: 20,
      members: [{ name: 'A', ratings: { 优秀: 15, 合格: 5 } }],
      cap: { num: 1, den: 3 },
    }
    expect(evaluate({ rule: 'member_evaluation', input })).toMatchObject({
      outcome: 'recorded',
      first_grade_cap: 7,
      ratings: [{ name: 'A', taking_part: 20, permille: { 优秀: 750, 合格: 250 } }],
    })
  })
  it('refuses more ratings than persons', () => {
    const input = { present: 3, members: [{ name: 'A', ratings: { 优秀: 4 } }] }
    expect(evaluate({ rule: 'member_evaluation', input })).toMatchObject({ outcome: 'invalid_input' })
  })
})

describe('clicks', () => {
  it('count once on a secret ballot, the first time', () => {
    const input = {
      method: 'secret',
      eligible_voters: ['u1', 'u2'],
      events: [
        ['u1', 'yes'],
        ['u1', 'no'],
        ['u2', 'perhaps'],
      ],
    }
    expect(evaluate({ type: 'casting', rule: 'branch_admit_member', input })).toMatchObject({
      tally: { yes: 1, no: 0, abstain: 0 },
      turnout: 1,
      rejected: [1, 2],
    })
  })
})
