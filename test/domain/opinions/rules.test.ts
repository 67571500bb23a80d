import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charactersIn, exceeds, visibleText } from '../../../src/domain/conversation/characters.ts'
import { collatorOf, isAsked } from '../../../src/domain/opinions/audience.ts'
import { composedOpinion, typedOpinion } from '../../../src/domain/opinions/content.ts'
import { usualDeadline } from '../../../src/domain/opinions/deadline.ts'
import {
  figuresOf,
  figureWords,
  isAnonymous,
  shownFigures,
  summaryWithoutOpinions,
} from '../../../src/domain/opinions/figures.ts'
import { pagesOf, rawOpinions } from '../../../src/domain/opinions/raw-opinions.ts'
import type { RosterEntry } from '../../../src/domain/organisation/types.ts'
import type { Opinion } from '../../../src/domain/ports/index.ts'
import { Refusal } from '../../../src/domain/refusals.ts'
import { givenCalendar } from '../calendar/given-calendar.ts'

const anOpinion = (change: Partial<Opinion> = {}): Opinion => ({
  id: 'o1',
  memberId: 'wang',
  content: '建议',
  none: false,
  submittedOn: '2026-11-22',
  line: null,
  aside: null,
  ...change,
})
const anonymous = (content: string) => anOpinion({ memberId: null, content })
const anEntry = (change: Partial<RosterEntry> = {}): RosterEntry => ({
  memberId: 'wang',
  name: '王五',
  standing: 'formal',
  offices: [],
  group: null,
  ...change,
})
const refusalOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'none'
}

describe('anonymity', () => {
  it.each([
    ['named', true, false],
    ['named', false, false],
    ['optional', true, true],
    ['optional', false, false],
    ['anonymous', false, true],
  ] as const)('a call that is %s, wished %s', (naming, wished, kept) => {
    expect(isAnonymous(naming, wished)).toBe(kept)
  })

  it.each([
    [0, false, 0],
    [1, true, 0],
    [2, true, 0],
    [3, false, 3],
    [4, false, 4],
  ])('shows of %i anonymous opinions: withheld %s', (count, withheld, shown) => {
    const raw = rawOpinions(
      Array.from({ length: count }, (_, at) => anonymous(`意见${at}`)),
      () => '',
    )
    expect([raw.withheld, raw.shown.length]).toEqual([withheld, shown])
  })

  it('never names an anonymous opinion and never shows a part of one or two', () => {
    const kinds = fc.array(fc.constantFrom('named', 'anonymous', 'none'), { maxLength: 12 })
    fc.assert(
      fc.property(kinds, (given) => {
        const opinions = given.map((kind, at) =>
          anOpinion({
            memberId: kind === 'anonymous' ? null : `m${at}`,
            content: `内容${at}`,
            none: kind === 'none',
          }),
        )
        const raw = rawOpinions(opinions, (id) => `名${id}`)
        const count = given.filter((kind) => kind === 'anonymous').length
        expect(raw.shown.filter((one) => one.name === null)).toHaveLength(count < 3 ? 0 : count)
        const words = figureWords({ naming: 'optional' }, figuresOf(opinions))
        expect(words.includes('匿名')).toBe(count >= 3)
      }),
    )
  })

  it('has nothing to protect where names are required', () => {
    expect(shownFigures({ naming: 'named' }, { named: 1, anonymous: 0, none: 1 })).not.toBeNull()
    expect(figureWords({ naming: 'named' }, { named: 1, anonymous: 0, none: 1 })).toBe(
      '已收到2条（署名1、表示无意见1）',
    )
  })

  it('orders by name and text, so that the order does not tell the time', () => {
    const given = [anonymous('丙'), anonymous('甲'), anonymous('乙'), anOpinion()]
    const there = rawOpinions(given, () => '王五').shown
    const back = rawOpinions([...given].reverse(), () => '王五').shown
    expect(there).toEqual(back)
  })
})

