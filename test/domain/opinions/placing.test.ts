import { describe, expect, it } from 'vitest'
import { linesOf, placingOf } from '../../../src/domain/opinions/placing.ts'
import { Refusal } from '../../../src/domain/refusals.ts'

const refusal = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'none'
}

describe('placing originals into a summary', () => {
  it('takes every original: to a line, or aside with its reason', () => {
    expect(placingOf('1:1、3；2：2；略(与主题无关):4', 2, 4)).toEqual([
      { no: 1, line: 1, aside: null },
      { no: 3, line: 1, aside: null },
      { no: 2, line: 2, aside: null },
      { no: 4, line: 0, aside: '与主题无关' },
    ])
    expect(placingOf('', 1, 3).map(({ line }) => line)).toEqual([1, 1, 1])
  })

  it.each([
    ['1:1；2:2', 2, 3, 'opinions/unplaced'],
    ['', 2, 1, 'opinions/unplaced'],
    ['3:1', 2, 1, 'opinions/placing-unread'],
    ['第一条:1', 2, 1, 'opinions/placing-unread'],
    ['1:1、9', 1, 2, 'opinions/no-original'],
  ])('loses none and takes no other: %s', (given, lines, originals, code) => {
    expect(refusal(() => placingOf(given, lines, originals))).toBe(code)
  })

  it('reads a line each, without its number', () => {
    expect(linesOf('1. 延长供应时间\n\n2、增加菜品\n（3）降价')).toEqual(['延长供应时间', '增加菜品', '降价'])
  })
})
