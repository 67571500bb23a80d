import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/calendar/dates.ts'
import { dueAfterDependency, dueDate, parseDueRule } from '../../../src/domain/calendar/due.ts'
import { givenCalendar as calendar } from './given-calendar.ts'

const due = (text: string, anchor: string) => {
  const rule = parseDueRule(text)
  if (!rule) throw new Error(`no rule: ${text}`)
  return dueDate(rule, anchor, calendar)
}

describe('the due grammar', () => {
  it.each([
    ['T', { anchor: { kind: 'T' } }],
    ['S+5wd', { anchor: { kind: 'S' }, offset: { amount: 5, unit: 'wd' } }],
    ['PE-30d', { anchor: { kind: 'PE' }, offset: { amount: -30, unit: 'd' } }],
    ['PS + 45 d', { anchor: { kind: 'PS' }, offset: { amount: 45, unit: 'd' } }],
    ['@reply+20wd', { anchor: { kind: 'step', step: 'reply' }, offset: { amount: 20, unit: 'wd' } }],
    ['@deliver+1mo', { anchor: { kind: 'step', step: 'deliver' }, offset: { amount: 1, unit: 'mo' } }],
    ['@ledger.deadline', { anchor: { kind: 'field', step: 'ledger', field: 'deadline' } }],
    [
      '@deliver.term_end-3d',
      { anchor: { kind: 'field', step: 'deliver', field: 'term_end' }, offset: { amount: -3, unit: 'd' } },
    ],
    ['next:staff-assembly', { anchor: { kind: 'next', process: 'staff-assembly' } }],
  ])('reads %s', (text, rule) => {
    expect(parseDueRule(text)).toEqual(rule)
  })

  it.each([
    '',
    'X',
    'T5d',
    'T-d',
    'T-5',
    'T-5w',
    'T-5h',
    '@',
    '@A',
    '@a.',
    'next:',
    'T-5d-3d',
    'T-9999d',
    '5d',
    'T+-5d',
  ])('refuses "%s"', (text) => {
    expect(parseDueRule(text)).toBeUndefined()
  })
})

describe('due dates', () => {
  it.each([
    { rule: 'T', anchor: '2026-10-03', date: '2026-10-03', why: 'at the meeting, even on a holiday' },
    { rule: 'S', anchor: '2026-11-22', date: '2026-11-22', why: 'at once' },
    { rule: 'PE', anchor: '2026-05-31', date: '2026-05-29', why: 'a period that ends on a Sunday' },
    {
      rule: '@ledger.deadline',
      anchor: '2026-10-06',
      date: '2026-09-30',
      why: 'an entered date on a holiday',
    },
    { rule: '@deliver+1mo', anchor: '2026-01-31', date: '2026-02-28', why: 'a worked Saturday' },
    { rule: 'S+1mo', anchor: '2026-09-05', date: '2026-09-30', why: '5 October is off' },
    { rule: 'T-3wd', anchor: '2026-10-10', date: '2026-09-30', why: '9, 8 October, 30 September' },
  ])('$rule from $anchor is $date ($why)', ({ rule, anchor, date }) => {
    expect(due(rule, anchor)).toBe(date)
  })

  it('of a notice period are never cut short', () => {
    const rule = parseDueRule('S+7d')
    if (!rule) throw new Error('no rule')
    expect(dueDate(rule, '2026-09-28', calendar)).toBe('2026-09-30')
    expect(dueDate(rule, '2026-09-28', calendar, 'notice_end')).toBe('2026-10-08')
  })

  it('with an offset lie on a working day and, for deadlines, never after the day counted', () => {
    const anyDate = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days))
    const anchor = fc.constantFrom('T', 'S', 'PS', 'PE', '@a', '@a.b', 'next:x')
    const offset = fc.integer({ min: -120, max: 120 })
    fc.assert(
      fc.property(anyDate, anchor, offset, (date, name, days) => {
        const sign = days < 0 ? '-' : '+'
        const result = due(`${name}${sign}${Math.abs(days)}d`, date)
        expect(calendar.isWorkingDay(result)).toBe(true)
        expect(result <= addDays(date, days)).toBe(true)
        expect(calendar.isWorkingDay(due(`${name}${sign}${Math.abs(days)}wd`, date))).toBe(true)
      }),
    )
  })
})

describe('a dependency completed late', () => {
  it.each([
    {
      completed: '2026-11-20',
      due: '2026-11-25',
      date: '2026-11-25',
      why: 'three working days before: nothing moves',
    },
    { completed: '2026-11-23', due: '2026-11-25', date: '2026-11-26', why: 'two before' },
    { completed: '2026-11-30', due: '2026-11-25', date: '2026-12-03', why: 'after the date' },
  ])('$why', ({ completed, due: date0, date }) => {
    expect(dueAfterDependency(date0, completed, calendar)).toBe(date)
  })

  it('does not push a step past the meeting', () => {
    expect(dueAfterDependency('2026-11-20', '2026-11-24', calendar, '2026-11-25')).toBe('2026-11-25')
  })
})
