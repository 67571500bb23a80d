import { describe, expect, it } from 'vitest'
import { conditionsOf } from '../../../src/domain/voting/conditions.ts'
import { type VotingRule, votingRuleSchema } from '../../../src/domain/voting/rule.ts'
import { inForce, overlapOf, ruleHistory, ruleOn } from '../../../src/domain/voting/rule-book.ts'
import { settleRule } from '../../../src/domain/voting/settled-rule.ts'
import { inputSchemaOf, tally } from '../../../src/domain/voting/tally.ts'
import { shareWords, thresholdSchema } from '../../../src/domain/voting/threshold.ts'
import { evaluateVotingCase } from '../../../src/domain/voting/voting-case.ts'
import { ruleOf, shelf } from './rules.ts'

const answer = (line: object) =>
  evaluateVotingCase(JSON.stringify(line), shelf) as unknown as Record<string, unknown> & {
    error?: { message: string }
  }
const line = (rule: string, input: object, more: object = {}) =>
  String(answer({ rule, input, ...more }).arithmetic)
const message = (rule: string, input: object) => answer({ rule, input }).error?.message ?? ''
const people = (count: number, yes = 0) => Array.from({ length: count }, (_, n) => ({ name: `N${n}`, yes }))

describe('the line of arithmetic', () => {
  const congress = (yes: number) =>
    line(
      'staff_congress_resolution',
      { roster: { total: 60 }, present: 40, method: 'secret', votes: { yes } },
      { region: 'shanghai' },
    )
  it('tells at least from more than', () => {
    expect(congress(30)).toContain('；赞成30人≥60人的半数（至少30人），通过')
    expect(congress(29)).toContain('；赞成29人不足60人的半数（至少30人），未通过')
  })

  it('of a secret vote that was stopped says why', () => {
    const input = { roster: { formal: 23 }, present: 20, votes: { yes: 20 } }
    expect(line('branch_admit_member', input)).toBe(
      '应到会有表决权正式党员23人，实到20人≥12人，可以表决；本事项应当无记名投票，不能公开表决，表决无效，应重新表决',
    )
  })

  it('of attendance', () => {
    const attendance = (present: number) =>
      line('democratic_life_attendance', { roster: { total: 5 }, present })
    expect(attendance(4)).toBe('应到会班子成员5人，实到4人≥4人，可以召开')
    expect(attendance(3)).toBe('应到会班子成员5人，实到3人＜4人，不能召开')
    expect(attendance(6)).toBe('应到会班子成员5人，实到6人；实到人数多于应到会有表决权人数')
  })

  const election = (more: object) =>
    line('branch_election', {
      roster: { formal: 20 },
      present: 18,
      method: 'secret',
      seats: 1,
      candidates: [
        { name: '甲', yes: 9 },
        { name: '乙', yes: 9 },
      ],
      ...more,
    })
  const base = '应到会有选举权党员20人，实到18人≥16人，可以表决'
  it('of elections: nobody, a run-off, a void one, another basis, too few there', () => {
    expect(election({})).toBe(
      `${base}；应选1人，甲9票、乙9票；得票＞20人的半数（至少11人）当选；当选0人，` +
        '缺额1人，可以另行选举（候选人不少于2人）；接近应选名额，并经至少11人同意的，可以减少名额',
    )
    expect(election({ round: 'runoff' })).toBe(
      `${base}；应选1人，甲9票、乙9票；得票多的当选；当选0人，甲、乙得票相等，再次投票`,
    )
    const all = { candidates: [{ name: '甲', yes: 18 }, ...people(1)] }
    expect(election({ ...all, pass_basis: 'present' })).toBe(
      `${base}；应选1人，甲18票、N00票；得票＞18人的半数（至少10人）当选；当选1人（甲）`,
    )
    expect(election({ candidates: people(1, 18) })).toBe(
      `${base}；候选人人数少于规定的差额，表决无效，应重新表决`,
    )
    expect(election({ present: 15, candidates: people(2, 1) })).toBe(
      '应到会有选举权党员20人，实到15人＜16人，不能表决',
    )
  })
  it('of elections counts papers, not heads, where there are papers', () => {
    const papers = (invalid: number, seats = 1) =>
      election({ seats, ballots: { issued: 18, returned: 18, invalid }, candidates: people(3, 8) })
    expect(papers(2, 2)).toContain('候选')
    expect(
      election({ ballots: { issued: 18, returned: 18, invalid: 2 }, candidates: people(2, 9) }),
    ).toContain('得票合计18票，多于应选1人×有效票16张')
    expect(
      election({ ballots: { issued: 18, returned: 18, invalid: 1 }, candidates: people(2, 8) }),
    ).not.toContain('得票合计')
  })
  it('of an officer’s election asks for no more candidates than seats', () => {
    const input = { roster: { total: 5 }, present: 5, method: 'secret', seats: 1, candidates: people(1, 2) }
    expect(line('branch_officer_election', input)).toContain('候选人不少于1人')
  })
  it('of an agreed reduction needs no more hands than are there', () => {
    const reduced = (yes: number) =>
      election({ seats: 2, candidates: [{ name: '甲', yes: 18 }, ...people(2, 3)], reduction: { yes } })
    expect(reduced(18)).toContain('经18人（超过20人的半数）同意，名额减为1人')
    expect(reduced(19)).toContain('缺额1人')
    expect(reduced(18)).not.toContain('缺额')
  })

  it('of ratings', () => {
    const rated = (ratings: object, more: object = {}) =>
      answer({
        rule: 'member_evaluation',
        input: { present: 20, members: [{ name: 'A', ratings }], ...more },
      })
    expect(rated({ 优秀: 13, 合格: 6 }).arithmetic).toBe('参加测评20人，被评议1人；A：优秀13票、合格6票')
    expect(rated({ 优秀: 21 }).arithmetic).toBe(
      '参加测评20人，被评议1人；A：优秀21票；票数多于实到有表决权人数，票数不符，应重新计票',
    )
    expect(rated({ 优秀: 13, 合格: 6 })).toMatchObject({
      eligible: 20,
      quorum_need: 0,
      quorum_met: true,
      ratings: [{ permille: { 优秀: 684, 合格: 315 } }],
    })
    expect(rated({ 优秀: 0 }).ratings).toEqual([
      { name: 'A', counts: { 优秀: 0 }, taking_part: 0, permille: { 优秀: 0 } },
    ])
    expect(rated({}, { cap: { num: 3, den: 4 } })).toMatchObject({ first_grade_cap: 15 })
    expect(rated({}, { cap: { num: 2, den: 3 } })).toMatchObject({ first_grade_cap: 13, outcome: 'recorded' })
    expect(rated({ 优秀: 1 }, { roster: { total: 20 } })).toMatchObject({ outcome: 'recorded', eligible: 20 })
    expect(rated({}, { present: 0, roster: { total: 0 } })).toMatchObject({
      eligible: 0,
      outcome: 'recorded',
    })
  })
})

