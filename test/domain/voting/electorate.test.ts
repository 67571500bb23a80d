import { describe, expect, it } from 'vitest'
import { electorateAsOf, type StandingRow } from '../../../src/domain/voting/electorate.ts'

const row = (
  memberId: string,
  kind: string,
  from = '2026-01-01',
  to: string | null = null,
  more = {},
): StandingRow => ({
  memberId,
  kind,
  from,
  to,
  ...more,
})
const both = { superiorRef: '局党委〔2026〕3号', meetingRef: 'D2026-002' }

describe('the electorate on a date', () => {
  const rows = [
    row('anna', 'formal'),
    row('bert', 'formal'),
    row('bert', 'discipline_probation', '2026-03-01', '2027-03-01'),
    row('cleo', 'probationary', '2026-01-01', '2026-06-01'),
    row('cleo', 'formal', '2026-06-01'),
    row('dina', 'formal', '2026-01-01', '2026-05-01'),
    row('emil', 'formal'),
    row('emil', 'excluded_approved', '2026-02-01', null, both),
    row('fred', 'formal'),
    row('fred', 'excluded_approved', '2026-02-01', null, { superiorRef: '口头同意' }),
    row('gina', 'rights_suspended', '2026-02-01'),
  ]
  it('counts formal members less those without a vote', () => {
    expect(electorateAsOf(rows, '2026-04-01')).toEqual({
      roster: {
        formal: 6,
        probationary: 1,
        discipline_probation: 1,
        rights_suspended: 1,
        excluded_approved: 1,
        recused: 0,
      },
      voterIds: ['anna', 'dina', 'fred'],
    })
  })
  it('takes the first day in and the last day out', () => {
    expect(electorateAsOf(rows, '2026-05-01').voterIds).toEqual(['anna', 'fred'])
    expect(electorateAsOf(rows, '2026-06-01').voterIds).toEqual(['anna', 'cleo', 'fred'])
    expect(electorateAsOf(rows, '2027-03-01').voterIds).toEqual(['anna', 'bert', 'cleo', 'fred'])
    expect(electorateAsOf(rows, '2025-12-31').voterIds).toEqual([])
  })
  it('keeps a member in the base whose exclusion lacks a reference', () => {
    const { roster } = electorateAsOf(rows, '2026-04-01')
    expect(roster.excluded_approved).toBe(1)
  })
  it('takes nobody out twice', () => {
    const twice = [
      row('anna', 'formal'),
      row('anna', 'discipline_probation'),
      row('anna', 'excluded_approved', '2026-01-01', null, both),
    ]
    const { roster, voterIds } = electorateAsOf(twice, '2026-04-01', ['anna'])
    expect([roster.formal, roster.discipline_probation, roster.excluded_approved, roster.recused]).toEqual([
      1, 1, 0, 0,
    ])
    expect(voterIds).toEqual([])
  })
  it('lets the person concerned leave base and voters for one item', () => {
    const { roster, voterIds } = electorateAsOf(rows, '2026-04-01', ['anna', 'cleo'])
    expect(roster.recused).toBe(1)
    expect(voterIds).toEqual(['dina', 'fred'])
  })
  it('counts nobody who is not a full member, whatever else stands beside', () => {
    const others = [row('hugo', 'belongs'), row('ines', 'formal'), row('ines', 'probationary')]
    const { roster, voterIds } = electorateAsOf(others, '2026-04-01')
    expect([roster.formal, roster.probationary, voterIds.length]).toEqual([0, 1, 0])
  })
  it('does not depend on the order of the rows', () => {
    expect(electorateAsOf([...rows].reverse(), '2026-04-01')).toEqual(electorateAsOf(rows, '2026-04-01'))
  })
})
