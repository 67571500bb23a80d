import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  complianceCounts,
  countWords,
  isCompliant,
  totalCounts,
} from '../../../src/domain/cadence/compliance.ts'
import { countingKinds } from '../../../src/domain/cadence/counting.ts'
import { meetingWording } from '../../../src/domain/cadence/duty-wording.ts'
import { type CadenceRow, evaluateCadenceCase } from '../../../src/domain/cadence/evaluate-case.ts'
import type { CadenceMeeting, CadenceOrg } from '../../../src/domain/cadence/facts.ts'
import { obligationStatuses } from '../../../src/domain/cadence/obligation-statuses.ts'
import { statusWords, worstOf } from '../../../src/domain/cadence/status-words.ts'
import { addDays } from '../../../src/domain/calendar/dates.ts'
import { parsePeriod } from '../../../src/domain/calendar/periods.ts'
import { cadences, oracle, rules } from './given-cadences.ts'

const old = '2020-01-01'
const anOrg = (change: object = {}) => ({
  founded: old,
  committee_from: old,
  union_from: old,
  groups: [
    { id: 'g1', from: old },
    { id: 'g2', from: old },
  ],
  dissolved: null,
  ...change,
})

const rowsOf = (input: object): CadenceRow[] => {
  const rows = evaluateCadenceCase({ org: anOrg(), meetings: [], ...input }, rules)
  if (!Array.isArray(rows)) throw new Error(rows.error.message)
  return rows
}

const held = (kind: string, start: string, more: object = {}) => ({
  kinds: [kind],
  start,
  status: 'held',
  ...more,
})
const arranged = (kind: string, start: string, more: object = {}) => ({
  kinds: [kind],
  start,
  status: 'scheduled',
  ...more,
})

interface Question {
  why: string
  org?: object
  meetings?: object[]
  as_of: string
  window_overrides?: object[]
  exemptions?: object[]
  enabled?: string[]
  expect: Record<string, string>
}

const moved = {
  obligation: 'democratic_life_meeting',
  period: '2026',
  until: '2027-02-28',
  doc: '局党委通知',
}
const dlm = 'democratic_life_meeting'