describe('a recommendation of persons', () => {
  const recommended = (given: [string, number][], more: object = {}) =>
    answer({
      rule: 'staff_recommendation',
      input: {
        roster: { total: 87 },
        present: 60,
        method: 'secret',
        candidates: given.map(([name, yes]) => ({ name, yes })),
        ...more,
      },
    })
  it('ranks them, equal votes sharing a place, and marks who exceeds half of those present', () => {
    const found = recommended([
      ['甲', 30],
      ['乙', 31],
      ['丙', 60],
      ['丁', 30],
      ['戊', 1],
    ])
    expect(found.ranking).toEqual([
      { name: '丙', yes: 60, place: 1 },
      { name: '乙', yes: 31, place: 2 },
      { name: '甲', yes: 30, place: 3 },
      { name: '丁', yes: 30, place: 3 },
      { name: '戊', yes: 1, place: 5 },
    ])
    expect(found).toMatchObject({ outcome: 'recorded', recommended: ['丙', '乙'], pass_need: 31 })
    expect(found.arithmetic).toBe(
      '应到会职工87人，实到60人≥44人，可以表决；第1名丙60票、第2名乙31票、第3名甲30票、第3名丁30票、第5名戊1票；' +
        '得票＞60人的半数（至少31人）列入推荐人选，供集体研究',
    )
  })
  it('of one matter is counted on those present, too', () => {
    const input = { roster: { total: 87 }, present: 60, method: 'secret', votes: { yes: 31, no: 29 } }
    expect(line('staff_recommendation', input)).toContain('；赞成31人＞60人的半数（至少31人），通过')
  })
  it('is stopped like a vote', () => {
    expect(recommended([['甲', 40]], { method: 'open' }).arithmetic).toBe(
      '应到会职工87人，实到60人≥44人，可以表决；本事项应当无记名投票，不能公开表决，表决无效，应重新表决',
    )
    expect(recommended([['甲', 40]], { present: 43 }).arithmetic).toBe(
      '应到会职工87人，实到43人＜44人，不能表决',
    )
    const papers = { ballots: { issued: 60, returned: 60, invalid: 5 } }
    expect(recommended([['甲', 55]], papers)).toMatchObject({ outcome: 'recorded' })
    expect(
      recommended(
        [
          ['甲', 56],
          ['乙', 1],
        ],
        papers,
      ),
    ).toMatchObject({ outcome: 'invalid_input' })
  })
  it('has votes or persons, not both and not neither', () => {
    expect(message('staff_recommendation', { roster: { total: 9 }, present: 9 })).toContain('写明其中一项')
    const both = { roster: { total: 9 }, present: 9, votes: { yes: 1 }, candidates: people(1) }
    expect(message('staff_recommendation', both)).toContain('写明其中一项')
    expect(message('staff_recommendation', { ...both, votes: undefined, candidates: [] })).not.toBe('')
  })
})

