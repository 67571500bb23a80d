import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dateOf, daysBetween, isLocalDate } from '../../../src/domain/calendar/dates.ts'
import {
  atLocalTime,
  endOfDay,
  localDate,
  localTime,
  startOfDay,
} from '../../../src/domain/calendar/local-time.ts'
import {
  inPeriod,
  nextPeriod,
  type PeriodKind,
  parsePeriod,
  periodOf,
  periodsOfYear,
  previousPeriod,
} from '../../../src/domain/calendar/periods.ts'

const kinds: PeriodKind[] = ['month', 'quarter', 'year']
const anyKind = fc.constantFrom(...kinds)
const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2000-01-01', days))
const anyZone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/St_Johns', 'Asia/Urumqi')
const anyInstant = fc.date({
  min: new Date('2000-01-01Z'),
  max: new Date('2100-01-01Z'),
  noInvalidDate: true,
})

describe('periods', () => {
  it.each([
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('%s runs from %s to %s', (label, start, end) => {
    expect(parsePeriod(label)).toMatchObject({ label, start, end })
  })

  it.each([
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '26',
    '2026-1',
    '2026-10-01',
    '',
    ' 2026',
    '0000',
  ])('"%s" is none', (label) => {
    expect(parsePeriod(label)).toBeUndefined()
  })

  it('hold every instant exactly once', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, anyKind, (instant, zone, kind) => {
        const date = localDate(instant, zone)
        const period = periodOf(date, kind)
        const around = [previousPeriod(period), period, nextPeriod(period)]
        expect(around.map((each) => inPeriod(date, each))).toEqual([false, true, false])
        expect(+startOfDay(period.start, zone) <= +instant && +instant < +endOfDay(period.end, zone)).toBe(
          true,
        )
      }),
    )
  })

  it('follow one another without gap, and their label gives them back', () => {
    fc.assert(
      fc.property(anyDate, anyKind, (date, kind) => {
        const period = periodOf(date, kind)
        expect(daysBetween(period.end, nextPeriod(period).start)).toBe(1)
        expect(previousPeriod(nextPeriod(period))).toEqual(period)
        expect(parsePeriod(period.label)).toEqual(period)
      }),
    )
  })

  it('divide a year into 12, 4 or 1', () => {
    expect(kinds.map((kind) => periodsOfYear(2026, kind).length)).toEqual([12, 4, 1])
    expect(periodsOfYear(2026, 'month').at(-1)?.label).toBe('2026-12')
  })
})

describe('dates', () => {
  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-01',
    '2025-02-29',
    '2026-2-3',
    '2026-02-03T00:00',
    'x',
  ])('"%s" is none', (text) => {
    expect(isLocalDate(text)).toBe(false)
  })

  it('know leap days', () => {
    expect([dateOf(2028, 2, 29), dateOf(2026, 2, 29)]).toEqual(['2028-02-29', undefined])
  })

  it('keep to the end of a shorter month', () => {
    expect([addMonths('2026-01-31', 1), addMonths('2028-01-31', 1), addMonths('2026-03-31', -1)]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-02-28',
    ])
  })
})

describe('local time', () => {
  it('decides the day', () => {
    expect(localDate(new Date('2026-03-31T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-04-01')
    expect(localDate(new Date('2026-03-31T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-03-31')
  })

  it('is found again from its instant', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
        const two = (n: number) => String(n).padStart(2, '0')
        const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
        const instant = atLocalTime(date, time, 'Asia/Shanghai')
        expect([localDate(instant, 'Asia/Shanghai'), localTime(instant, 'Asia/Shanghai')]).toEqual([
          date,
          time,
        ])
      }),
    )
  })

  it('after a gap of summer time is the hour after it', () => {
    expect(atLocalTime('2026-03-29', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z')
  })
})
