import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDuration, takeTime, timeHintWords, timeRefusalWords } from '../../../src/domain/times/index.ts'

describe('the time at the start of a command', () => {
  it.each([
    ['下周三 下午3点 议题=讨论工作报告', '下周三 下午3点', '议题=讨论工作报告'],
    ['下周三15:00 议题=讨论', '下周三15:00', '议题=讨论'],
    ['2026-12-25 15:00', '2026-12-25 15:00', ''],
    ['2026-12-25 15:00 二楼会议室', '2026-12-25 15:00', '二楼会议室'],
    ['2026 年 12 月 25 日 下午 3 点 二楼', '2026 年 12 月 25 日 下午 3 点', '二楼'],
    ['下午3点 - 5点 地点=二楼', '下午3点 - 5点', '地点=二楼'],
    ['12月5日 预算=3000', '12月5日', '预算=3000'],
    ['11月27日15:00　原因=书记出差', '11月27日15:00', '原因=书记出差'],
    ['下周三15:00，二楼会议室', '下周三15:00', '二楼会议室'],
    ['  25号  上午 9点 x', '25号  上午 9点', 'x'],
    ['3点 开会', '3点', '开会'],
    ['2月30日 补录', '2月30日', '补录'],
    ['周三 3 人参加', '周三', '3 人参加'],
  ])('%s', (words, text, rest) => {
    expect(takeTime(words)).toEqual({ text, rest })
  })

  it.each([
    '',
    '二楼会议室',
    '20号楼会议室',
    '讨论 下周三15:00',
    '3',
    '羽毛球比赛 12月5日',
    '议题=下周三',
  ])('"%s" has none', (words) => {
    expect(takeTime(words)).toBeNull()
  })

  it('and the rest make up the words again', () => {
    const word = fc.constantFrom('下周三', '15:00', '议题=x', '，', ' ', '25号', '二楼', '下午', '3点', '；')
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }).map((all) => all.join(' ')),
        (words) => {
          const taken = takeTime(words)
          if (!taken) return
          expect(words.startsWith(taken.text, words.indexOf(taken.text))).toBe(true)
          expect(words.endsWith(taken.rest)).toBe(true)
          expect(
            words
              .slice(words.indexOf(taken.text) + taken.text.length)
              .trim()
              .endsWith(taken.rest.trim()),
          ).toBe(true)
        },
      ),
    )
  })
})

describe('lengths of time', () => {
  it.each([
    ['3天', { amount: 3, unit: 'day' }],
    ['三天', { amount: 3, unit: 'day' }],
    ['５日', { amount: 5, unit: 'day' }],
    ['两周', { amount: 14, unit: 'day' }],
    ['一个星期', { amount: 7, unit: 'day' }],
    ['5个工作日', { amount: 5, unit: 'workday' }],
    ['五工作日', { amount: 5, unit: 'workday' }],
    ['两个月', { amount: 2, unit: 'month' }],
    ['半个月', { amount: 15, unit: 'day' }],
    ['半年', { amount: 6, unit: 'month' }],
    ['一个季度', { amount: 3, unit: 'month' }],
    ['2小时', { amount: 120, unit: 'minute' }],
    ['半个小时', { amount: 30, unit: 'minute' }],
    ['半小时', { amount: 30, unit: 'minute' }],
    ['一个半小时', { amount: 90, unit: 'minute' }],
    ['45分钟', { amount: 45, unit: 'minute' }],
  ])('%s', (text, duration) => {
    expect(readDuration(text)).toEqual(duration)
  })

  it.each(['', '3', '天', '0天', '-3天', '3天后', '三三天', '很久', '1.5天'])('"%s" is none', (text) => {
    expect(readDuration(text)).toBeUndefined()
  })
})

it('every answer has its words', () => {
  for (const words of [...Object.values(timeRefusalWords), ...Object.values(timeHintWords)]) {
    expect(words).toMatch(/^[\p{Script=Han}0-9，。：:、]+$/u)
  }
})
