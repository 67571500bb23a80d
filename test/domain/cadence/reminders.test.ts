import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateDueCase } from '../../../src/domain/cadence/evaluate-due.ts'
import { meetingReminders, taskReminders } from '../../../src/domain/cadence/meeting-reminders.ts'
import { reminderDates } from '../../../src/domain/cadence/reminder-dates.ts'
import {
  mayEscalate,
  type Reminder,
  remindersFor,
  suppressed,
} from '../../../src/domain/cadence/reminders.ts'
import { cadenceStatuses } from '../../../src/domain/cadence/status-words.ts'
import { addDays } from '../../../src/domain/calendar/dates.ts'
import { atLocalTime, localDate, localTime } from '../../../src/domain/calendar/local-time.ts'
import { parsePeriod } from '../../../src/domain/calendar/periods.ts'
import { givenCalendar as calendar, zone } from '../calendar/given-calendar.ts'
import { cadences } from './given-cadences.ts'

const period = (label: string) => {
  const parsed = parsePeriod(label)
  if (!parsed) throw new Error(`no period: ${label}`)
  return parsed
}

const asked = (label: string, more: object = {}) => ({
  obligation: { preferredWindow: null },
  period: period(label),
  policies: cadences.reminderPolicies,
  recipients: cadences.reminderRecipients,
  escalation: 'digest' as const,
  calendar,
  zone,
  ...more,
})

const brief = (reminders: Reminder[]) =>
  reminders.map(({ stage, at }) => `${stage} ${localDate(at, zone)} ${localTime(at, zone)}`)

