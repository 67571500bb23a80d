import { describe, expect, it } from 'vitest'
import { localDate, localTime } from '../../../src/domain/calendar/local-time.ts'
import { noticeKinds, noticeMatters, speaksOfPenalty } from '../../../src/domain/public-notices/kinds.ts'
import { outcomeOf, outcomeWords, takesObjections } from '../../../src/domain/public-notices/outcome.ts'
import { noticePeriod } from '../../../src/domain/public-notices/period.ts'
import { loadTemplates } from '../../../src/templates.ts'

const { calendar } = loadTemplates()
const zone = 'Asia/Shanghai'
const ended = (...conclusions: ('upheld' | 'partly' | 'rejected' | null)[]) =>
  conclusions.map((conclusion) => ({ conclusion }))

describe('the period of a public notice', () => {
  it.each([
    ['a Sunday', '2026-11-22', 5, '2026-11-27'],
    ['a Wednesday', '2026-11-25', 5, '2026-12-02'],
    ['the day before the National Day week', '2026-09-30', 5, '2026-10-13'],
    ['a Friday, one day', '2026-11-27', 1, '2026-11-30'],
  ])('does not count the day of publication and counts working days: from %s', (_what, from, days, to) => {
    const period = noticePeriod(from, days, calendar, zone)
    expect(period.endsOn).toBe(to)
    expect([localDate(period.endsAt, zone), localTime(period.endsAt, zone)]).toEqual([to, '18:00'])
    expect(calendar.workingDaysBetween(from, period.endsOn)).toBe(days)
  })

  it('takes objections until its last moment, and never after', () => {
    const { endsAt } = noticePeriod('2026-11-22', 5, calendar, zone)
    expect(takesObjections({ state: 'open', endsAt }, new Date(+endsAt - 1))).toBe(true)
    expect(takesObjections({ state: 'open', endsAt }, endsAt)).toBe(false)
    expect(takesObjections({ state: 'held', endsAt }, new Date(+endsAt - 1))).toBe(false)
    expect(takesObjections({ state: 'published', endsAt: null }, new Date(0))).toBe(false)
  })
})

describe('the end of a public notice', () => {
  it.each([
    [[], 'clear', '未收到异议'],
    [ended(null), 'held', '收到异议1件，正在核实'],
    [ended('rejected', null), 'held', '收到异议2件，正在核实'],
    [ended('rejected', 'rejected'), 'clear', '收到异议2件，经核实均不成立'],
    [ended('rejected', 'partly'), 'upheld', '有异议成立'],
    [ended('upheld'), 'upheld', '有异议成立'],
  ] as const)('is what its objections ask for: %j → %s', (objections, state, words) => {
    expect(outcomeOf(objections)).toBe(state)
    expect(outcomeWords(state, objections)).toContain(words)
  })
})

describe('what is made public', () => {
  it('takes objections only as a 公示, before the fact', () => {
    const withPeriod = Object.values(noticeKinds).filter((one) => one.period)
    expect(withPeriod.map((one) => one.label)).toEqual(['公示'])
  })

  it('shows a penalty to no group, and every other matter has a period and a source', () => {
    for (const [matter, rule] of Object.entries(noticeMatters)) {
      expect(rule.toGroup).toBe(matter !== 'penalty')
      expect(rule.days > 0).toBe(rule.toGroup)
      expect(rule.source).not.toBe('')
    }
  })

  it.each([
    '给予张三警告处分',
    '关于李四的处理决定',
    '记过一次',
    '通报批评',
  ])('knows a penalty by its words: %s', (text) => {
    expect(speaksOfPenalty(undefined, text)).toBe(true)
  })

  it('takes ordinary texts for what they are', () => {
    expect(speaksOfPenalty('年度先进拟表彰名单', '拟表彰张三、李四', undefined)).toBe(false)
  })
})
