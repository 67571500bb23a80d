import { describe, expect, it } from 'vitest'
import {
  ConditionFault,
  type ConditionValue,
  holds,
  namesIn,
  parseCondition,
} from '../../../src/domain/process/condition.ts'

const facts: Record<string, ConditionValue[]> = {
  'org.has_committee': [true],
  'org.has_groups': [false],
  quorum_met: [true],
  count: [3],
  vote_result: ['passed', 'rejected'],
}
const holdsNow = (text: string) => holds(parseCondition(text), (name) => facts[name] ?? [])

describe('a condition', () => {
  it.each([
    ['org.has_committee == true', true],
    ['org.has_groups == true', false],
    ['org.has_groups != true', true],
    ["quorum_met == true && org.has_groups == true || vote_result == 'passed'", true],
    ["quorum_met == true && (org.has_groups == true || vote_result == 'x')", false],
    ['true || quorum_met == false && false', true],
    ['count == 3', true],
    ['count != 3', false],
    ['3 == count', true],
    ['count == -3', false],
    ["count == '3'", false],
    ["'a b' == 'a b'", true],
    // Not yet done or skipped: false, whichever way it is asked.
    ['later == true', false],
    ['later != true', false],
    ['later == later', false],
    ['later != true || quorum_met == true', true],
    // One item is enough.
    ["vote_result == 'rejected'", true],
    ["vote_result == 'deferred'", false],
    ['  ( ( quorum_met==true ) )  ', true],
  ])('%s is %s', (text, expected) => {
    expect(holdsNow(text)).toBe(expected)
  })

  it.each([
    ['', '条件第1个字符处应为名称、数字、文字或 true/false'],
    ['quorum_met', '条件第11个字符处应为== 或 !='],
    ['quorum_met = true', '条件第11个字符处无法识别'],
    ['a == ', '条件第6个字符处应为名称、数字、文字或 true/false'],
    ['a == 1 b == 2', '条件第7个字符处应为&&、|| 或结尾'],
    ['(a == 1', '条件第8个字符处应为右括号'],
    ['a == 1 &&', '条件第10个字符处应为名称、数字、文字或 true/false'],
    ["a == 'open", '条件第5个字符处无法识别'],
    ['a > 1', '条件第2个字符处无法识别'],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, '条件的括号层数过多'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseCondition(text)).toThrow(new ConditionFault(message))
  })

  it('says which names it reads', () => {
    expect(namesIn(parseCondition("(a == 1 || b != c) && a == 'x' || true"))).toEqual(['a', 'b', 'c'])
  })
})
