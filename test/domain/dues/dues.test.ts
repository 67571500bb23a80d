import { describe, expect, it } from 'vitest'
import { readYuan, yuan } from '../../../src/domain/dues/money.ts'
import { arrearsOf, duesSummary } from '../../../src/domain/dues/summary.ts'

describe('money', () => {
  it.each([
    ['20', 2000],
    ['15.5', 1550],
    ['15.50元', 1550],
    ['0.07', 7],
    ['10000000', 1_000_000_000],
    ['10000001', null],
    ['1.005', null],
    ['-5', null],
    ['两元', null],
    ['1e3', null],
  ])('%s is %s fen', (given, fen) => expect(readYuan(given)).toBe(fen))

  it('is written with two decimals', () => expect([0, 7, 1550].map(yuan)).toEqual(['0.00', '0.07', '15.50']))
})

describe('a period of dues', () => {
  const due = (dueFen: number, paidFen: number) => ({
    organisationId: 'o',
    periodStart: '2026-10-01',
    memberId: 'm',
    dueFen,
    paidFen,
  })

  it('counts who is in arrears, and what was paid too much makes up for nobody', () => {
    expect(arrearsOf(due(2000, 500))).toBe(1500)
    expect(arrearsOf(due(2000, 2500))).toBe(0)
    const spent = { organisationId: 'o', spentOn: '2026-11-02', amountFen: 860, purpose: '奖品' }
    expect(duesSummary([due(2000, 2500), due(2000, 1999), due(2000, 2000)], [spent])).toEqual({
      dueFen: 6000,
      paidFen: 6499,
      inArrears: 1,
      spentFen: 860,
    })
  })
})
