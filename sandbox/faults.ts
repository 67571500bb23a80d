/** A fault to inject into the platform's answers. */
export interface Fault {
  /** Calls that it hits; the path is the one of the URL without its query. */
  match: { method?: string; path: RegExp }
  /**
   * `drop-before`: the connection breaks and nothing happens. `drop-after`: it happens, but the answer is lost.
   * `delay`: it is done `ms` later. `status`: an HTTP error and nothing happens. `code`: HTTP 200 with `code`.
   * `rate-limit`: 429 (or `status`) with 99991400. `html`: a gateway's page. `empty`: HTTP 200 without a body.
   */
  kind: 'drop-before' | 'drop-after' | 'delay' | 'status' | 'code' | 'rate-limit' | 'html' | 'empty'
  /** How many calls it hits; 1 when left out, `Infinity` for all. */
  times?: number
  /** Matching calls that pass unharmed before. */
  skip?: number
  ms?: number
  status?: number
  code?: number
  message?: string
  /** Seconds of `x-ogw-ratelimit-reset`. */
  reset?: number
}

/** The faults in force. */
export interface Faults {
  /** Adds a fault and answers a handle that counts its hits and takes it away. */
  add(fault: Fault): { readonly hits: number; remove(): void }
  clear(): void
  /** The fault that hits this call, which is used up by asking. */
  take(method: string, path: string): Fault | undefined
}

/** Makes an empty set of faults. */
export function createFaults(): Faults {
  let rules: { fault: Fault; left: number; skip: number; hits: number }[] = []
  return {
    add(fault) {
      const rule = { fault, left: fault.times ?? 1, skip: fault.skip ?? 0, hits: 0 }
      rules.push(rule)
      return {
        get hits() {
          return rule.hits
        },
        remove: () => {
          rules = rules.filter((other) => other !== rule)
        },
      }
    },
    clear: () => {
      rules = []
    },
    take(method, path) {
      for (const rule of rules) {
        const { match } = rule.fault
        const hit =
          rule.left > 0 && (match.method ?? method).toUpperCase() === method && match.path.test(path)
        if (!hit) continue
        if (rule.skip > 0) {
          rule.skip -= 1
          continue
        }
        rule.left -= 1
        rule.hits += 1
        return rule.fault
      }
      return undefined
    },
  }
}
