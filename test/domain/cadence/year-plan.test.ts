import { describe, expect, it } from 'vitest'
import { obligationStatuses } from '../../../src/domain/cadence/obligation-statuses.ts'
import { draftYear, meetingFor, requestBy } from '../../../src/domain/cadence/year-plan.ts'
import { parsePeriod, periodsOfYear } from '../../../src/domain/calendar/periods.ts'
import { loadTemplates } from '../../../src/templates.ts'

const { cadences, calendar, processes } = loadTemplates()
const old = '2020-01-01'
const plan = (today: string, year: number, org: object = {}) => {
  const periods = (['month', 'quarter', 'year'] as const).flatMap((kind) => periodsOfYear(year, kind))
  const states = obligationStatuses({
    org: {
      founded: old,
      dissolved: null,
      committeeFrom: old,
      unionFrom: null,
      groups: [{ id: 'g1', from: old, to: null }],
      ...org,
    },
    meetings: [],
    overrides: [],
    exemptions: [],
    asOf: today,
    obligations: cadences.obligations,
    config: cadences.config,
    calendar,
    zone: 'Asia/Shanghai',
    periods,
  })
  return draftYear({
    states,
    obligations: cadences.obligations,
    calendar,
    today,
    meetings: [],
    processOf: ({ process }) => (process ? processes.get(process) : undefined),
  })
}

describe('a draft of the year', () => {
  it('has a working day for every duty and period, inside it, yearly ones in their window', () => {
    const items = plan('2026-11-25', 2027)
    expect(items).toHaveLength(4 + 4 + 12 + 12 + 1 + 1)
    for (const { on, period } of items) {
      const found = parsePeriod(period)
      expect(calendar.isWorkingDay(on)).toBe(true)
      expect(on >= (found?.start ?? '') && on <= (found?.end ?? '')).toBe(true)
    }
    expect(items.map(({ on }) => on)).toEqual(items.map(({ on }) => on).sort())
    const yearly = items.filter(({ period }) => period === '2027')
    expect(yearly.map(({ on }) => on)).toEqual(['2027-12-10', '2027-12-20'])
  })

  it('says until when the superior must have the request, five days before and on a working day', () => {
    const items = plan('2026-11-25', 2027)
    const meeting = items.find(({ obligation }) => obligation === 'democratic_life_meeting')
    expect(meeting).toMatchObject({ on: '2027-12-20', requestBy: '2027-12-15' })
    expect(items.filter((item) => item.requestBy !== null)).toHaveLength(1)
    const template = processes.get('democratic-life-meeting')
    expect(requestBy(template, '2026-10-12', calendar)).toBe('2026-09-30')
    expect(requestBy(undefined, '2026-10-12', calendar)).toBeNull()
  })

  it('plans nothing into the past, and what is left of a period into its last working days', () => {
    const items = plan('2026-11-25', 2026)
    expect(items.every(({ on }) => on >= '2026-11-25')).toBe(true)
    expect(items.find(({ period }) => period === '2026-11')?.on).toBe('2026-11-25')
    expect(plan('2026-12-31', 2026).find(({ period }) => period === '2026-Q4')?.on).toBe('2026-12-31')
  })

  it('leaves out what does not exist, and groups that have ended', () => {
    const items = plan('2026-11-25', 2027, {
      committeeFrom: null,
      groups: [{ id: 'g1', from: old, to: '2027-03-31' }],
    })
    expect(items).toHaveLength(4 + 4 + 3 + 1)
  })

  it('knows the meeting that serves an item', () => {
    const meeting = {
      id: 'm',
      kinds: ['group_meeting'],
      groups: ['g1'],
      startsOn: '2027-01-20',
      status: 'scheduled' as const,
    }
    const january = { start: '2027-01-01', end: '2027-01-31' }
    expect(meetingFor([meeting], { obligation: 'group_meeting', body: 'g1' }, january)).toBe(meeting)
    expect(meetingFor([meeting], { obligation: 'group_meeting', body: 'g2' }, january)).toBeUndefined()
    expect(
      meetingFor([{ ...meeting, status: 'cancelled' }], { obligation: 'group_meeting', body: 'g1' }, january),
    ).toBeUndefined()
  })
})