describe('what was typed', () => {
  it.each([
    ['', 'opinions/empty'],
    [' \n\t', 'opinions/empty'],
    ['\u200b\u200d\u2060\ufeff', 'opinions/empty'],
    ['\u3164\u2800', 'opinions/empty'],
    ['\u0301'.repeat(100), 'opinions/empty'],
    ['字'.repeat(1001), 'opinions/too-long'],
    [`e${'\u0301'.repeat(5000)}`, 'opinions/too-long'],
    ['字'.repeat(1000), 'none'],
    [`e${'\u0301'.repeat(100)}`, 'none'],
    ['👨‍👩‍👧‍👦', 'none'],
  ])('case %#', (text, code) => {
    expect(refusalOf(() => typedOpinion(text, '意见'))).toBe(code)
  })

  it('counts characters as people do', () => {
    expect(charactersIn('e\u0301👨‍👩‍👧‍👦𠮷')).toBe(3)
    expect(exceeds('𠮷'.repeat(1000), 1000)).toBe(false)
  })

  it('makes a text visible once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = visibleText(text)
        expect(visibleText(once)).toBe(once)
      }),
    )
  })

  it('numbers the answers to questions and leaves out empty ones', () => {
    const call = { questions: ['甲', '乙', '丙'] }
    expect(composedOpinion(call, ['同意甲', ' ', '同意丙'])).toBe('1. 同意甲\n3. 同意丙')
    expect(refusalOf(() => composedOpinion(call, ['', ' ']))).toBe('opinions/empty')
    expect(composedOpinion({ questions: [] }, ['一条'])).toBe('一条')
  })
})

describe('who is asked', () => {
  const now = new Date('2026-11-22T02:00:00Z')
  const later = { startsAt: new Date('2026-12-25T07:00:00Z') }
  const begun = { startsAt: new Date('2026-11-22T01:00:00Z') }
  const reply = (change: { reply: 'attend' | 'leave' | null; signedInAt: Date | null }) => [
    { memberId: 'wang', ...change },
  ]
  it.each([
    ['members', [], null, [], true],
    ['committee', [], null, [], false],
    ['committee', ['publicity_member'], null, [], true],
    ['committee', ['group_leader'], null, [], false],
    ['absent', [], null, [], false],
    ['absent', [], later, [], false],
    ['absent', [], later, reply({ reply: 'leave', signedInAt: null }), true],
    ['absent', [], later, reply({ reply: 'attend', signedInAt: null }), false],
    ['absent', [], begun, reply({ reply: 'attend', signedInAt: null }), true],
    ['absent', [], begun, reply({ reply: 'leave', signedInAt: now }), false],
  ] as const)('%s %j: case %#', (audience, offices, meeting, attendance, asked) => {
    const given = meeting && { meeting, attendance: [...attendance] }
    expect(isAsked({ audience }, anEntry({ offices: [...offices] }), given, now)).toBe(asked)
  })

  it('hands collation to whoever answers for it when the collator has left the roster', () => {
    const roster = [anEntry(), anEntry({ memberId: 'li' })]
    expect(collatorOf({ collatorId: 'wang' }, roster, ['li'])).toBe('wang')
    expect(collatorOf({ collatorId: 'gone' }, roster, ['li'])).toBe('li')
    expect(collatorOf({ collatorId: 'gone' }, [], [])).toBeNull()
  })
})

describe('the usual deadline', () => {
  const given = { now: new Date('2026-11-22T10:00:00+08:00'), zone: 'Asia/Shanghai', calendar: givenCalendar }
  it.each([
    [null, '2026-11-27T18:00:00+08:00'],
    ['2026-12-25T15:00:00+08:00', '2026-12-24T18:00:00+08:00'],
    ['2026-11-22T15:00:00+08:00', '2026-11-22T15:00:00+08:00'],
    ['2026-11-20T15:00:00+08:00', '2026-11-27T18:00:00+08:00'],
  ])('before a meeting at %s', (meeting, deadline) => {
    const meetingAt = meeting === null ? null : new Date(meeting)
    expect(usualDeadline({ ...given, meetingAt })).toEqual(new Date(deadline))
  })
})

describe('a call that nobody answered', () => {
  it.each([
    [{ named: 0, anonymous: 0, none: 0 }, '未收到意见'],
    [{ named: 0, anonymous: 0, none: 2 }, '未收到意见，2条表示没有意见'],
    [{ named: 1, anonymous: 0, none: 2 }, null],
    [{ named: 0, anonymous: 1, none: 0 }, null],
  ])('%j', (figures, summary) => expect(summaryWithoutOpinions(figures)).toBe(summary))
})

describe('pages of raw opinions', () => {
  it('keep every opinion whole, once and in order', () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 1000 }), { maxLength: 40 })
    fc.assert(
      fc.property(texts, (given) => {
        const opinions = given.map((content) => ({ name: null, content }))
        const pages = pagesOf(opinions)
        expect(pages.flat()).toEqual(opinions)
        for (const page of pages)
          expect(page.reduce((sum, one) => sum + one.content.length, 0)).toBeLessThanOrEqual(6000)
      }),
    )
  })
})
