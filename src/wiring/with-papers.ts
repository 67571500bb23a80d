import type { Delivery } from '../bot/delivery/index.ts'
import type { PapersWorker } from '../papers/jobs/worker.ts'

/** What is made of committed jobs is sent too: whoever waits for the messages waits for the work that leads to them. */
export function withPapers(sender: Delivery, worker: PapersWorker): Delivery {
  const after = (next: () => Promise<void>) => async () => {
    await worker.drain()
    await next()
  }
  return {
    ...sender,
    start() {
      worker.start()
      sender.start()
    },
    async stop() {
      await worker.stop()
      await sender.stop()
    },
    wake() {
      worker.wake()
      sender.wake()
    },
    drain: after(sender.drain),
    settle: after(sender.settle),
  }
}
