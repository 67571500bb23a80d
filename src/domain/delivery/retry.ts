/** Why an attempt failed; see `FailureKind` of the platform port. */
export type Failure = 'transient' | 'target' | 'message' | 'content' | 'config' | 'bug' | 'unknown'

/** What is done with a message after a failed attempt. */
export type NextStep =
  /** Another attempt. `uncertain`: the last one may have been delivered. `counts` false = it waits for an operator. */
  | { step: 'retry'; delayMs: number; uncertain: boolean; counts: boolean }
  /** Nobody tries again by himself. */
  | { step: 'settle'; state: 'dead' | 'unknown' }

/** How attempts are spaced, in milliseconds. */
export interface RetryPace {
  firstMs: number
  maxMs: number
  /** While credentials or permissions are missing. */
  parkedMs: number
}

/** Waits of about 1 s, 4 s, 16 s, 1 min, 4 min, 15 min, 15 min: eight attempts in half an hour. */
export const retryPace: RetryPace = { firstMs: 1_000, maxMs: 15 * 60_000, parkedMs: 60_000 }

/** A message is given up after this many attempts. */
export const MOST_ATTEMPTS = 8

/** Exponential wait before the attempt after the `attempts`-th, its second half by chance (`random` in [0, 1)). */
export const backOff = (attempts: number, random: number, { firstMs, maxMs }: RetryPace): number =>
  Math.round(Math.min(maxMs, firstMs * 4 ** (attempts - 1)) * (0.5 + random / 2))

/**
 * Decides after the `attempts`-th attempt (1 = the first). Where the platform says how long to wait, exactly so long.
 * A lost answer is tried again under the same key, and is never called dead: it may have arrived.
 */
export function afterFailure(
  failure: { kind: Failure; retryAfterMs: number | null; attempts: number },
  random: number,
  pace: RetryPace = retryPace,
): NextStep {
  const { kind, attempts } = failure
  if (kind === 'config') return { step: 'retry', delayMs: pace.parkedMs, uncertain: false, counts: false }
  if (kind !== 'transient' && kind !== 'unknown') return { step: 'settle', state: 'dead' }
  if (attempts >= MOST_ATTEMPTS) return { step: 'settle', state: kind === 'unknown' ? 'unknown' : 'dead' }
  const delayMs = failure.retryAfterMs ?? backOff(attempts, random, pace)
  return { step: 'retry', delayMs, uncertain: kind === 'unknown', counts: true }
}
