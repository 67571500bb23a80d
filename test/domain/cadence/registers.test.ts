import { describe, expect, it } from 'vitest'
import {
  coverageOf,
  missingByPerson,
  registerAsMeeting,
  registerEntries,
} from '../../../src/domain/cadence/registers.ts'
import { parsePeriod } from '../../../src/domain/calendar/periods.ts'
import type { Standing } from '../../../src/domain/organisation/types.ts'
import type { DutyRecord } from '../../../src/domain/ports/index.ts'
import { cadencesWith } from '../../schedules/bench.ts'

const { obligations, config } = cadencesWith('party_dues', 'heart_to_heart')
const row = (id: string) => obligations.find((one) => one.id === id) ?? never()
const never = (): never => {
  throw new Error('no such duty')
}
const dues = row('party_dues')
const talk = row('heart_to_heart')
const period = (label: string) => parsePeriod(label) ?? never()
const on = (memberId: string, from: string, to: string | null = null): Standing => ({
  id: memberId,
  organisationId: 'o',
  memberId,
  kind: 'formal',
  from,
  to,
  superiorRef: null,
  meetingRef: null,
  recordedAt: new Date(0),
})
const entry = (given: Partial<DutyRecord> & Pick<DutyRecord, 'memberId' | 'doneOn'>): DutyRecord => ({
  organisationId: 'o',
  obligation: 'party_dues',
  period: '2026-10',
  otherId: null,
  recordedBy: 'x',
  recordedAt: new Date(0),
  ...given,
})
const facts = (records: DutyRecord[], today = '2026-11-20') => ({
  organisationId: 'o',
  people: { standings: [on('a', '2026-01-01'), on('b', '2026-01-01', '2026-10-15'), on('c', '2026-11-01')] },
  records,
  today,
})

describe('a register of people', () => {
  it.each([
    ['asks those on the roster at the end of the period', '2026-09', ['a', 'b']],
    ['no longer one who left in it', '2026-10', ['a']],
    ['one who came, from then on', '2026-11', ['a', 'c']],
    ['today’s, where the roster does not reach back', '2025-10', ['a', 'c']],
  ])('%s', (_, label, due) => {
    expect(coverageOf(dues, period(label), facts([])).due).toEqual(due)
  })

  it.each([
    ['in the period', '2026-10-09', '2026-10-09'],
    ['ahead of it: in order from its first day', '2026-09-30', '2026-10-01'],
    ['in the time for making up', '2026-11-15', '2026-11-15'],
    ['too late: it counts nowhere', '2026-11-16', undefined],
  ])('complete %s', (_, doneOn, start) => {
    const coverage = coverageOf(dues, period('2026-10'), facts([entry({ memberId: 'a', doneOn })]))
    const [held] = registerAsMeeting(dues, period('2026-10'), coverage, { config, overrides: [] })
    expect(held?.start).toBe(start)
  })

  it('counts a talk for both, and is complete with the last', () => {
    const talks = { obligation: 'heart_to_heart', period: '2026', doneOn: '2026-03-01' }
    const records = [entry({ ...talks, memberId: 'a', otherId: 'c' })]
    expect(coverageOf(talk, period('2026'), facts(records))).toMatchObject({
      missing: [],
      completeOn: '2026-03-01',
    })
  })

  it('lists arrears by person, those with most first', () => {
    const records = [entry({ memberId: 'a', doneOn: '2026-10-02' })]
    expect([...missingByPerson(dues, ['2026-09', '2026-10', '2026-11'].map(period), facts(records))]).toEqual(
      [
        ['a', ['2026-09', '2026-11']],
        ['b', ['2026-09']],
        ['c', ['2026-11']],
      ],
    )
  })

  it('takes a pair once, whoever is named first, and nothing but a pair', () => {
    expect(registerEntries(talk, ['b', 'a'])).toEqual(registerEntries(talk, ['a', 'b']))
    for (const ids of [['a'], ['a', 'a'], ['a', 'b', 'c']])
      expect(() => registerEntries(talk, ids)).toThrow('register/pair')
    expect(() => registerEntries(dues, [])).toThrow('register/people')
  })
})
