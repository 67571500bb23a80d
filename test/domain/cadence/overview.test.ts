import { describe, expect, it } from 'vitest'
import { lengthWords } from '../../../src/cards/wording.ts'
import { meetingWording } from '../../../src/domain/cadence/duty-wording.ts'
import type { ObligationState } from '../../../src/domain/cadence/obligation-statuses.ts'
import {
  type BranchStanding,
  inOrderOfConcern,
  mayUrge,
  periodsAsked,
  rolledUp,
  rowsToShow,
  standingOf,
} from '../../../src/domain/cadence/overview.ts'
import type { CadenceStatus } from '../../../src/domain/cadence/status-words.ts'
import { parsePeriod } from '../../../src/domain/calendar/periods.ts'
import { estimateOf } from '../../../src/domain/delivery/estimate.ts'

const state = (obligation: string, label: string, status: CadenceStatus, group?: string): ObligationState => {
  const period = parsePeriod(label)
  if (!period) throw new Error(label)
  const more = group === undefined ? {} : { group }
  return {
    obligation,
    period,
    wording: meetingWording,
    status,
    flags: [],
    meetings: [],
    end: period.end,
    makeUpUntil: period.end,
    ...more,
  }
}

describe('an overview', () => {
  it('asks for the span and the periods before it, which show only while unsettled', () => {
    const asked = periodsAsked('2027-01-04', 'quarter')
    expect([...asked.before]).toEqual(['2026-12', '2026-Q4', '2026'])
    expect(asked.all.map(({ label }) => label)).toEqual([
      '2026-12',
      '2026-Q4',
      '2026',
      '2027-01',
      '2027-02',
      '2027-03',
      '2027-Q1',
      '2027',
    ])
    const rows = rowsToShow(
      [
        state('a', '2027-Q1', 'pending'),
        state('a', '2026-Q4', 'overdue'),
        state('b', '2026-12', 'done'),
        state('c', '2027-01', 'not_applicable'),
        state('g', '2027-01', 'pending', 'g1'),
        state('g', '2027-01', 'due_soon', '*'),
      ],
      asked,
    )
    expect(rows.map(({ obligation, status }) => `${obligation} ${status}`)).toEqual([
      'a overdue',
      'a pending',
      'g due_soon',
    ])
  })

  it('puts exceptions first: the worst state, how many of it, the name', () => {
    const standings = [
      standingOf('1', '甲', [state('a', '2026-Q4', 'done')]),
      standingOf('2', '乙', [state('a', '2026-Q3', 'overdue'), state('b', '2026-10', 'late_done')]),
      standingOf('3', '丙', [state('a', '2026-Q3', 'overdue'), state('b', '2026-10', 'overdue')]),
      standingOf('4', '丁', [state('a', '2026-Q3', 'missed')]),
    ]
    expect(inOrderOfConcern(standings).map(({ name }) => name)).toEqual(['丁', '丙', '乙', '甲'])
    expect(standings[1]?.counts).toEqual({ onTime: 0, madeUp: 1, missed: 0, own: {} })
    expect((['missed', 'pending', 'overdue', 'due_soon'] as const).map(mayUrge)).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})

describe('the estimate of a mass sending', () => {
  it.each([
    [0, 0],
    [1, 1],
    [720, 1],
    [721, 3],
    [27 * 720, 30],
    [5_000_000, 7717],
  ])('of %i messages is %i minutes', (messages, minutes) => {
    expect(estimateOf(messages, 1000)).toMatchObject({ messages, perMinute: 720, minutes })
  })

  it('of five million is 83 hours at the whole limit', () => {
    expect(lengthWords(estimateOf(5_000_000, 1000).minutesAtLimit)).toBe('83小时')
    expect(lengthWords(estimateOf(720, 1000).minutes)).toBe('1分钟')
  })
})

describe('superiors below', () => {
  const branch = (name: string, worst: CadenceStatus): BranchStanding => ({
    ...standingOf(name, name, [state('a', '2026-Q3', worst)]),
  })
  it('are rolled up, the worst first, then by how many branches are of concern', () => {
    const rolled = rolledUp([
      { id: '1', name: '空', branches: [] },
      { id: '2', name: '一', branches: [branch('a', 'overdue'), branch('b', 'done')] },
      { id: '3', name: '二', branches: [branch('c', 'overdue'), branch('d', 'missed')] },
      { id: '4', name: '三', branches: [branch('e', 'overdue'), branch('f', 'overdue')] },
    ])
    expect(rolled.map(({ name, worst, concerned }) => [name, worst.status, concerned])).toEqual([
      ['二', 'missed', 2],
      ['三', 'overdue', 2],
      ['一', 'overdue', 1],
      ['空', 'not_applicable', 0],
    ])
  })
})