describe('a period', () => {
  it.each<Question>([
    {
      why: 'is due soon 14 days before its end',
      as_of: '2026-03-17',
      expect: { 'general_meeting 2026-Q1': 'due_soon' },
    },
    {
      why: 'is overdue to the last day of make-up',
      as_of: '2026-04-30',
      expect: { 'general_meeting 2026-Q1': 'overdue' },
    },
    {
      why: 'of a month is missed after 15 days',
      as_of: '2026-03-16',
      expect: { 'committee_meeting 2026-02': 'missed' },
    },
    { why: 'of a year is overdue to 1 March', as_of: '2027-03-01', expect: { [`${dlm} 2026`]: 'overdue' } },
    { why: 'of a year is missed from 2 March', as_of: '2027-03-02', expect: { [`${dlm} 2026`]: 'missed' } },
    {
      why: 'is scheduled on the day of the meeting',
      meetings: [arranged('general_meeting', '2026-03-25')],
      as_of: '2026-03-25',
      expect: { 'general_meeting 2026-Q1': 'scheduled' },
    },
    {
      why: 'is unconfirmed for seven days',
      meetings: [arranged('general_meeting', '2026-03-20')],
      as_of: '2026-03-27',
      expect: { 'general_meeting 2026-Q1': 'unconfirmed' },
    },
    {
      why: 'falls back when the record does not come',
      meetings: [arranged('general_meeting', '2026-03-20')],
      as_of: '2026-03-28',
      expect: { 'general_meeting 2026-Q1': 'due_soon' },
    },
    {
      why: 'is unconfirmed before it is overdue',
      meetings: [arranged('general_meeting', '2026-03-30')],
      as_of: '2026-04-03',
      expect: { 'general_meeting 2026-Q1': 'unconfirmed', 'general_meeting 2026-Q2': 'pending' },
    },
    {
      why: 'does not gain from a meeting that was postponed or under-attended',
      meetings: [
        held('general_meeting', '2026-03-10', { status: 'postponed' }),
        held('general_meeting', '2026-03-11', { attended: 9, eligible: 19 }),
      ],
      as_of: '2026-03-12',
      expect: { 'general_meeting 2026-Q1': 'pending' },
    },
    {
      why: 'counts half of an odd number only when reached',
      meetings: [held('general_meeting', '2026-03-11', { attended: 10, eligible: 19 })],
      as_of: '2026-03-12',
      expect: { 'general_meeting 2026-Q1': 'done' },
    },
    {
      why: 'is not helped by a make-up that is only arranged',
      meetings: [arranged('general_meeting', '2026-04-15', { makeup_for: '2026-Q1' })],
      as_of: '2026-04-10',
      expect: { 'general_meeting 2026-Q1': 'overdue', 'general_meeting 2026-Q2': 'pending' },
    },
    {
      why: 'ignores a make-up tag for a period that has not ended',
      meetings: [held('general_meeting', '2026-02-15', { makeup_for: '2026-Q1' })],
      as_of: '2026-02-16',
      expect: { 'general_meeting 2026-Q1': 'done' },
    },
    {
      why: 'ignores a tag of another kind of period for the combined duty',
      meetings: [
        held('organizational_life_meeting', '2026-04-15', {
          kinds: ['organizational_life_meeting', 'general_meeting'],
          makeup_for: '2026-Q1',
        }),
      ],
      as_of: '2026-04-16',
      expect: { 'general_meeting 2026-Q1': 'late_done', 'organizational_life_meeting 2026': 'done' },
    },
    {
      why: 'on the last day of make-up is made up',
      meetings: [held('general_meeting', '2026-04-30', { makeup_for: '2026-Q1' })],
      as_of: '2026-05-02',
      expect: { 'general_meeting 2026-Q1': 'late_done', 'general_meeting 2026-Q2': 'pending' },
    },
    {
      why: 'does not count a meeting before the instant at which it is asked',
      meetings: [held('general_meeting', '2026-03-20')],
      as_of: '2026-03-01',
      expect: { 'general_meeting 2026-Q1': 'scheduled' },
    },
    {
      why: 'is asked at a local date',
      meetings: [held('general_meeting', '2026-03-31T15:59:00Z')],
      as_of: '2026-03-31T16:30:00Z',
      expect: { 'general_meeting 2026-Q1': 'done', 'general_meeting 2026-Q2': 'pending' },
    },
  ])('$why', ({ expect: wanted, why: _, ...input }) => {
    expect(states(input)).toMatchObject(wanted)
  })
})

