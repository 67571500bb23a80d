/** How much goes into one transaction, and how many transactions run at once. */
export interface BatchLimits {
  size: number
  lanes: number
}

/** Takes things one by one and hands them on in batches. */
export interface Batches<T> {
  add(one: T): void
  /** Resolves when nothing waits and nothing is in flight. */
  idle(): Promise<void>
}

/**
 * Adaptive batching: what arrives while a lane is busy goes together as soon as a lane returns, so that a lonely click
 * waits for nobody and a crowd shares its commits. There is no timer. `run` settles every item itself and never rejects.
 */
export function createBatches<T>(
  run: (batch: T[]) => Promise<void>,
  { size, lanes }: BatchLimits,
): Batches<T> {
  const waiting: T[] = []
  const onIdle: (() => void)[] = []
  let inFlight = 0
  let planned = false

  const flush = (): void => {
    planned = false
    while (inFlight < lanes && waiting.length > 0) void take(waiting.splice(0, size))
    if (inFlight === 0) for (const told of onIdle.splice(0)) told()
  }
  const take = async (batch: T[]): Promise<void> => {
    inFlight += 1
    await run(batch)
    inFlight -= 1
    plan()
  }
  /** At the end of the current turn, so that what arrives in one turn stays together. */
  const plan = (): void => {
    if (planned) return
    planned = true
    queueMicrotask(flush)
  }
  return {
    add(one) {
      waiting.push(one)
      plan()
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve)
        plan()
      }),
  }
}
