/** How much goes into one transaction, and how many transactions run at once. */
export interface BatchLimits {
  size: number
  lanes: number
  /** So many must wait before a lane beside a busy one is worth while: transactions on one ballot stand in each other's way. */
  crowd: number
  /** Or one that was held up so long, in milliseconds: the busy lane may wait for a lock that does not concern it. */
  patienceMs: number
}

/** Takes things one by one and hands them on in batches. */
export interface Batches<T> {
  add(one: T): void
  /** Resolves when nothing waits and nothing is in flight. */
  idle(): Promise<void>
}

/**
 * Adaptive batching: what arrives while a lane is busy goes together as soon as the lane returns, so that a lonely click
 * waits for nobody and a crowd shares its commits; a crowd, or one that was held up, gets another lane. `run` settles
 * every item itself and never rejects.
 */
export function createBatches<T>(
  run: (batch: T[]) => Promise<void>,
  { size, lanes, crowd, patienceMs }: BatchLimits,
): Batches<T> {
  const waiting: T[] = []
  const onIdle: (() => void)[] = []
  let inFlight = 0
  let planned = false
  let alarm: NodeJS.Timeout | null = null

  const flush = (): void => {
    planned = false
    while (waiting.length > 0 && (inFlight === 0 || (inFlight < lanes && waiting.length >= crowd))) send()
    if (waiting.length > 0 && inFlight < lanes) alarm ??= setTimeout(send, patienceMs)
    if (inFlight === 0) for (const told of onIdle.splice(0)) told()
  }
  const send = (): void => {
    if (alarm) clearTimeout(alarm)
    alarm = null
    if (waiting.length > 0 && inFlight < lanes) void take(waiting.splice(0, size))
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