describe('leave of the superior', () => {
  it.each<Question>([
    {
      why: 'moves the end of the period',
      window_overrides: [moved],
      as_of: '2027-01-25',
      expect: { [`${dlm} 2026`]: 'pending', [`${dlm} 2027`]: 'pending' },
    },
    {
      why: 'makes it due soon before the new end',
      window_overrides: [moved],
      as_of: '2027-01-29',
      expect: { [`${dlm} 2026`]: 'due_soon' },
    },
    {
      why: 'and overdue after it',
      window_overrides: [moved],
      as_of: '2027-03-01',
      expect: { [`${dlm} 2026`]: 'overdue' },
    },
    {
      why: 'with make-up from there',
      window_overrides: [moved],
      as_of: '2027-04-29',
      expect: { [`${dlm} 2026`]: 'overdue' },
    },
    {
      why: 'to its end',
      window_overrides: [moved],
      as_of: '2027-04-30',
      expect: { [`${dlm} 2026`]: 'missed' },
    },
    {
      why: 'counts only with a document',
      window_overrides: [{ ...moved, doc: '' }],
      as_of: '2027-01-25',
      expect: { [`${dlm} 2026`]: 'overdue' },
    },
    {
      why: 'holds for an arranged date',
      window_overrides: [moved],
      meetings: [arranged(dlm, '2027-02-10', { attributed_to: '2026' })],
      as_of: '2027-02-05',
      expect: { [`${dlm} 2026`]: 'scheduled', [`${dlm} 2027`]: 'pending' },
    },
    {
      why: 'is needed for an attribution',
      meetings: [held(dlm, '2027-01-20', { attributed_to: '2026' })],
      as_of: '2027-01-25',
      expect: { [`${dlm} 2026`]: 'overdue', [`${dlm} 2027`]: 'done' },
    },
    {
      why: 'does not reach past its window',
      window_overrides: [moved],
      meetings: [held(dlm, '2027-03-05', { attributed_to: '2026' })],
      as_of: '2027-03-06',
      expect: { [`${dlm} 2026`]: 'overdue', [`${dlm} 2027`]: 'done' },
    },
    {
      why: 'not to hold it counts only with a document',
      exemptions: [{ obligation: 'general_meeting', period: '2026-Q3' }],
      as_of: '2026-10-15',
      expect: { 'general_meeting 2026-Q3': 'overdue' },
    },
    {
      why: 'not to hold it stands before the period begins, and for that period only',
      exemptions: [{ obligation: 'general_meeting', period: '2026-Q3', doc: '批复' }],
      as_of: '2026-06-15',
      expect: { 'general_meeting 2026-Q3': 'exempt', 'general_meeting 2026-Q4': 'upcoming' },
    },
  ])('$why', ({ expect: wanted, why: _, ...input }) => {
    expect(states(input)).toMatchObject(wanted)
  })
})

