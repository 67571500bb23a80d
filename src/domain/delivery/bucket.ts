/**
 * Token buckets in integers. A limit of L calls in any window W is kept by a bucket that holds at most `burst` tokens
 * and wins `L − burst` in W: the worst window takes a full bucket and everything that flows in meanwhile.
 */
export interface Rate {
  /** Tokens that a full bucket holds. */
  burst: number
  /** Tokens won in `windowMs`. */
  refill: number
  windowMs: number
}

/** What a bucket holds. `refilledAt` (epoch milliseconds) is moved only by the time that whole tokens took. */
export interface Level {
  tokens: number
  refilledAt: number
}

const HEADROOM = { num: 95, den: 100 } as const

/**
 * A rate below the platform's limit. A twentieth stays free, because a call leaves a little later than its token, and
 * calls of two seconds may meet in one. `burstShare` is the part of the limit that may be spent at once.
 */
export function rateOf(limit: number, windowMs: number, burstShare: { num: number; den: number }): Rate {
  const usable = Math.max(2, Math.floor((limit * HEADROOM.num) / HEADROOM.den))
  const burst = Math.max(1, Math.floor((usable * burstShare.num) / burstShare.den))
  return { burst, refill: usable - burst, windowMs }
}

/** The platform's two limits: calls a minute (a tenth of them at once), calls a second (half of them at once). */
export const ratesOf = (limits: {
  perMinute: number
  perSecond: number
}): { minute: Rate; second: Rate } => ({
  minute: rateOf(limits.perMinute, 60_000, { num: 1, den: 10 }),
  second: rateOf(limits.perSecond, 1_000, { num: 1, den: 2 }),
})

/** A bucket that nothing was taken from. */
export const full = (rate: Rate, now: number): Level => ({ tokens: rate.burst, refilledAt: now })

/** The level at `now`. A clock that went back wins nothing. */
export function refilled({ tokens, refilledAt }: Level, rate: Rate, now: number): Level {
  const won = Math.max(0, Math.floor(((now - refilledAt) * rate.refill) / rate.windowMs))
  if (tokens + won >= rate.burst) return full(rate, Math.max(now, refilledAt))
  return { tokens: tokens + won, refilledAt: refilledAt + Math.ceil((won * rate.windowMs) / rate.refill) }
}

/** The level after `count` tokens were taken. Taking more than there are is a mistake of the caller. */
export function taken(level: Level, count: number): Level {
  if (count > level.tokens) throw new RangeError(`${count} of ${level.tokens} tokens`)
  return { ...level, tokens: level.tokens - count }
}

const RESERVED = { num: 28, den: 100 } as const

/** What others than waiting people may take: 28 % of the bucket is kept for replies. */
export const unreserved = ({ tokens }: Level, rate: Rate): number =>
  Math.max(0, tokens - Math.floor((rate.burst * RESERVED.num) / RESERVED.den))

/** Milliseconds until `count` tokens above the present ones have been won. */
export const wonIn = (count: number, rate: Rate): number => Math.ceil((count * rate.windowMs) / rate.refill)
