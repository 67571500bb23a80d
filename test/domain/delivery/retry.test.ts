import { describe, expect, it } from 'vitest'
import { afterFailure, backOff, MOST_ATTEMPTS, retryPace } from '../../../src/domain/delivery/retry.ts'

const failure = (
  kind: Parameters<typeof afterFailure>[0]['kind'],
  attempts = 1,
  retryAfterMs: number | null = null,
) => ({
  kind,
  attempts,
  retryAfterMs,
})

describe('what follows a failed attempt', () => {
  it('waits longer each time, half of it by chance, up to a quarter of an hour', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((attempts) => backOff(attempts, 1, retryPace))
    expect(longest).toEqual([1_000, 4_000, 16_000, 64_000, 256_000, 900_000, 900_000])
    expect(backOff(1, 0, retryPace)).toBe(500)
  })

  it('waits exactly as long as the platform says', () => {
    expect(afterFailure(failure('transient', 3, 52_000), 0.7)).toMatchObject({
      step: 'retry',
      delayMs: 52_000,
    })
  })

  it.each(['target', 'message', 'content', 'bug'] as const)('does not try again after “%s”', (kind) => {
    expect(afterFailure(failure(kind), 0)).toEqual({ step: 'settle', state: 'dead' })
  })

  it('parks what an operator must mend, without using up attempts', () => {
    expect(afterFailure(failure('config', 8), 0)).toEqual({
      step: 'retry',
      delayMs: 60_000,
      uncertain: false,
      counts: false,
    })
  })

  it('gives up after eight attempts; a lost answer is never called dead', () => {
    expect(afterFailure(failure('transient', MOST_ATTEMPTS - 1), 0)).toMatchObject({ step: 'retry' })
    expect(afterFailure(failure('transient', MOST_ATTEMPTS), 0)).toEqual({ step: 'settle', state: 'dead' })
    expect(afterFailure(failure('unknown', MOST_ATTEMPTS), 0)).toEqual({ step: 'settle', state: 'unknown' })
    expect(afterFailure(failure('unknown', 1), 0)).toMatchObject({ step: 'retry', uncertain: true })
  })
})
