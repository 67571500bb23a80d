import { describe, expect, it } from 'vitest'
import { countPapers, writePaper } from '../../../src/domain/voting/ballot-paper.ts'
import { refuseUnbalanced } from '../../../src/domain/voting/count-sheet.ts'
import { type CountedParts, inputOf, presenceIn } from '../../../src/domain/voting/counted-parts.ts'
import type { SheetFigures } from '../../../src/domain/voting/sheet-figures.ts'
import { ruleOf } from './rules.ts'

const figures = (given: Partial<SheetFigures>): SheetFigures => ({
  ...{ issued: 0, returned: 0, invalid: 0, yes: 0, no: 0, abstain: 0, blank: 0 },
  persons: [],
  writeIns: [],
  ...given,
})
const roll = (...ids: string[]): CountedParts['electorate'] =>
  ids.map((memberId) => ({ memberId, name: memberId, source: null }))
const none: CountedParts = {
  electorate: roll('a', 'b', 'c', 'd', 'e'),
  signedIn: new Set(),
  votes: [],
  sheet: null,
  written: [],
  sealed: null,
}
const sheet = (given: Partial<SheetFigures>, memberIds: string[] = []): CountedParts['sheet'] => ({
  ...{ id: 's', ballotId: 'b', state: 'confirmed' as const, enteredBy: 'x', checkedBy: 'y', memberIds },
  enteredAt: new Date(0),
  checkedAt: new Date(0),
  figures: figures(given),
})
const ballot = {
  ...{ rule: ruleOf('branch_admit_member'), method: 'paper' as const, important: false },
  ...{ seats: null, candidates: [], runoffOf: null, roster: { total: 5, recused: 0 } },
}

describe('what is counted of a ballot', () => {
  it('takes papers handed out for presence where nobody signed in and no list was kept', () => {
    expect(presenceIn({ ...none, sheet: sheet({ issued: 4 }) }).count).toBe(4)
    expect(presenceIn({ ...none, signedIn: new Set(['a', 'b']), sheet: sheet({ issued: 2 }) }).count).toBe(2)
    expect(presenceIn({ ...none, signedIn: new Set(['a', 'stranger']) }).count).toBe(1)
  })

  it('never counts a written opinion for presence, also of somebody who came after all', () => {
    const electorate = [{ memberId: 'a', name: 'a', source: 'written' as const }, ...roll('b')]
    expect(presenceIn({ ...none, electorate, signedIn: new Set(['a', 'b']) }).ids).toEqual(['b'])
  })

  it('adds up paper and sealed votes, and counted written ones apart', () => {
    const written = (counted: boolean) => ({
      ...{ memberId: 'e', choice: 'yes' as const, counted, enteredBy: 'x' },
      receivedAt: new Date(0),
    })
    const sealed = { cast: 2, yes: 1, no: 1, abstain: 0, persons: [], writeIns: [], invalid: 0 }
    const parts = { ...none, sheet: sheet({ issued: 3, returned: 2, yes: 1, invalid: 1 }), sealed }
    expect(inputOf(ballot, { ...parts, written: [written(true), written(false)] }, 5)).toMatchObject({
      votes: { yes: 2, no: 1, abstain: 0, invalid: 1, blank: 0 },
      ballots: { issued: 5, returned: 4, invalid: 1 },
      written: { yes: 1, no: 0, abstain: 0 },
    })
    expect(inputOf(ballot, { ...parts, written: [written(false)] }, 5)).not.toHaveProperty('written')
  })
})

describe('a sealed paper', () => {
  const election = { seats: 2, candidates: [{ name: '丁一' }, { name: '王五' }, { name: '张伟' }] }

  it('has one length for its kind, whatever is chosen', () => {
    const of = (choice: 'yes' | 'no' | 'abstain') => writePaper({ choice }).length
    expect(new Set([of('yes'), of('no'), of('abstain')]).size).toBe(1)
    const marks = [
      writePaper({ marks: [], others: [] }),
      writePaper({ marks: [0, 1], others: ['欧阳修', '司马光'] }),
    ]
    expect(new Set(marks.map((one) => Buffer.byteLength(one))).size).toBe(1)
    const code = (others: string[]) => {
      try {
        return writePaper({ marks: [], others })
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(code(Array.from({ length: 60 }, (_, i) => `姓名很长的一个人${i}`))).toBe('sealed/too-long')
  })

  it('counts person by person; one with too many names is invalid', () => {
    const papers = [
      { marks: [0, 2], others: [] },
      { marks: [0], others: ['赵六'] },
      { marks: [0, 1, 2], others: [] },
      { marks: [1], others: ['丁一'] },
      { marks: [7], others: [] },
    ]
    expect(countPapers(papers.map(writePaper), election)).toMatchObject({
      cast: 5,
      invalid: 2,
      persons: [
        { name: '丁一', yes: 3 },
        { name: '王五', yes: 1 },
        { name: '张伟', yes: 1 },
      ],
      writeIns: [{ name: '赵六', yes: 1 }],
    })
  })
})

describe('a count sheet', () => {
  const code = (given: Partial<SheetFigures>, seats: number | null = null) => {
    try {
      refuseUnbalanced(figures(given), seats)
      return 'taken'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  it.each([
    [{ returned: 5, yes: 3, no: 1, abstain: 1 }, null, 'taken'],
    [{ returned: 5, yes: 3, no: 1, abstain: 1, blank: 1 }, null, 'sheet/unbalanced'],
    [{ returned: 5, yes: 3, invalid: 1 }, null, 'sheet/unbalanced'],
    [{ issued: 4, returned: 5, yes: 5 }, null, 'taken'],
    [{ returned: 5, invalid: 1, persons: [{ name: '丁一', yes: 4 }] }, 2, 'taken'],
    [{ returned: 5, invalid: 1, persons: [{ name: '丁一', yes: 5 }] }, 2, 'sheet/person-exceeds'],
    [{ returned: 1, invalid: 2 }, 2, 'sheet/unbalanced'],
    [
      {
        returned: 2,
        persons: [
          { name: '丁一', yes: 2 },
          { name: '王五', yes: 1 },
        ],
      },
      1,
      'sheet/too-many-marks',
    ],
  ])('%o for %s seats: %s', (given, seats, said) => {
    expect(code(given as Partial<SheetFigures>, seats as number | null)).toBe(said)
  })
})