describe('an admission', () => {
  it('names a single written vote in favour', () => {
    const input = { roster: { formal: 24 }, present: 13, method: 'secret', votes: { yes: 12, no: 1 } }
    expect(line('branch_admit_member', { ...input, written: { yes: 1 } })).toContain(
      '；赞成12人加书面赞成1人，共13人＞24人的半数（至少13人），通过',
    )
  })
  it('counts written votes against into the nearness of a tie', () => {
    const near = (written: object) =>
      answer({
        rule: 'branch_admit_member',
        input: {
          roster: { formal: 20 },
          present: 14,
          method: 'secret',
          votes: { yes: 8, no: 5 },
          written,
          important: true,
        },
      }).near_tie
    expect([near({ no: 1 }), near({ yes: 1 }), near({})]).toEqual([true, false, false])
  })
})

describe('sizes', () => {
  const election = (candidates: number, write_ins = 0) =>
    message('branch_election', {
      roster: { formal: 9 },
      present: 9,
      method: 'secret',
      seats: 1,
      candidates: people(candidates),
      write_ins: people(write_ins).map(({ name, yes }) => ({ name: `W${name}`, yes })),
    })
  it('of lists are bounded', () => {
    expect([election(1000, 1000), election(1001) === '', election(1, 1001) === '']).toEqual([
      '',
      false,
      false,
    ])
    const rated = (count: number) =>
      message('member_evaluation', {
        present: 1,
        members: people(count).map(({ name }) => ({ name, ratings: {} })),
      })
    expect([rated(10_000), rated(10_001) === '', rated(0) === '']).toEqual(['', false, false])
    const recommended = (count: number) =>
      message('staff_recommendation', { roster: { total: 9 }, present: 9, candidates: people(count) })
    expect([recommended(1000), recommended(1001) === '']).toEqual(['', false])
    const voters = (count: number) =>
      message('branch_general_resolution', {
        eligible_voters: people(count).map(({ name }) => name),
        events: [],
      })
    expect([voters(100_000), voters(100_001) === '']).toEqual(['', false])
  })
  it('of a cap are shares', () => {
    const cap = (num: number, den: number) =>
      message('member_evaluation', { present: 1, members: [{ name: 'A', ratings: {} }], cap: { num, den } })
    expect([cap(1, 1), cap(1000, 1000), cap(1, 1000)]).toEqual(['', '', ''])
    for (const [num, den] of [
      [2, 1],
      [0, 1],
      [1, 1001],
      [1001, 1001],
    ] as const)
      expect(cap(num, den)).not.toBe('')
  })
  it('of names and thresholds', () => {
    const named = { present: 1, members: [{ name: '', ratings: {} }] }
    expect(message('member_evaluation', named)).toBe('被评议人的第1项的姓名（members.0.name）：不能为空')
    const share = (num: number, den: number) =>
      thresholdSchema.safeParse({ basis: 'eligible', op: '>', num, den }).success
    expect([share(1, 1), share(1000, 1000), share(2, 1), share(1, 1001), share(1001, 1001)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a share in words', () => {
  it.each([
    [1, 2, '半数'],
    [1, 1, '全数'],
    [2, 3, '三分之二'],
    [1, 3, '三分之一'],
    [4, 5, '五分之四'],
    [1, 20, '20分之一'],
  ])('%s/%s', (num, den, words) => {
    expect(shareWords({ basis: 'eligible', op: '>', num, den })).toBe(words)
  })
})

describe('may we start', () => {
  const general = ruleOf('branch_general_resolution')
  const when = (formal: number, present: number, rule = general) => {
    const { need, met, missing, passNeed, withinReach } = conditionsOf(rule, { ...empty, formal }, present)
    return { need, met, missing, passNeed, withinReach }
  }
  const empty = {
    probationary: 0,
    discipline_probation: 0,
    rights_suspended: 0,
    excluded_approved: 0,
    recused: 0,
  }
  it.each([
    [24, 0, { need: 12, met: false, missing: 12, passNeed: 13, withinReach: false }],
    [24, 11, { need: 12, met: false, missing: 1, passNeed: 13, withinReach: false }],
    [24, 12, { need: 12, met: true, missing: 0, passNeed: 13, withinReach: false }],
    [24, 13, { need: 12, met: true, missing: 0, passNeed: 13, withinReach: true }],
    [24, 24, { need: 12, met: true, missing: 0, passNeed: 13, withinReach: true }],
    [24, 25, { need: 12, met: false, missing: 0, passNeed: 13, withinReach: true }],
    [0, 0, { need: 0, met: false, missing: 0, passNeed: 1, withinReach: false }],
  ])('%s should attend, %s are there', (formal, present, expected) => {
    expect(when(formal, present)).toEqual(expected)
  })
  it('asks nobody to come who is not entitled, and adopts nothing where nothing is adopted', () => {
    expect(when(0, 0, ruleOf('branch_admit_member'))).toMatchObject({ need: 1, missing: 0 })
    expect(when(3, 2, ruleOf('democratic_life_attendance'))).toEqual({
      need: 2,
      met: true,
      missing: 0,
      passNeed: null,
      withinReach: true,
    })
    expect(when(3, 0, ruleOf('member_evaluation'))).toMatchObject({ need: 0, met: true })
  })
})

describe('versions of a rule', () => {
  const rule = (version: number, valid_from: string | null, valid_to: string | null): VotingRule =>
    votingRuleSchema.parse({ ...ruleOf('branch_general_resolution'), version, valid_from, valid_to })
  it('are in force from their first day until the day they end', () => {
    const one = rule(1, '2020-01-01', '2021-01-01')
    const days = ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01']
    expect(days.map((day) => inForce(one, day))).toEqual([false, true, true, false])
    expect(inForce(rule(1, null, null), '1900-01-01')).toBe(true)
    const history = ruleHistory([rule(2, '2021-01-01', null), one], []).get(one.id) ?? []
    expect(history.map(({ version }) => version)).toEqual([1, 2])
    expect(days.map((day) => ruleOn(history, day)?.version)).toEqual([undefined, 1, 1, 2])
  })
  it('may not overlap or share a number', () => {
    const clash = (...versions: VotingRule[]) => overlapOf(versions)?.map(({ version }) => version) ?? null
    const [one, two] = [rule(1, null, '2020-01-01'), rule(2, '2020-01-01', '2021-01-01')]
    expect(clash(one)).toBeNull()
    expect(clash(one, two, rule(3, '2021-01-01', null))).toBeNull()
    expect(clash(one, rule(2, '2019-12-31', null))).toEqual([1, 2])
    expect(clash(one, rule(1, '2020-01-01', null))).toEqual([1, 1])
    expect(clash(one, two, rule(3, '2020-06-01', null))).toEqual([2, 3])
    expect(clash(rule(1, null, null), rule(2, '2020-01-01', null))).toEqual([1, 2])
    expect(clash(rule(1, null, '2020-01-01'), rule(2, null, null))).toEqual([1, 2])
  })
})

describe('what a rule offers', () => {
  const congress = ruleOf('staff_congress_resolution')
  const opOf = (rule: VotingRule, chosen: object, day?: string) =>
    settleRule(rule, { ...chosen }, day).pass?.op
  it('is a region, by name or comparison, while it is in force', () => {
    expect(opOf(congress, { region: 'shanghai' })).toBe('>=')
    expect(opOf(congress, { region: 'shanghai' }, '2011-04-30')).toBe('>')
    expect(opOf(congress, { region: 'shanghai' }, '2011-05-01')).toBe('>=')
    expect(opOf(congress, { pass_op: '>=' })).toBe('>=')
    expect(opOf(congress, { pass_op: '>' })).toBe('>')
    expect(opOf(congress, { pass_op: '=' })).toBe('>')
    expect(opOf(congress, { pass_op: undefined })).toBe('>')
    expect(opOf(congress, { other: 1, region: '' })).toBe('>')
    expect(settleRule(congress, { pass_op: '>=' })).not.toHaveProperty('region')
    expect(opOf(ruleOf('branch_general_resolution'), { pass_op: '>=' })).toBe('>')
    const attendance = ruleOf('democratic_life_attendance')
    expect(settleRule(attendance, { region: 'shanghai' })).toBe(attendance)
  })
  it('holds for copies of an earlier release, which cite both provisions', () => {
    const old = votingRuleSchema.parse({
      ...congress,
      variants: { shanghai: { label: '上海市', source: '上海条例', pass_op: '>=' } },
    })
    const settled = settleRule(old, { variant: 'shanghai' })
    expect(settled.pass).toEqual({ basis: 'eligible', op: '>=', num: 1, den: 2 })
    expect(settled).not.toHaveProperty('region_version')
    expect(settled.source).toBe(`${old.source}；上海条例`)
    expect(opOf(old, { pass_op: '>=' })).toBe('>=')
    const input = {
      roster: { total: 2 },
      present: 2,
      method: 'secret',
      votes: { yes: 1 },
      region: 'shanghai',
    }
    const verdict = tally(old, inputSchemaOf(old).parse(input))
    expect(verdict).toMatchObject({ region: 'shanghai', outcome: 'passed' })
    expect(verdict).not.toHaveProperty('region_version')
    const silent = votingRuleSchema.parse({
      ...old,
      variants: { shanghai: { label: '上海市', source: 'x' } },
    })
    expect(opOf(silent, { variant: 'shanghai' })).toBe('>')
  })
})

describe('a slip in a key', () => {
  const meant = (key: string) =>
    /是不是“(.*?)”/.exec(
      message('branch_general_resolution', {
        roster: { formal: 3 },
        present: 2,
        votes: { yes: 2 },
        [key]: 1,
      }),
    )?.[1]
  it.each([
    ['importan', 'important'],
    ['importants', 'important'],
    ['imporxant', 'important'],
    ['improtant', 'important'],
    ['mportant', 'important'],
    ['xround', 'round'],
    ['vote', 'votes'],
    ['important1x', undefined],
    ['imprtannt', undefined],
    ['imxxrtant', undefined],
    ['no', undefined],
    ['note', undefined],
    ['xote', undefined],
  ])('%s is %s', (key, known) => {
    expect(meant(key)).toBe(known)
  })
  it('is found inside parts, and lists and words are passed over', () => {
    const inside = { roster: { formal: 3 }, present: 2, votes: { yes: 2, abstian: 1 }, ballots: undefined }
    expect(message('branch_general_resolution', inside)).toBe('votes.abstian：不认识，是不是“abstain”？')
    const written = { ...inside, votes: { yes: 2 }, written: { abstian: 1 } }
    expect(message('branch_admit_member', { ...written, method: 'secret' })).toContain('written.abstian')
    expect(message('branch_general_resolution', { ...inside, votes: ['yes'] })).not.toContain('是不是')
    expect(message('branch_general_resolution', { ...inside, votes: null })).not.toContain('是不是')
    const short = { roster: { formal: 3 }, present: 2, votes: { yes: 2, ye: 1, noo: 1 } }
    expect(message('branch_general_resolution', short)).toBe('')
  })
})