describe('cases that are easily got wrong', () => {
  it.each<Question>([
    {
      why: 'a make-up tag inside a moved window is in time, and the new year gains nothing',
      window_overrides: [moved],
      meetings: [held(dlm, '2027-02-28', { makeup_for: '2026' })],
      as_of: '2027-03-01',
      expect: { [`${dlm} 2026`]: 'done', [`${dlm} 2027`]: 'pending' },
    },
    {
      why: 'after the moved window it makes up, to the 60th day from there',
      window_overrides: [moved],
      meetings: [held(dlm, '2027-04-29', { makeup_for: '2026' })],
      as_of: '2027-04-29',
      expect: { [`${dlm} 2026`]: 'late_done', [`${dlm} 2027`]: 'pending' },
    },
    {
      why: 'make-up of a year ends on 29 February in a leap year',
      meetings: [held('staff_assembly', '2028-02-29', { makeup_for: '2027' })],
      as_of: '2028-03-01',
      expect: { 'staff_assembly 2027': 'late_done', 'staff_assembly 2028': 'pending' },
    },
    {
      why: 'December is made up to 15 January, across the year',
      meetings: [held('committee_meeting', '2027-01-15', { makeup_for: '2026-12' })],
      as_of: '2027-01-20',
      expect: { 'committee_meeting 2026-12': 'late_done', 'committee_meeting 2027-01': 'pending' },
    },
    {
      why: 'two meetings on one day fill one period each when one is tagged',
      meetings: [
        held('committee_meeting', '2026-03-09', { makeup_for: '2026-02' }),
        held('committee_meeting', '2026-03-09'),
      ],
      as_of: '2026-03-10',
      expect: { 'committee_meeting 2026-02': 'late_done', 'committee_meeting 2026-03': 'done' },
    },
    {
      why: 'leave not to hold it stands although a meeting was held, and that meeting is not carried over',
      exemptions: [{ obligation: 'general_meeting', period: '2026-Q3', doc: '批复' }],
      meetings: [held('general_meeting', '2026-09-10')],
      as_of: '2026-12-20',
      expect: { 'general_meeting 2026-Q3': 'exempt', 'general_meeting 2026-Q4': 'due_soon' },
    },
    {
      why: 'an organisational-life meeting held by groups counts for the branch once and for each group that met',
      meetings: [
        held('organizational_life_meeting', '2026-12-02', {
          kinds: ['organizational_life_meeting', 'group_meeting'],
          groups: ['g1'],
        }),
      ],
      as_of: '2026-12-03',
      expect: {
        'organizational_life_meeting 2026': 'done',
        'group_meeting 2026-12 g1': 'done',
        'group_meeting 2026-12 g2': 'pending',
      },
    },
    {
      why: 'the leading team’s meeting is no organisational-life meeting',
      meetings: [held(dlm, '2026-12-02', { kinds: [dlm, 'organizational_life_meeting'] })],
      as_of: '2026-12-03',
      expect: { [`${dlm} 2026`]: 'done', 'organizational_life_meeting 2026': 'due_soon' },
    },
    {
      why: 'a period that is broken at both ends is measured between them',
      org: { founded: '2026-04-20', dissolved: '2026-06-03' },
      as_of: '2026-06-01',
      expect: { 'general_meeting 2026-Q2': 'pending', 'committee_meeting 2026-06': 'not_required' },
    },
    {
      why: 'one day less is not required',
      org: { founded: '2026-04-20', dissolved: '2026-06-02' },
      as_of: '2026-06-01',
      expect: { 'general_meeting 2026-Q2': 'not_required' },
    },
    {
      why: 'a make-up does not turn a period that was not required into a late one',
      org: { committee_from: '2026-05-18' },
      meetings: [held('committee_meeting', '2026-06-03', { makeup_for: '2026-05' })],
      as_of: '2026-06-04',
      expect: { 'committee_meeting 2026-05': 'not_required', 'committee_meeting 2026-06': 'pending' },
    },
    {
      why: 'the last minute of a quarter belongs to it, the next one does not',
      meetings: [
        held('general_meeting', '2026-12-31T23:59:00+08:00'),
        held('party_lecture', '2027-01-01T00:00:00+08:00'),
      ],
      as_of: '2027-01-02',
      expect: {
        'general_meeting 2026-Q4': 'done',
        'party_lecture 2026-Q4': 'overdue',
        'party_lecture 2027-Q1': 'done',
      },
    },
    {
      why: 'attendance of none at all does not count',
      meetings: [held('committee_meeting', '2026-03-02', { attended: 0, eligible: 5 })],
      as_of: '2026-03-03',
      expect: { 'committee_meeting 2026-03': 'pending' },
    },
    {
      why: 'an optional duty counts when it is switched on',
      enabled: ['theme_party_day'],
      meetings: [held('theme_party_day', '2026-03-05')],
      as_of: '2026-03-10',
      expect: { 'theme_party_day 2026-03': 'done', 'theme_party_day 2026-02': 'overdue' },
    },
  ])('$why', ({ org, expect: wanted, why: _, ...input }) => {
    expect(states({ org: anOrg(org), ...input })).toMatchObject(wanted)
  })
})

