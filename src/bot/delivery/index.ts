import type { BehindCard, ClaimedMessage } from '../../domain/ports/index.ts'
import { createWorker, type Worker } from '../../worker.ts'
import { type DeliveryOptions, paceOf } from './options.ts'
import { cardRefresher } from './refresh.ts'
import { repostOldCards } from './repost.ts'
import { messageSender } from './send.ts'

export type { DeliveryOptions, DeliveryPace, Outcome } from './options.ts'
export { repostAfterMs } from './repost.ts'

/** The only sender: hands the outbox to the platform and keeps the cards in the chats true. */
export interface Delivery {
  start(): void
  /** Takes nothing new and resolves when what is on its way has an outcome. */
  stop(): Promise<void>
  /** Something was committed: looks now instead of at the next tick. */
  wake(): void
  /**
   * Resolves when every message due at the clock's now has been handed over or ended, by whichever replica. Does not
   * wait for what is tried again much later (parked, long waits). Works without `start` too.
   */
  drain(): Promise<void>
  /** `drain`, and every card shows what the rows say. */
  settle(): Promise<void>
  /** Posts open cards again that the platform will soon not change any more. */
  repostOld(): Promise<void>
}

const LOOK_MS = 50

/** Makes the delivery of one platform in one enterprise. Several may run on one database. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, cards, platform, clock, log } = options
  const pace = paceOf(options.pace)
  const claimOf = (limit: number) => ({
    platform: platform.name,
    limit,
    leaseMs: pace.leaseMs,
    limits: platform.limits,
  })
  const loop = {
    slots: pace.slots,
    pollMs: pace.pollMs,
    onError: (error: unknown) => log.error({ err: error }, 'delivery failed and goes on'),
  }
  let drains = 0
  const sender = createWorker<ClaimedMessage>({
    ...loop,
    claim: (limit) =>
      store.claim({
        ...claimOf(limit),
        now: clock.now(),
        idempotencyMs: platform.limits.idempotencyMs,
        gatherMs: drains > 0 ? 0 : pace.gatherMs,
      }),
    work: messageSender(options, pace),
  })
  const refresher = createWorker<BehindCard>({
    ...loop,
    claim: (limit) => cards.claimBehind(claimOf(limit)),
    work: withWake(cardRefresher(options, pace), sender),
  })
  const messagesLeft = () => store.outstanding(platform.name, clock.now(), pace.patienceMs)
  const cardsLeft = async () => (await messagesLeft()) + (await cards.behind(platform.name, pace.patienceMs))

  const until = async (left: () => Promise<number>, workers: Worker[]) => {
    const borrowed = workers.filter((worker) => !worker.running)
    for (const worker of borrowed) worker.start()
    const idle = () => workers.every((worker) => !worker.busy)
    // What is on its way is leased and not counted as left: nothing may be, before and after the count.
    drains++
    try {
      for (;;) {
        const before = idle()
        const some = (await left()) > 0
        if (before && !some && idle()) break
        if (some) {
          for (const worker of workers) worker.wake()
          await Promise.race(workers.map((worker) => worker.progress(LOOK_MS)))
        } else await Promise.all(workers.map((worker) => worker.idle(LOOK_MS)))
      }
    } finally {
      drains--
      await Promise.all(borrowed.map((worker) => worker.stop()))
    }
  }

  return {
    start() {
      sender.start()
      refresher.start()
    },
    async stop() {
      await Promise.all([sender.stop(), refresher.stop()])
    },
    wake() {
      sender.wake()
      refresher.wake()
    },
    drain: () => until(messagesLeft, [sender]),
    settle: () => until(cardsLeft, [sender, refresher]),
    repostOld: () => repostOldCards(options),
  }
}

/** A refresh may post a card anew: the sender looks at once. */
const withWake =
  <T>(work: (item: T) => Promise<number | null>, other: Worker) =>
  async (item: T): Promise<number | null> => {
    const nextMs = await work(item)
    if (nextMs === 0) other.wake()
    return nextMs
  }
