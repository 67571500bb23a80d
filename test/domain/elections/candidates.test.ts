import { describe, expect, it } from 'vitest'
import { inStrokeOrder, leastCandidates, listOf } from '../../../src/domain/elections/candidates.ts'
import { ruleOf } from '../voting/rules.ts'

const people = (...names: string[]) => names.map((name) => ({ memberId: name, name }))

describe('the list of candidates', () => {
  it('is in the order of strokes: the surname first, then the given name', () => {
    const sorted = inStrokeOrder(people('赵六', '张伟', '丁一', '王五', '于三', '张一')).map(
      (one) => one.name,
    )
    expect(sorted).toEqual(['丁一', '于三', '王五', '张一', '张伟', '赵六'])
  })

  it.each([
    [1, 2],
    [3, 4],
    [5, 6],
    [6, 8],
    [10, 12],
    [11, 14],
  ])('asks for a fifth more than %i seats, in whole persons: %i', (seats, least) => {
    expect(leastCandidates(ruleOf('branch_election'), seats)).toBe(least)
  })

  it('refuses too few, strangers, namesakes and those elected already', () => {
    const election = { rule: ruleOf('branch_election'), seats: 2, elected: [] }
    const all = people('丁一', '王五', '张伟', '赵六')
    const code = (list: typeof all, elected = people()) => {
      try {
        return listOf({ ...election, elected }, list, all).map((one) => one.name)
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(code(people('赵六', '丁一', '王五'))).toEqual(['丁一', '王五', '赵六'])
    expect(code(people('赵六', '丁一'))).toBe('election/too-few')
    expect(code(people('赵六', '丁一', '孙七'))).toBe('election/not-electable')
    expect(code([...people('赵六', '丁一'), { memberId: '王五', name: '丁一' }])).toBe('election/namesakes')
    expect(code(people('赵六', '丁一', '王五'), people('王五'))).toBe('election/elected-already')
  })
})