describe('what exists only for a part of a period', () => {
  it.each<Question>([
    {
      why: 'a committee set up with 15 days left',
      org: { committee_from: '2026-05-17' },
      as_of: '2026-05-28',
      expect: { 'committee_meeting 2026-05': 'due_soon' },
    },
    {
      why: 'a committee set up with 14 days left',
      org: { committee_from: '2026-05-18' },
      as_of: '2026-05-28',
      expect: { 'committee_meeting 2026-05': 'not_required', 'committee_meeting 2026-04': 'not_applicable' },
    },
    {
      why: 'an overdue date does not come in a period not asked for',
      org: { committee_from: '2026-05-18' },
      as_of: '2026-06-05',
      expect: { 'committee_meeting 2026-05': 'not_required' },
    },
    {
      why: 'a meeting held although not asked for',
      org: { founded: '2026-05-20' },
      meetings: [held('general_meeting', '2026-05-20')],
      as_of: '2026-06-15',
      expect: { 'general_meeting 2026-Q2': 'done' },
    },
    {
      why: 'a unit without a union',
      org: { union_from: null },
      as_of: '2026-06-15',
      expect: { 'staff_assembly 2026': 'not_applicable' },
    },
    { why: 'a unit with a union', as_of: '2026-06-15', expect: { 'staff_assembly 2026': 'pending' } },
    {
      why: 'a branch that dissolves after 45 days',
      org: { dissolved: '2026-08-14' },
      as_of: '2026-08-01',
      expect: { 'general_meeting 2026-Q3': 'pending' },
    },
    {
      why: 'a branch without groups',
      org: { groups: [] },
      as_of: '2026-06-15',
      expect: { 'group_meeting 2026-06': 'not_applicable', 'group_meeting 2026-06 *': 'not_applicable' },
    },
    {
      why: 'groups that met together',
      meetings: [held('group_meeting', '2026-03-05', { groups: ['g1', 'g2'] })],
      as_of: '2026-03-31',
      expect: {
        'group_meeting 2026-03 g1': 'done',
        'group_meeting 2026-03 g2': 'done',
        'group_meeting 2026-03 *': 'done',
      },
    },
    {
      why: 'a new group does not spoil the roll-up',
      org: {
        groups: [
          { id: 'g1', from: old },
          { id: 'g3', from: '2026-03-20' },
        ],
      },
      meetings: [held('group_meeting', '2026-03-05', { groups: ['g1'] })],
      as_of: '2026-04-10',
      expect: {
        'group_meeting 2026-03 g3': 'not_required',
        'group_meeting 2026-03 *': 'done',
        'group_meeting 2026-04 *': 'pending',
      },
    },
    {
      why: 'the only group need not be named',
      org: { groups: [{ id: 'g1', from: old }] },
      meetings: [held('group_meeting', '2026-03-05')],
      as_of: '2026-03-10',
      expect: { 'group_meeting 2026-03 g1': 'done' },
    },
    {
      why: 'one of two groups must be named',
      meetings: [held('group_meeting', '2026-03-05')],
      as_of: '2026-03-10',
      expect: { 'group_meeting 2026-03 g1': 'pending', 'group_meeting 2026-03 *': 'pending' },
    },
    {
      why: 'a group that has ended',
      org: {
        groups: [
          { id: 'g1', from: old, to: '2026-02-28' },
          { id: 'g2', from: old },
        ],
      },
      as_of: '2026-03-10',
      expect: {
        'group_meeting 2026-02 g1': 'overdue',
        'group_meeting 2026-03 g1': 'not_applicable',
        'group_meeting 2026-03 *': 'pending',
      },
    },
  ])('$why', ({ org, expect: wanted, why: _, ...input }) => {
    expect(states({ org: anOrg(org), ...input })).toMatchObject(wanted)
  })
})

describe('flags', () => {
  const flagsOf = (kind: string, start: string, status = 'held') =>
    rowsOf({ meetings: [{ kinds: [kind], start, status }], as_of: '2026-12-20' })
      .filter((row) => row.obligation === kind && row.flags.length > 0)
      .map((row) => row.flags)

  it('tell of a meeting on a day off, and outside the usual quarter', () => {
    expect(flagsOf('organizational_life_meeting', '2026-11-18')).toEqual([])
    expect(flagsOf('organizational_life_meeting', '2026-06-17')).toEqual([['outside_preferred_window']])
    expect(flagsOf('organizational_life_meeting', '2026-06-21')).toEqual([
      ['on_day_off', 'outside_preferred_window'],
    ])
    expect(flagsOf('general_meeting', '2026-11-22')).toEqual([['on_day_off']])
    expect(flagsOf('general_meeting', '2026-12-26', 'scheduled')).toEqual([['on_day_off']])
  })
})

