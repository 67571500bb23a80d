import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, type LocalDate } from '../../../src/domain/calendar/dates.ts'
import { makeCalendar } from '../../../src/domain/calendar/working-calendar.ts'
import { calendarYearSchema } from '../../../src/domain/calendar/year.ts'
import { givenCalendar as calendar, yearFile } from './given-calendar.ts'

const anyDate = fc.integer({ min: 0, max: 365 * 8 }).map((days) => addDays('2023-01-01', days))
const someDays = fc.integer({ min: 1, max: 300 })

describe('the year files', () => {
  it.each([2025, 2026])('%i agrees with chinese-days on every day', (year) => {
    for (let day: LocalDate = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
      expect([day, calendar.isWorkingDay(day)]).toEqual([day, chineseDays.isWorkday(day)])
    }
  })

  it('mark 2027 as provisional, with the fixed statutory days only', () => {
    expect(yearFile(2027)).toMatchObject({ provisional: true, workdays: [] })
    expect(yearFile(2027).off).toEqual([
      '2027-01-01',
      '2027-05-01',
      '2027-05-02',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
  })

  it.each([
    { why: 'a date of another year', change: { off: ['2027-01-01'] } },
    { why: 'a date that does not exist', change: { off: ['2026-02-30'] } },
    { why: 'dates out of order', change: { off: ['2026-05-02', '2026-05-01'] } },
    { why: 'a date both off and worked', change: { off: ['2026-01-04'] } },
    { why: 'a make-up workday on a Wednesday', change: { workdays: ['2026-01-07'] } },
    { why: 'no source', change: { source: '' } },
  ])('are refused with $why', ({ change }) => {
    expect(calendarYearSchema.safeParse({ ...yearFile(2026), ...change }).success).toBe(false)
  })
})

describe('working days', () => {
  it.each([
    ['2026-10-10', true, 'a Saturday worked instead'],
    ['2026-10-08', true, 'the Thursday after the holiday'],
    ['2026-10-05', false, 'a Monday off'],
    ['2026-10-11', false, 'a plain Sunday'],
    ['2031-10-02', false, 'a fixed statutory day of a year without data'],
    ['2031-10-06', true, 'a Monday of a year without data'],
  ])('%s is worked: %s (%s)', (date, worked) => {
    expect(calendar.isWorkingDay(date)).toBe(worked)
  })

  it('roll onto the day itself when it is worked', () => {
    expect(calendar.previousWorkingDay('2026-11-25')).toBe('2026-11-25')
    expect(calendar.nextWorkingDay('2026-11-25')).toBe('2026-11-25')
    expect(calendar.previousWorkingDay('2026-10-07')).toBe('2026-09-30')
    expect(calendar.nextWorkingDay('2026-10-01')).toBe('2026-10-08')
  })

  it('say which answers may change', () => {
    expect(calendar.isProvisional('2026-12-31')).toBe(false)
    expect(calendar.isProvisional('2027-01-01')).toBe(true)
    expect(calendar.isProvisional('2040-01-01')).toBe(true)
  })

  it('take the last table given for a year', () => {
    const imported = { ...yearFile(2027), provisional: false, off: ['2027-01-01', '2027-02-08'] }
    const later = makeCalendar([yearFile(2027), imported])
    expect([later.isProvisional('2027-02-08'), later.isWorkingDay('2027-02-08')]).toEqual([false, false])
  })

  it('refuse a count that is no reasonable integer', () => {
    for (const n of [1.5, Number.NaN, 5001, -5001]) {
      expect(() => calendar.addWorkingDays('2026-01-01', n)).toThrow(RangeError)
    }
  })

  it('added are on a working day, as many steps away', () => {
    fc.assert(
      fc.property(anyDate, someDays, fc.constantFrom(1, -1), (date, n, sign) => {
        const to = calendar.addWorkingDays(date, n * sign)
        expect(calendar.isWorkingDay(to)).toBe(true)
        expect(calendar.workingDaysBetween(date, to)).toBe(n * sign)
      }),
    )
  })

  it('added and taken away again lead back to a working day', () => {
    fc.assert(
      fc.property(anyDate, someDays, (date, n) => {
        const start = calendar.nextWorkingDay(date)
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, n), -n)).toBe(start)
      }),
    )
  })
})

describe('the next holiday', () => {
  it.each([
    ['2026-09-28', { start: '2026-10-01', end: '2026-10-07' }],
    ['2026-10-03', { start: '2026-10-01', end: '2026-10-07' }],
    ['2026-11-22', { start: '2027-01-01', end: '2027-01-03' }],
    ['2026-05-06', { start: '2026-06-19', end: '2026-06-21' }],
  ])('from %s', (date, run) => {
    expect(calendar.nextHoliday(date)).toEqual(run)
  })

  it('is a run of days off, worked days on both sides', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const run = calendar.nextHoliday(date)
        if (!run) throw new Error('a year always has holidays')
        expect(run.end >= date).toBe(true)
        expect(daysBetween(run.start, run.end)).toBeLessThan(20)
        expect([addDays(run.start, -1), addDays(run.end, 1)].map(calendar.isWorkingDay)).toEqual([true, true])
      }),
    )
  })
})