describe('reminders of a period', () => {
  it('follow the worked dates of the domain rules', () => {
    expect(brief(remindersFor(asked('2026-Q1')))).toEqual([
      'period_start 2026-01-04 09:00',
      't30 2026-02-28 09:00',
      't14 2026-03-17 09:00',
      't7 2026-03-24 09:00',
      'last 2026-03-31 09:00',
      'overdue 2026-04-01 09:00',
      'escalate 2026-04-08 09:00',
    ])
  })

  it('of a year tell of the preferred window after the holiday, where there is one', () => {
    const window = (preferredWindow: string | null) =>
      remindersFor(asked('2026', { obligation: { preferredWindow } })).find(
        ({ stage }) => stage === 'window_start',
      )
    expect(window('Q4')).toMatchObject({ on: '2026-10-08', kind: 'period', roles: ['owner'] })
    expect(window(null)).toBeUndefined()
    expect(evaluateDueCase({ period: '2026' }, { calendar, policies: cadences.reminderPolicies })).toEqual({
      period_start: '2026-01-04',
      window_start: '2026-10-08',
      t30: '2026-12-01',
      t14: '2026-12-17',
      t7: '2026-12-24',
      last: '2026-12-31',
      overdue: '2027-01-04',
      escalate: '2027-01-08',
    })
  })

  it('of a moved window count back from its end', () => {
    const moved = remindersFor(asked('2026', { end: '2027-02-28' }))
    expect(moved.find(({ stage }) => stage === 't7')?.on).toBe('2027-02-19')
    expect(moved.find(({ stage }) => stage === 'overdue')?.on).toBe('2027-03-01')
  })

  it('go to more people as the end comes near', () => {
    const roles = Object.fromEntries(remindersFor(asked('2026-Q1')).map((each) => [each.stage, each.roles]))
    expect(roles).toEqual({
      period_start: ['owner'],
      t30: ['owner'],
      t14: ['owner', 'org_member'],
      t7: ['owner', 'org_member'],
      last: ['owner', 'org_member', 'committee'],
      overdue: ['secretary', 'org_member'],
      escalate: ['superior', 'secretary'],
    })
  })

  it('go out at the time that was set, moved into the sending hours', () => {
    const first = (sendAt: string) => brief(remindersFor(asked('2026-Q1', { sendAt })))[0]
    expect([first('14:30'), first('07:00'), first('22:00')]).toEqual([
      'period_start 2026-01-04 14:30',
      'period_start 2026-01-04 09:00',
      'period_start 2026-01-04 18:00',
    ])
  })

  it.each([
    { status: 'done', stages: [] },
    { status: 'late_done', stages: [] },
    { status: 'exempt', stages: [] },
    { status: 'not_required', stages: [] },
    { status: 'not_applicable', stages: [] },
    { status: 'scheduled', stages: [] },
    { status: 'pending', stages: ['period_start', 'mid', 't7', 'last'] },
    { status: 'due_soon', stages: ['period_start', 'mid', 't7', 'last'] },
    { status: 'unconfirmed', stages: ['period_start', 'mid', 't7', 'last'] },
    { status: 'overdue', stages: ['overdue', 'escalate'] },
  ])('are silenced by the state: $status', ({ status, stages }) => {
    expect(remindersFor(asked('2026-10', { status })).map(({ stage }) => stage)).toEqual(stages)
  })

  it('say nothing in a state in which nothing is missing', () => {
    for (const status of cadenceStatuses.slice(0, 7)) {
      for (const stage of ['period_start', 't7', 'overdue', 'escalate'])
        expect(suppressed(status, stage)).toBe(true)
    }
  })

  it('reach the superior only after two to the secretary, and if it is set', () => {
    const escalated = (more: object) =>
      remindersFor(asked('2026-10', more)).some(({ kind }) => kind === 'escalation')
    expect(escalated({})).toBe(true)
    expect(escalated({ secretaryReminded: 1 })).toBe(false)
    expect(escalated({ secretaryReminded: 2 })).toBe(true)
    expect(escalated({ escalation: 'off' })).toBe(false)
    expect([mayEscalate('immediate', 2), mayEscalate('digest', 1), mayEscalate('off', 9)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('refuse a line that is no rule', () => {
    expect(() => reminderDates(period('2026'), ['t7:PE-7d'], calendar)).toThrow(RangeError)
  })

  it('never go out on a day off or outside 09:00–18:00', () => {
    const labels = ['2026-05', '2026-10', '2026-Q1', '2026-Q4', '2025-Q3', '2026', '2027', '2031-Q4']
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:17`)
    fc.assert(
      fc.property(fc.constantFrom(...labels), time, (label, sendAt) => {
        for (const { at, on } of remindersFor(
          asked(label, { sendAt, obligation: { preferredWindow: 'Q4' } }),
        )) {
          expect([localDate(at, zone), calendar.isWorkingDay(on)]).toEqual([on, true])
          expect(localTime(at, zone) >= '09:00' && localTime(at, zone) <= '18:00').toBe(true)
        }
      }),
    )
  })
})

describe('reminders of a meeting', () => {
  const meeting = (date: string, time: string, more: object = {}) => ({
    startsAt: atLocalTime(date, time, zone),
    stages: cadences.meetingReminders,
    calendar,
    zone,
    ...more,
  })

  it('come before it, and after it while the minutes are missing', () => {
    expect(brief(meetingReminders(meeting('2026-12-25', '15:00')))).toEqual([
      'T-7d 2026-12-18 09:00',
      'T-3d 2026-12-22 09:00',
      'T-1d 2026-12-24 09:00',
      'T-2h 2026-12-25 13:00',
      'T+1wd 2026-12-28 09:00',
      'T+3wd 2026-12-30 09:00',
      'T+7d 2026-12-31 09:00',
    ])
  })

  it('end with the minutes, and with the meeting', () => {
    const kinds = (more: object) =>
      meetingReminders(meeting('2026-12-25', '15:00', more)).map(({ kind }) => kind)
    expect(kinds({ hasMinutes: true })).toEqual(['meeting', 'meeting', 'meeting', 'meeting'])
    expect(kinds({ cancelled: true })).toEqual([])
  })

  it.each([
    {
      why: 'a Monday is reminded of on Friday',
      date: '2026-11-23',
      time: '15:00',
      stage: 'T-1d',
      at: '2026-11-20 09:00',
    },
    {
      why: 'the same day is reminded of on a day off too',
      date: '2026-11-22',
      time: '15:00',
      stage: 'T-2h',
      at: '2026-11-22 13:00',
    },
    {
      why: 'an early meeting from 09:00',
      date: '2026-11-24',
      time: '10:00',
      stage: 'T-2h',
      at: '2026-11-24 09:00',
    },
    {
      why: 'a late meeting until 18:00',
      date: '2026-11-24',
      time: '21:00',
      stage: 'T-2h',
      at: '2026-11-24 18:00',
    },
    {
      why: 'a meeting at 09:00 not on the same day',
      date: '2026-11-24',
      time: '09:00',
      stage: 'T-2h',
      at: undefined,
    },
    {
      why: 'the last call for minutes before a long holiday',
      date: '2026-09-28',
      time: '15:00',
      stage: 'T+7d',
      at: '2026-09-30 09:00',
    },
    {
      why: 'or after it, when that is the day of the meeting',
      date: '2026-09-30',
      time: '15:00',
      stage: 'T+7d',
      at: '2026-10-08 09:00',
    },
  ])('$why', ({ date, time, stage, at }) => {
    const found = brief(meetingReminders(meeting(date, time))).find((each) => each.startsWith(`${stage} `))
    expect(found).toBe(at && `${stage} ${at}`)
  })

  it('before it lie before it, within the sending hours', () => {
    const anyDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days))
    const hour = fc.integer({ min: 0, max: 23 }).map((h) => `${String(h).padStart(2, '0')}:30`)
    fc.assert(
      fc.property(anyDay, hour, (date, time) => {
        const given = meeting(date, time)
        for (const { at, kind, on } of meetingReminders(given)) {
          expect(at < given.startsAt).toBe(kind === 'meeting')
          expect(localTime(at, zone) >= '09:00' && localTime(at, zone) <= '18:00').toBe(true)
          expect(calendar.isWorkingDay(on) || on === date).toBe(true)
        }
      }),
    )
  })
})

describe('reminders of a task', () => {
  it('go up from the responsible to the secretary and the body that set it', () => {
    const reminders = taskReminders({ due: '2026-09-30', stages: cadences.taskReminders, calendar, zone })
    expect(brief(reminders)).toEqual([
      'due-3wd 2026-09-24 09:00',
      'due-1wd 2026-09-29 09:00',
      'due 2026-09-30 09:00',
      'due+1wd 2026-10-08 09:00',
      'due+3wd 2026-10-10 09:00',
      'due+5wd 2026-10-13 09:00',
    ])
    expect(reminders.map(({ roles }) => roles.join())).toEqual([
      'responsible',
      'responsible',
      'responsible',
      'responsible',
      'secretary',
      'commissioner',
    ])
  })

  it('due on a day off comes the working day before', () => {
    const reminders = taskReminders({ due: '2026-11-22', stages: cadences.taskReminders, calendar, zone })
    expect(brief(reminders)).toContain('due 2026-11-20 09:00')
  })
})

describe('due cases', () => {
  const rules = { calendar, policies: cadences.reminderPolicies }
  it.each([
    { input: { rule: 'T+', anchor: '2026-11-25' }, code: 'input/rule' },
    { input: { rule: 'T-5d', anchor: '2026-02-30' }, code: 'input/invalid' },
    { input: { rule: 'T-5d', anchor: '2026-11-25', policy: 'whenever' }, code: 'input/invalid' },
    { input: { period: '2026-Q7' }, code: 'input/rule' },
    { input: { period: 2026 }, code: 'input/invalid' },
    { input: {}, code: 'input/invalid' },
    { input: null, code: 'input/invalid' },
    { input: ['T'], code: 'input/invalid' },
  ])('are refused with a sentence: $input', ({ input, code }) => {
    expect(evaluateDueCase(input, rules)).toMatchObject({
      error: { code, message: expect.stringMatching(/\p{Script=Han}/u) },
    })
  })

  it('are deadlines unless told', () => {
    expect(evaluateDueCase({ rule: 'T-5d', anchor: '2026-10-12' }, rules)).toBe('2026-09-30')
  })
})