describe('a year', () => {
  it('of which nothing was recorded asks for 35 meetings with one group', () => {
    const rows = rowsOf({ org: anOrg({ groups: [{ id: 'g1', from: old }] }), as_of: '2027-12-31' })
    const missed = rows.filter(
      (row) => row.period.startsWith('2026') && row.status === 'missed' && row.group !== '*',
    )
    expect(missed).toHaveLength(35)
  })

  it('of the worked example is shown by three counts', () => {
    const { expected: _, ...worked } = oracle.cases.find(({ id }) => id === 'C057') ?? { expected: [] }
    const rows = rowsOf(worked).filter(
      (row) => row.obligation === 'committee_meeting' && row.period.startsWith('2026'),
    )
    expect(
      complianceCounts(rows.map((row) => ({ status: row.status as 'done', wording: meetingWording }))),
    ).toEqual({
      onTime: 6,
      madeUp: 1,
      missed: 0,
      own: {},
    })
  })

  it('count what is no meeting in its own words', () => {
    const wording = { ...meetingWording, statuses: { late_done: '逾期收齐', missed: '欠缴' } }
    const counts = complianceCounts([
      { status: 'done', wording },
      { status: 'missed', wording },
      { status: 'missed', wording: meetingWording },
    ])
    expect(countWords(totalCounts([counts, counts]))).toBe('按期2项，补开0项，缺开2项，欠缴2项')
  })
})

