import { describe, expect, it } from 'vitest'
import { type CadenceRow, evaluateCadenceCase } from '../../../src/domain/cadence/evaluate-case.ts'
import { rules } from './given-cadences.ts'

/** Expectations written from DOMAIN §4.2 and §4.3 alone, sentence by sentence, before anything was run. */

type Asked = [obligation: string, period: string, status: string | undefined, group?: string]

const base = { founded: '2020-01-01', committee_from: '2020-01-01', union_from: null, groups: [] }
const C = (why: string, org: object, meetings: object[], as_of: string, more: object, asked: Asked[]) => ({
  why,
  input: { org: { ...base, ...org }, meetings, as_of, ...more },
  asked,
})
const m = (kinds: string | string[], start: string, more: object = {}) => ({
  kinds: [kinds].flat(),
  start,
  status: 'held',
  ...more,
})
const CM = 'committee_meeting'
const GM = 'general_meeting'
const OL = 'organizational_life_meeting'
const DL = 'democratic_life_meeting'
const PL = 'party_lecture'
const GR = 'group_meeting'

const cases = [
  C(
    'founded with 15/45 days left',
    { founded: '2026-05-17', committee_from: '2026-05-17' },
    [],
    '2026-05-20',
    {},
    [
      [CM, '2026-05', 'pending'],
      [GM, '2026-Q2', 'pending'],
      [CM, '2026-04', 'not_applicable'],
      [GM, '2026-Q1', 'not_applicable'],
      [OL, '2026', 'pending'],
    ],
  ),
  C(
    'founded with 14/44 days left',
    { founded: '2026-05-18', committee_from: '2026-05-18' },
    [],
    '2026-05-20',
    {},
    [
      [CM, '2026-05', 'not_required'],
      [GM, '2026-Q2', 'not_required'],
      [CM, '2026-06', 'upcoming'],
    ],
  ),
  C(
    'founded with 90 days of the year left',
    { founded: '2026-10-03', committee_from: '2026-10-03' },
    [],
    '2026-10-10',
    {},
    [
      [OL, '2026', 'pending'],
      [DL, '2026', 'pending'],
      [GM, '2026-Q4', 'pending'],
    ],
  ),
  C(
    'founded with 89 days of the year left',
    { founded: '2026-10-04', committee_from: '2026-10-04' },
    [],
    '2026-10-10',
    {},
    [
      [OL, '2026', 'not_required'],
      [DL, '2026', 'not_required'],
      [OL, '2027', 'upcoming'],
    ],
  ),
  C(
    'held although not required',
    { founded: '2026-05-20', committee_from: '2026-05-20' },
    [m(GM, '2026-05-20')],
    '2026-06-01',
    {},
    [[GM, '2026-Q2', 'done']],
  ),
  C('committee set up later', { committee_from: '2026-03-17' }, [], '2026-03-20', {}, [
    [CM, '2026-03', 'pending'],
    [CM, '2026-02', 'not_applicable'],
  ]),
  C('committee set up a day later', { committee_from: '2026-03-18' }, [], '2026-03-20', {}, [
    [CM, '2026-03', 'not_required'],
  ]),
  C('dissolved after 14 days of the month', { dissolved: '2026-08-14' }, [], '2026-08-20', {}, [
    [CM, '2026-08', 'not_required'],
    [CM, '2026-09', 'not_applicable'],
    [GM, '2026-Q4', 'not_applicable'],
  ]),
  C('dissolved after 15 days of the month', { dissolved: '2026-08-15' }, [], '2026-09-20', {}, [
    [CM, '2026-08', 'missed'],
  ]),
  C('make-up on its last day', {}, [m(CM, '2026-11-15', { makeup_for: '2026-10' })], '2026-11-20', {}, [
    [CM, '2026-10', 'late_done'],
    [CM, '2026-11', 'pending'],
  ]),
  C(
    'make-up a day late counts where it was held',
    {},
    [m(CM, '2026-11-16', { makeup_for: '2026-10' })],
    '2026-11-20',
    {},
    [
      [CM, '2026-10', 'missed'],
      [CM, '2026-11', 'done'],
    ],
  ),
  C('make-up of a quarter: 30 days', {}, [m(GM, '2026-10-30', { makeup_for: '2026-Q3' })], '2026-11-01', {}, [
    [GM, '2026-Q3', 'late_done'],
    [GM, '2026-Q4', 'pending'],
  ]),
  C('make-up of a quarter: 31 days', {}, [m(GM, '2026-10-31', { makeup_for: '2026-Q3' })], '2026-11-01', {}, [
    [GM, '2026-Q3', 'missed'],
    [GM, '2026-Q4', 'done'],
  ]),
  C('make-up of a year: 60 days', {}, [m(OL, '2027-03-01', { makeup_for: '2026' })], '2027-03-05', {}, [
    [OL, '2026', 'late_done'],
    [OL, '2027', 'pending'],
  ]),
  C('make-up of a year: 61 days', {}, [m(OL, '2027-03-02', { makeup_for: '2026' })], '2027-03-05', {}, [
    [OL, '2026', 'missed'],
    [OL, '2027', 'done'],
  ]),
  C('no carry over back', {}, [m(CM, '2026-11-05')], '2026-11-10', {}, [
    [CM, '2026-10', 'overdue'],
    [CM, '2026-11', 'done'],
  ]),
  C('no carry over of a second one', {}, [m(CM, '2026-10-05'), m(CM, '2026-10-25')], '2026-11-10', {}, [
    [CM, '2026-11', 'pending'],
    [CM, '2026-10', 'done'],
  ]),
  C('last day before the make-up ends, and after', {}, [], '2026-11-15', {}, [[CM, '2026-10', 'overdue']]),
  C('a make-up that comes too late is missed', {}, [], '2026-11-16', {}, [[CM, '2026-10', 'missed']]),
  C(
    'moved window, open',
    {},
    [],
    '2027-01-15',
    { window_overrides: [{ obligation: DL, period: '2026', until: '2027-02-28', doc: '局党〔2026〕1号' }] },
    [
      [DL, '2026', 'pending'],
      [DL, '2027', 'pending'],
      [OL, '2026', 'overdue'],
    ],
  ),
  C(
    'moved window, due soon',
    {},
    [],
    '2027-02-01',
    { window_overrides: [{ obligation: DL, period: '2026', until: '2027-02-28', doc: 'x' }] },
    [[DL, '2026', 'due_soon']],
  ),
  C(
    'moved window, over',
    {},
    [],
    '2027-03-01',
    { window_overrides: [{ obligation: DL, period: '2026', until: '2027-02-28', doc: 'x' }] },
    [[DL, '2026', 'overdue']],
  ),
  C(
    'moved window, held and attributed',
    {},
    [m(DL, '2027-02-10', { attributed_to: '2026' })],
    '2027-03-01',
    { window_overrides: [{ obligation: DL, period: '2026', until: '2027-02-28', doc: 'x' }] },
    [
      [DL, '2026', 'done'],
      [DL, '2027', 'pending'],
    ],
  ),
  C(
    'attributed without a moved window',
    {},
    [m(DL, '2027-02-10', { attributed_to: '2026' })],
    '2027-03-05',
    {},
    [
      [DL, '2026', 'missed'],
      [DL, '2027', 'done'],
    ],
  ),
  C(
    'scheduled in the moved window',
    {},
    [m(DL, '2027-02-10', { attributed_to: '2026', status: 'scheduled' })],
    '2027-01-20',
    { window_overrides: [{ obligation: DL, period: '2026', until: '2027-02-28', doc: 'x' }] },
    [
      [DL, '2026', 'scheduled'],
      [DL, '2027', 'pending'],
    ],
  ),
  C(
    'exempt before upcoming',
    {},
    [],
    '2026-06-01',
    { exemptions: [{ obligation: GM, period: '2026-Q4', doc: 'x' }] },
    [[GM, '2026-Q4', 'exempt']],
  ),
  C(
    'exempt although held',
    {},
    [m(GM, '2026-05-01')],
    '2026-06-01',
    { exemptions: [{ obligation: GM, period: '2026-Q2', doc: 'x' }] },
    [[GM, '2026-Q2', 'exempt']],
  ),
  C('combined with a general meeting', {}, [m([OL, GM], '2026-11-01')], '2026-11-10', {}, [
    [OL, '2026', 'done'],
    [GM, '2026-Q4', 'done'],
  ]),
  C('lecture and general meeting: the first counts', {}, [m([PL, GM], '2026-11-01')], '2026-11-10', {}, [
    [PL, '2026-Q4', 'done'],
    [GM, '2026-Q4', 'pending'],
  ]),
  C('local time decides the quarter', {}, [m(GM, '2026-03-31T16:30:00Z')], '2026-04-02', {}, [
    [GM, '2026-Q1', 'overdue'],
    [GM, '2026-Q2', 'done'],
  ]),
  C('local time, a minute before', {}, [m(GM, '2026-03-31T15:59:00Z')], '2026-04-02', {}, [
    [GM, '2026-Q1', 'done'],
    [GM, '2026-Q2', 'pending'],
  ]),
  C('as_of in local time', {}, [], '2026-11-15T16:00:00Z', {}, [[CM, '2026-10', 'missed']]),
  C('less than half there', {}, [m(GM, '2026-11-01', { attended: 4, eligible: 9 })], '2026-11-10', {}, [
    [GM, '2026-Q4', 'pending'],
  ]),
  C('exactly half there', {}, [m(GM, '2026-11-01', { attended: 5, eligible: 10 })], '2026-11-10', {}, [
    [GM, '2026-Q4', 'done'],
  ]),
  C(
    'no quorum',
    {},
    [
      m(GM, '2026-11-01', { status: 'no_quorum' }),
      m(PL, '2026-11-01', { status: 'postponed' }),
      m(CM, '2026-11-01', { status: 'cancelled' }),
    ],
    '2026-11-10',
    {},
    [
      [GM, '2026-Q4', 'pending'],
      [PL, '2026-Q4', 'pending'],
      [CM, '2026-11', 'pending'],
    ],
  ),
  C('unconfirmed on the 7th day', {}, [m(GM, '2026-11-10', { status: 'scheduled' })], '2026-11-17', {}, [
    [GM, '2026-Q4', 'unconfirmed'],
  ]),
  C(
    'unconfirmed no longer on the 8th day',
    {},
    [m(GM, '2026-11-10', { status: 'scheduled' })],
    '2026-11-18',
    {},
    [[GM, '2026-Q4', 'pending']],
  ),
  C('unconfirmed after the end', {}, [m(CM, '2026-10-30', { status: 'scheduled' })], '2026-11-03', {}, [
    [CM, '2026-10', 'unconfirmed'],
  ]),
  C(
    'unconfirmed no longer, after the end',
    {},
    [m(CM, '2026-10-30', { status: 'scheduled' })],
    '2026-11-07',
    {},
    [[CM, '2026-10', 'overdue']],
  ),
  C('due soon limits: 8 and 7 days', {}, [], '2026-11-22', {}, [[CM, '2026-11', 'pending']]),
  C('a month with 7 days left', {}, [], '2026-11-23', {}, [[CM, '2026-11', 'due_soon']]),
  C('quarter 15 / year 31', {}, [], '2026-12-16', {}, [
    [GM, '2026-Q4', 'pending'],
    [OL, '2026', 'due_soon'],
  ]),
  C('a quarter with 14 days left', {}, [], '2026-12-17', {}, [[GM, '2026-Q4', 'due_soon']]),
  C('year 31 days left', {}, [], '2026-11-30', {}, [[OL, '2026', 'pending']]),
  C('year 30 days left', {}, [], '2026-12-01', {}, [[OL, '2026', 'due_soon']]),
  C(
    'groups, each and the worst',
    {
      groups: [
        { id: 'g1', from: '2020-01-01' },
        { id: 'g2', from: '2026-11-17' },
        { id: 'g3', from: '2020-01-01', to: '2026-11-10' },
      ],
    },
    [m(GR, '2026-11-05', { groups: ['g1'] })],
    '2026-11-20',
    {},
    [
      [GR, '2026-11', 'done', 'g1'],
      [GR, '2026-11', 'not_required', 'g2'],
      [GR, '2026-11', 'not_required', 'g3'],
      [GR, '2026-11', 'done', '*'],
    ],
  ),
  C('group set up with 15 days', { groups: [{ id: 'g2', from: '2026-11-16' }] }, [], '2026-11-20', {}, [
    [GR, '2026-11', 'pending', 'g2'],
    [GR, '2026-11', 'pending', '*'],
    [GR, '2026-10', 'not_applicable', 'g2'],
  ]),
  C('no union, no assembly', {}, [], '2026-11-20', {}, [['staff_assembly', '2026', 'not_applicable']]),
  C('optional duties are off', {}, [], '2026-11-20', {}, [['party_dues', '2026-11', undefined]]),
  C('optional duties that are switched on', {}, [], '2026-11-20', { enabled: ['theme_party_day'] }, [
    ['theme_party_day', '2026-11', 'pending'],
  ]),
  C(
    'arranged before the period has begun',
    {},
    [m(GM, '2026-12-10', { status: 'scheduled' })],
    '2026-09-20',
    {},
    [[GM, '2026-Q4', 'upcoming']],
  ),
  C(
    'arranged after the end does not count',
    {},
    [m(GM, '2027-01-10', { status: 'scheduled' })],
    '2026-12-20',
    {},
    [[GM, '2026-Q4', 'due_soon']],
  ),
  C('leap day', {}, [], '2028-02-22', {}, [[CM, '2028-02', 'due_soon']]),
  C(
    'a make-up tag inside its own period is plainly done',
    {},
    [m(CM, '2026-10-20', { makeup_for: '2026-10' })],
    '2026-11-20',
    {},
    [[CM, '2026-10', 'done']],
  ),
  C(
    'a make-up is not done twice',
    {},
    [m(CM, '2026-11-10', { makeup_for: '2026-10' }), m(CM, '2026-11-12')],
    '2026-11-20',
    {},
    [
      [CM, '2026-10', 'late_done'],
      [CM, '2026-11', 'done'],
    ],
  ),
]

describe('the state of a duty, as the domain describes it', () => {
  it.each(cases)('$why', ({ input, asked }) => {
    const rows = evaluateCadenceCase(input, rules)
    if (!Array.isArray(rows)) throw new Error(rows.error.message)
    const status = ([obligation, period, , group]: Asked) =>
      rows.find(
        (row: CadenceRow) =>
          row.obligation === obligation &&
          row.period === period &&
          (group === undefined || row.group === group),
      )?.status
    expect(asked.map((one) => [one[0], one[1], status(one)])).toEqual(asked.map((one) => one.slice(0, 3)))
  })
})
