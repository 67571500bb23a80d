/** Counts what a caller may still do; refills evenly. */
interface Bucket {
  left: number
  at: number
}

/** How many requests that prove nothing are looked at, per address. */
const perSecond = 50
const burst = 200
/** Addresses that are remembered; beyond that the bucket map is emptied of those that are full again. */
const most = 10_000

/**
 * A limiter for requests that are not proved to come from the platform. Proved ones never ask it. Times in
 * milliseconds of the system's clock.
 */
export function unprovedLimiter(): (address: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>()
  const refilled = ({ left, at }: Bucket, nowMs: number): number =>
    Math.min(burst, left + (Math.max(0, nowMs - at) * perSecond) / 1000)
  const forget = (nowMs: number): void => {
    for (const [address, bucket] of buckets) if (refilled(bucket, nowMs) >= burst) buckets.delete(address)
    if (buckets.size >= most) buckets.clear()
  }
  return (address, nowMs) => {
    if (buckets.size >= most && !buckets.has(address)) forget(nowMs)
    const left = refilled(buckets.get(address) ?? { left: burst, at: nowMs }, nowMs)
    buckets.set(address, { left: Math.max(0, left - 1), at: nowMs })
    return left >= 1
  }
}

/** Lines of one refusal that are written in one window, so that a flood does not fill the disk. */
const linesAWindow = 20
const windowMs = 10_000

/** Writes the security line of a refused request, at most 20 of a kind in ten seconds; the next one says how many were left out. */
export function refusalLog(
  write: (facts: object) => void,
): (refusal: string, address: string, nowMs: number) => void {
  const windows = new Map<string, { from: number; lines: number; unwritten: number }>()
  return (refusal, address, nowMs) => {
    const window = windows.get(refusal) ?? { from: nowMs, lines: 0, unwritten: 0 }
    windows.set(refusal, window)
    if (nowMs - window.from >= windowMs) Object.assign(window, { from: nowMs, lines: 0 })
    if (window.lines >= linesAWindow) {
      window.unwritten += 1
      return
    }
    write({ refusal, address, ...(window.unwritten > 0 && { unwritten: window.unwritten }) })
    window.lines += 1
    window.unwritten = 0
  }
}
