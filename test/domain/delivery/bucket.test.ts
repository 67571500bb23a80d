import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { full, ratesOf, refilled, taken, unreserved, wonIn } from '../../../src/domain/delivery/bucket.ts'

const limits = { perMinute: 1000, perSecond: 50 }
const rates = ratesOf(limits)

/** Callers that always take as much as they may, at random instants: the calls with their times. */
function takeAll(
  rate: typeof rates.minute,
  gaps: number[],
  wants: number[],
): { at: number; count: number }[] {
  let level = full(rate, 0)
  let at = 0
  return gaps.map((gap, turn) => {
    at += gap
    const now = refilled(level, rate, at)
    const count = Math.min(now.tokens, wants[turn % wants.length] ?? 1)
    level = taken(now, count)
    return { at, count }
  })
}

const most = (calls: { at: number; count: number }[], windowMs: number): number =>
  Math.max(
    ...calls.map(({ at: from }) =>
      calls.filter(({ at }) => at >= from && at < from + windowMs).reduce((sum, { count }) => sum + count, 0),
    ),
  )

describe('the rate bucket', () => {
  it.each([
    { name: 'minute', rate: rates.minute, limit: 1000, windowMs: 60_000 },
    { name: 'second', rate: rates.second, limit: 50, windowMs: 1000 },
  ])('never grants more than the limit of a $name in any window, however it is asked', ({
    rate,
    limit,
    windowMs,
  }) => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: windowMs / 20 }), { minLength: 1, maxLength: 150 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
        (gaps, wants) => most(takeAll(rate, gaps, wants), windowMs) <= limit,
      ),
    )
  })

  it('grants at least nine tenths of the limit over ten minutes to one who keeps asking', () => {
    const gaps = Array.from({ length: 6000 }, () => 100)
    const sum = takeAll(rates.minute, gaps, [1000]).reduce((total, { count }) => total + count, 0)
    expect(sum).toBeGreaterThan(10 * 850)
  })

  it('is never above full, never below empty, and wins nothing while the clock stands or goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 50 }), (steps) => {
        let level = full(rates.second, 0)
        let now = 0
        for (const step of steps) {
          now += step
          const next = refilled(level, rates.second, now)
          if (step <= 0) expect(next.tokens).toBeLessThanOrEqual(Math.max(level.tokens, rates.second.burst))
          expect(next.tokens).toBeGreaterThanOrEqual(level.tokens)
          expect(next.tokens).toBeLessThanOrEqual(rates.second.burst)
          level = taken(next, next.tokens > 0 ? 1 : 0)
          expect(refilled(level, rates.second, level.refilledAt).tokens).toBe(level.tokens)
        }
      }),
    )
  })

  it('keeps the fractions: many short looks win as much as one long one, to a twentieth', () => {
    let level = taken(full(rates.minute, 0), rates.minute.burst)
    for (let at = 1; at <= 4000; at++) level = refilled(level, rates.minute, at)
    const once = refilled(taken(full(rates.minute, 0), rates.minute.burst), rates.minute, 4000)
    expect(level.tokens).toBeGreaterThanOrEqual(Math.floor(once.tokens * 0.95))
    expect(level.tokens).toBeLessThanOrEqual(once.tokens)
  })

  it('keeps 28 % of a bucket for people who wait', () => {
    const level = full(rates.minute, 0)
    expect(level.tokens - unreserved(level, rates.minute)).toBe(Math.floor(rates.minute.burst * 0.28))
    expect(unreserved({ ...level, tokens: 5 }, rates.minute)).toBe(0)
  })

  it('leaves something for everybody even where the platform takes very little', () => {
    const { minute } = ratesOf({ perMinute: 2, perSecond: 2 })
    expect(unreserved(full(minute, 0), minute)).toBeGreaterThan(0)
  })

  it('refuses to take what is not there', () => {
    expect(() => taken({ tokens: 1, refilledAt: 0 }, 2)).toThrow(RangeError)
  })

  it('says when the next token comes', () => {
    const empty = { tokens: 0, refilledAt: 0 }
    expect(refilled(empty, rates.minute, wonIn(1, rates.minute)).tokens).toBe(1)
    expect(refilled(empty, rates.minute, wonIn(1, rates.minute) - 2).tokens).toBe(0)
  })
})
