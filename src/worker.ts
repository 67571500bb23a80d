import type { Claim } from './domain/ports/index.ts'

/** A loop that claims work, does some of it at once, and sleeps until something may have become due. */
export interface Worker {
  start(): void
  /** Claims nothing more and resolves when what was claimed is finished. */
  stop(): Promise<void>
  /** Looks for work now. A hint: the loop looks by itself every `pollMs`. */
  wake(): void
  /** Looks for work after so many milliseconds. */
  wakeIn(ms: number): void
  readonly running: boolean
  /** Whether something is claimed and not finished, or is being claimed: leased rows are not counted as left. */
  readonly busy: boolean
  /** Resolves at the next finished piece of work, or after `ms`. */
  progress(ms: number): Promise<void>
  /** Resolves when nothing is claimed or being claimed, or after `ms`. */
  idle(ms: number): Promise<void>
}

export interface WorkerOptions<T> {
  claim(limit: number): Promise<Claim<T>>
  /** Must not reject for expected failures; resolves to when the next look is worth while, in milliseconds. */
  work(item: T): Promise<number | null>
  /** Pieces of work at the same time. */
  slots: number
  /** Finds what other replicas, or time, made due. */
  pollMs: number
  onError(error: unknown): void
}

/** Makes a loop; it stands still until `start`. After a stop it can be started again. */
export function createWorker<T>({ claim, work, slots, pollMs, onError }: WorkerOptions<T>): Worker {
  const inFlight = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  const watchers = new Set<() => void>()
  const idlers = new Set<() => void>()
  let loop: Promise<void> | null = null
  let running = false
  let woken = false
  let looking = false
  let alarm: (() => void) | null = null

  const wake = () => {
    woken = true
    alarm?.()
  }
  const wakeIn = (ms: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      wake()
    }, ms)
    timers.add(timer)
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        alarm = null
        resolve()
      }
      const timer = setTimeout(end, ms)
      alarm = end
      if (woken) end()
    }).finally(() => {
      woken = false
    })

  const busy = () => looking || inFlight.size > 0
  const tell = (whom: Set<() => void>) => {
    for (const one of [...whom]) one()
  }
  const heard = (by: Set<() => void>, ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        by.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      by.add(end)
    })

  const finish = (piece: Promise<void>) => {
    inFlight.delete(piece)
    tell(watchers)
    if (!busy()) tell(idlers)
    wake()
  }
  const launch = (item: T) => {
    const piece: Promise<void> = work(item)
      .then((nextMs) => {
        if (nextMs !== null && running) wakeIn(nextMs)
      })
      .catch(onError)
      .finally(() => finish(piece))
    inFlight.add(piece)
  }
  const look = async (): Promise<Claim<T>> => {
    if (inFlight.size >= slots) return { items: [], waitMs: null }
    looking = true
    try {
      return await claim(slots - inFlight.size)
    } catch (error) {
      onError(error)
      return { items: [], waitMs: null }
    }
  }
  const run = async () => {
    while (running) {
      const { items, waitMs } = await look()
      items.forEach(launch)
      looking = false
      if (!busy()) tell(idlers)
      if (items.length === 0) await pause(Math.min(pollMs, waitMs ?? pollMs))
    }
  }

  return {
    get running() {
      return running
    },
    get busy() {
      return busy()
    },
    start() {
      if (running) return
      running = true
      loop = run()
    },
    async stop() {
      running = false
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      wake()
      await loop
      await Promise.all(inFlight)
    },
    wake,
    wakeIn,
    progress: (ms) => heard(watchers, ms),
    idle: (ms) => (busy() ? heard(idlers, ms) : Promise.resolve()),
  }
}