describe('states', () => {
  it('have words and colours, and an order', () => {
    expect(statusWords.missed).toEqual({ label: '缺开', tone: 'dark-red' })
    expect(worstOf([])).toBe('not_applicable')
    expect(worstOf(['done', 'exempt', 'upcoming'])).toBe('done')
    expect(worstOf(['done', 'overdue', 'pending'])).toBe('overdue')
    expect(
      ['done', 'exempt', 'not_required', 'late_done', 'missed'].map((each) => isCompliant(each as 'done')),
    ).toEqual([true, true, true, false, false])
  })

  it('carry the dates that a card needs', () => {
    const [state] = obligationStatuses({ ...anyFacts(), asOf: '2026-04-02', periods: [period('2026-Q1')] })
    expect(state).toMatchObject({
      obligation: 'general_meeting',
      end: '2026-03-31',
      makeUpUntil: '2026-04-30',
    })
  })

  it('cover the year before and the year of the question unless told', () => {
    const labels = obligationStatuses({ ...anyFacts(), asOf: new Date('2025-12-31T16:00:00Z') })
      .filter((state) => state.obligation === 'general_meeting')
      .map((state) => state.period.label)
    expect([labels.length, labels[0], labels.at(-1)]).toEqual([8, '2025-Q1', '2026-Q4'])
  })

  it('do not depend on the order in which meetings are given', () => {
    fc.assert(
      fc.property(
        fc.array(anyMeeting, { maxLength: 8 }),
        anyDay,
        fc.infiniteStream(fc.nat()),
        (meetings, asOf, keys) => {
          const shuffled = meetings
            .map((meeting) => ({ meeting, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ meeting }) => meeting)
          const answer = (given: CadenceMeeting[]) =>
            obligationStatuses({ ...anyFacts(), asOf, meetings: given })
          expect(answer(shuffled)).toEqual(answer(meetings))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('count a meeting without combined kinds for one period at most', () => {
    fc.assert(
      fc.property(anyMeeting, anyDay, (meeting, asOf) => {
        const one = { ...meeting, kinds: meeting.kinds.slice(0, 1), state: 'held' as const }
        const states = obligationStatuses({ ...anyFacts(), asOf, meetings: [one] })
        const kept = states.filter(
          ({ status, group }) => (status === 'done' || status === 'late_done') && group !== '*',
        )
        expect(kept.length).toBeLessThanOrEqual(one.groups?.length ?? 1)
      }),
      { numRuns: 60 },
    )
  })

  it('get no better by waiting, once the period is over and nothing more happens', () => {
    fc.assert(
      fc.property(
        fc.array(anyMeeting, { maxLength: 4 }),
        fc.integer({ min: 0, max: 90 }),
        (meetings, days) => {
          const q1 = [period('2026-Q1')]
          const past = meetings.filter(({ start }) => start <= '2026-04-01')
          const at = (asOf: string) =>
            obligationStatuses({ ...anyFacts(), asOf, meetings: past, periods: q1 }).map(
              ({ status }) => status,
            )
          const [first, later] = [at(addDays('2026-04-08', days)), at(addDays('2026-04-09', days))]
          for (const [n, status] of first.entries()) {
            expect([status, worstOf([status, later[n] ?? status])]).toEqual([status, later[n]])
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('kinds in one sitting', () => {
  it.each([
    [['general_meeting', 'party_lecture'], ['general_meeting']],
    [
      ['general_meeting', 'organizational_life_meeting'],
      ['general_meeting', 'organizational_life_meeting'],
    ],
    [
      ['general_meeting', 'party_lecture', 'organizational_life_meeting'],
      ['general_meeting', 'organizational_life_meeting'],
    ],
    [
      ['organizational_life_meeting', 'general_meeting', 'committee_meeting'],
      ['organizational_life_meeting', 'general_meeting'],
    ],
    [['general_meeting', 'general_meeting'], ['general_meeting']],
  ])('%j counts for %j', (kinds, counting) => {
    expect(countingKinds(kinds, cadences.config)).toEqual(counting)
  })
})

describe('input', () => {
  const good = { org: anOrg(), meetings: [held('general_meeting', '2026-03-01')], as_of: '2026-03-31' }
  it.each([
    { why: 'nothing', input: undefined },
    { why: 'a text', input: 'C001' },
    { why: 'no organisation', input: { ...good, org: undefined } },
    { why: 'a day that does not exist', input: { ...good, as_of: '2026-02-30' } },
    { why: 'a meeting without a kind', input: { ...good, meetings: [{ ...good.meetings[0], kinds: [] }] } },
    { why: 'an unknown state', input: { ...good, meetings: [{ ...good.meetings[0], status: 'done' }] } },
    {
      why: 'more present than invited',
      input: { ...good, meetings: [{ ...good.meetings[0], attended: 3, eligible: 2 }] },
    },
    {
      why: 'a tag that is no period',
      input: { ...good, meetings: [{ ...good.meetings[0], makeup_for: '2026-Q5' }] },
    },
    {
      why: 'two groups of one name',
      input: {
        ...good,
        org: anOrg({
          groups: [
            { id: 'a', from: old },
            { id: 'a', from: old },
          ],
        }),
      },
    },
  ])('is refused with a sentence: $why', ({ input }) => {
    const answer = evaluateCadenceCase(input, rules)
    expect(answer).toMatchObject({
      error: { code: 'input/invalid', message: expect.stringMatching(/^输入不符合要求/) },
    })
  })

  it('may leave out what there is none of, and carry more than is asked', () => {
    const bare = { org: { founded: old }, meetings: [], as_of: '2026-03-31', id: 'X', expected: [] }
    expect(Array.isArray(evaluateCadenceCase(bare, rules))).toBe(true)
  })
})

function states(input: object): Record<string, string> {
  return Object.fromEntries(
    rowsOf(input).map(({ obligation, period: label, group, status }) => [
      [obligation, label, ...(group ? [group] : [])].join(' '),
      status,
    ]),
  )
}

function period(label: string) {
  const parsed = parsePeriod(label)
  if (!parsed) throw new Error(`no period: ${label}`)
  return parsed
}

function anyFacts() {
  const org: CadenceOrg = {
    founded: old,
    dissolved: null,
    committeeFrom: old,
    unionFrom: old,
    groups: [
      { id: 'g1', from: old, to: null },
      { id: 'g2', from: old, to: null },
    ],
  }
  return { ...rules, org, meetings: [] as CadenceMeeting[], overrides: [], exemptions: [] }
}

const anyDay = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2025-12-01', days))
const anyMeeting: fc.Arbitrary<CadenceMeeting> = fc.record(
  {
    id: fc.uuid(),
    kinds: fc.array(fc.constantFrom(...cadences.obligations.map(({ id }) => id)), {
      minLength: 1,
      maxLength: 3,
    }),
    start: anyDay,
    state: fc.constantFrom('held', 'scheduled', 'cancelled', 'postponed', 'no_quorum'),
    groups: fc.subarray(['g1', 'g2'], { minLength: 1 }),
    makeUpFor: fc.constantFrom('2026-Q1', '2026-02', '2026', '2025'),
    attributedTo: fc.constantFrom('2026', '2025'),
  },
  { requiredKeys: ['id', 'kinds', 'start', 'state', 'groups'] },
)
