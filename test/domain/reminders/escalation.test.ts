import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../../src/domain/calendar/periods.ts'
import { reloadableCalendar } from '../../../src/domain/calendar/reloadable.ts'
import {
  announcedDay,
  escalationDay,
  escalationPlans,
  mayTellSuperior,
  nextEscalationAt,
} from '../../../src/domain/reminders/escalation.ts'
import { cadencesWith, calendar, nine } from '../../schedules/bench.ts'

const policy = {
  cadences: cadencesWith('general_meeting', 'committee_meeting'),
  calendar,
  zone: 'Asia/Shanghai',
}
const ended = (label: string) => parsePeriod(label)?.end ?? ''

describe('when the superior is told', () => {
  it.each([
    ['2026-Q1', 'digest', '2026-04-08'],
    ['2026-Q1', 'immediate', '2026-04-02'],
    ['2026-09', 'digest', '2026-10-13'],
    ['2026-Q4', 'digest', '2027-01-08'],
    ['2026-Q4', 'immediate', '2027-01-05'],
  ] as const)('of %s by %s: %s', (period, manner, day) => {
    expect(escalationDay(ended(period), manner, policy)).toBe(day)
  })

  it.each([
    ['before the day: that day', '2027-01-08', '2027-01-04', '2027-01-08'],
    ['when it has passed: the next working day', '2027-01-08', '2027-01-08', '2027-01-11'],
  ])('announces %s', (_why, day, today, announced) => {
    expect(announcedDay(day, today, calendar)).toBe(announced)
  })

  it('is never before the secretary was reminded twice', () => {
    expect([0, 1, 2, 7].map(mayTellSuperior)).toEqual([false, false, true, true])
  })

  it('asks from the day of the hastier manner on, and of a moved window by its own end', () => {
    const plans = (today: string, until?: string) =>
      escalationPlans(
        policy,
        today,
        until ? [{ obligation: 'general_meeting', period: '2026-Q4', until }] : [],
      )
        .filter(({ period }) => period.label === '2026-Q4')
        .map(({ movedTo, from }) => `${movedTo} ${from.immediate} ${from.digest}`)
    expect(plans('2027-01-04')).toEqual([])
    expect(plans('2027-01-05')).toEqual(['null 2027-01-05 2027-01-08'])
    expect(plans('2027-03-05', '2027-02-28')).toEqual([
      'null 2027-01-05 2027-01-08',
      '2027-02-28 2027-03-02 2027-03-05',
    ])
  })

  it('is an instant at which the clock stops', () => {
    expect(nextEscalationAt(policy, nine('2027-01-04'), [])).toEqual(nine('2027-01-05'))
    expect(nextEscalationAt(policy, nine('2027-01-07'), [])).toEqual(nine('2027-01-08'))
    expect(nextEscalationAt(policy, nine('2026-11-20'), [])).toBeNull()
  })

  it('moves with a calendar that learns of a year', () => {
    const learning = reloadableCalendar([])
    const later = { ...policy, calendar: learning }
    expect(nextEscalationAt(later, nine('2027-01-04'), [])).toEqual(nine('2027-01-05'))
    learning.replace([
      { year: 2027, provisional: false, off: ['2027-01-05'], workdays: [], source: 'a notice' },
    ])
    expect(nextEscalationAt(later, nine('2027-01-04'), [])).toEqual(nine('2027-01-06'))
  })
})
