/** Sliding windows that count uses of a key. */
export interface Rates {
  /** Takes one use, or answers how many milliseconds to wait when the window is full. */
  take(key: string, most: number, windowMs: number): number
}

/** Makes the windows; `elapsed` is a steady clock in milliseconds. */
export function createRates(elapsed: () => number): Rates {
  const uses = new Map<string, number[]>()
  return {
    take(key, most, windowMs) {
      const now = elapsed()
      const recent = (uses.get(key) ?? []).filter((at) => at > now - windowMs)
      uses.set(key, recent)
      const oldest = recent[recent.length - most]
      if (oldest !== undefined) return Math.max(1, Math.ceil(oldest + windowMs - now))
      recent.push(now)
      return 0
    },
  }
}
