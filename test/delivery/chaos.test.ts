import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PlatformError } from '../../src/bot/platform.ts'
import type { DeliveryStore } from '../../src/domain/ports/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { deliveryBench } from './bench.ts'

const db = useDatabase({ poolSize: 10 })

/** What happens to the n-th call: nothing, refused before, answer lost, or the sender dies before it marks the row. */
const luck = fc.array(fc.constantFrom('well', 'well', 'refused', 'lost', 'killed'), {
  minLength: 20,
  maxLength: 60,
})

it('shows every message once and in the order of its chat, whatever fails and whoever dies', async () => {
  await fc.assert(
    fc.asyncProperty(luck, fc.integer({ min: 1, max: 4 }), async (fates, chats) => {
      const bench = deliveryBench(db)
      let calls = 0
      let deaths = 0
      bench.platform.onSend = () => {
        const fate = fates[calls++]
        if (fate === 'refused') throw new PlatformError('transient', 'busy')
        if (fate === 'lost') bench.platform.failSend('lost-answer')
        if (fate === 'killed') deaths++
      }
      const mortal: DeliveryStore = {
        ...bench.store,
        sent: (message, handover) =>
          deaths-- > 0 ? Promise.reject(new Error('killed')) : bench.store.sent(message, handover),
      }
      const pace = { leaseMs: 60, pollMs: 5, retry: { firstMs: 1, maxMs: 2, parkedMs: 1 } }
      const replicas = [1, 2, 3].map(() => bench.another({ store: mortal, pace }))
      for (let n = 0; n < 24; n++)
        await bench.plan({ key: `m${String(n).padStart(2, '0')}`, recipient: { chatId: `oc_${n % chats}` } })
      for (const replica of replicas) replica.start()
      await expect
        .poll(() => bench.store.outstanding('feishu', bench.clock.now(), 60_000), {
          timeout: 20_000,
          interval: 20,
        })
        .toBe(0)
      for (const replica of replicas) await replica.stop()

      const states = (await bench.rows()).filter(({ state }) => state !== 'sent')
      const dead = new Set(states.map(({ key }) => key))
      expect(states.every(({ state }) => state === 'dead' || state === 'unknown')).toBe(true)
      for (let chat = 0; chat < chats; chat++) {
        const seen = bench.platform.visible.filter(({ to }) => 'chatId' in to && to.chatId === `oc_${chat}`)
        const titles = seen.map(({ card }) => card.title)
        expect(titles).toEqual([...new Set(titles)].sort())
        const wanted = Array.from({ length: 24 }, (_, n) => n)
          .filter((n) => n % chats === chat)
          .map((n) => `m${String(n).padStart(2, '0')}`)
        expect(titles.length).toBeGreaterThanOrEqual(wanted.filter((title) => !dead.has(title)).length)
      }
    }),
    { numRuns: 8 },
  )
}, 120_000)
