import { describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/bot/platform.ts'
import { useDatabase } from '../helpers/database.ts'
import { type DeliveryBench, deliveryBench, start } from './bench.ts'

const db = useDatabase()
const days = (n: number) => new Date(+start + n * 24 * 3600 * 1000)

/** A bench with one ballot card standing in a group, checked once after sending. */
async function withCard(options: Parameters<typeof deliveryBench>[1] = {}): Promise<DeliveryBench> {
  const bench = deliveryBench(db, options)
  bench.views.set('ballot|b1', { title: '0', open: true })
  await bench.plan({ key: 'ballot', content: { view: 'ballot', ref: 'b1' } })
  await bench.delivery.settle()
  return bench
}

const cardRows = (bench: DeliveryBench) =>
  db.sql`select state, wanted, shown, open, error from card where tenant_id = ${bench.tenantId} order by sent_at, id`

describe('refreshing cards', () => {
  it('does not call the platform for a card that nobody has touched', async () => {
    const bench = await withCard()
    expect(bench.platform.updates).toEqual([])
    expect(await cardRows(bench)).toMatchObject([{ wanted: 1, shown: 1 }])
  })

  it('notices what changed while the card was on its way', async () => {
    const bench = deliveryBench(db)
    bench.views.set('ballot|b1', { title: 'before', open: true })
    bench.platform.onSend = () => void bench.views.set('ballot|b1', { title: 'after', open: true })
    await bench.plan({ key: 'ballot', content: { view: 'ballot', ref: 'b1' } })
    await bench.delivery.settle()
    expect(bench.titles()).toEqual(['after'])
  })

  it('shows the final state after a hundred touches in few updates', async () => {
    const bench = await withCard({ pace: { refreshMs: 100 } })
    bench.delivery.start()
    for (let n = 1; n <= 100; n++) {
      bench.views.set('ballot|b1', { title: `${n}`, open: true })
      await bench.touch('ballot', 'b1')
      bench.delivery.wake()
    }
    await bench.delivery.settle()
    await bench.delivery.stop()
    expect(bench.titles()).toEqual(['100'])
    expect(bench.platform.updates.length).toBeLessThanOrEqual(20)
  })

  it('does not lose a touch during an update', async () => {
    const bench = await withCard()
    bench.views.set('ballot|b1', { title: '1', open: true })
    await bench.touch('ballot', 'b1')
    bench.platform.onUpdate = async () => {
      bench.platform.onUpdate = () => undefined
      bench.views.set('ballot|b1', { title: '2', open: true })
      await bench.touch('ballot', 'b1')
    }
    await bench.delivery.settle()
    expect(bench.platform.updates.map(({ card }) => card.title)).toEqual(['1', '2'])
    expect(await cardRows(bench)).toMatchObject([{ wanted: 3, shown: 3 }])
  })

  it('updates a touched card even when it looks the same: the platform may show something else', async () => {
    const bench = await withCard()
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    expect(bench.platform.updates).toHaveLength(1)
  })

  it('updates one card one call at a time, whatever the number of replicas', async () => {
    const bench = await withCard({ pace: { refreshMs: 1 } })
    const other = bench.another({ pace: { refreshMs: 1, pollMs: 5 } })
    let inside = 0
    bench.platform.onUpdate = async () => {
      expect(++inside).toBe(1)
      await new Promise(setImmediate)
      inside--
    }
    bench.delivery.start()
    other.start()
    for (let n = 1; n <= 40; n++) {
      bench.views.set('ballot|b1', { title: `${n}`, open: true })
      await bench.touch('ballot', 'b1')
      bench.delivery.wake()
      other.wake()
    }
    await bench.delivery.settle()
    await Promise.all([bench.delivery.stop(), other.stop()])
    expect(bench.titles()).toEqual(['40'])
    expect(bench.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('refreshes once more when its lease had been taken over', async () => {
    const bench = await withCard()
    await bench.touch('ballot', 'b1')
    bench.platform.onUpdate = async () => {
      bench.platform.onUpdate = () => undefined
      await db.sql`update card set retry_at = now() where tenant_id = ${bench.tenantId}`
    }
    await bench.delivery.settle()
    expect(bench.platform.updates.length).toBeGreaterThanOrEqual(2)
    expect(await cardRows(bench)).toMatchObject([{ state: 'live', error: null }])
  })

  it('leaves the last state standing when there is nothing to show any more', async () => {
    const bench = await withCard()
    bench.views.clear()
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    expect(bench.platform.updates).toEqual([])
    expect(await cardRows(bench)).toMatchObject([{ state: 'live', wanted: 2, shown: 2, open: false }])
  })

  it('tries a failed update again, and shows a given-up one among the dead letters', async () => {
    const bench = await withCard()
    bench.platform.failUpdate(...Array.from({ length: 8 }, () => new PlatformError('transient', 'busy')))
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    const [letter] = await bench.store.deadLetters(10)
    expect(letter).toMatchObject({ what: 'refresh', key: 'ballot:b1', error: '平台暂时不可用：busy' })
    expect(await bench.store.redrive(letter?.id ?? '')).toBe(true)
    await bench.delivery.settle()
    expect(bench.platform.updates).toHaveLength(1)
    expect(await bench.store.deadLetters(10)).toEqual([])
  })

  it('posts a recalled card again while it can be acted on', async () => {
    const bench = await withCard()
    bench.platform.failUpdate(new PlatformError('message', 'recalled', { code: 230011 }))
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    expect(bench.titles()).toEqual(['0', '0'])
    expect((await cardRows(bench)).map(({ state }) => state).sort()).toEqual(['live', 'replaced'])
  })

  it('lets a recalled card go that is closed, and one in a chat that is gone', async () => {
    for (const [kind, open] of [
      ['message', false],
      ['target', true],
    ] as const) {
      const bench = await withCard()
      bench.views.set('ballot|b1', { title: 'end', open })
      bench.platform.failUpdate(new PlatformError(kind, 'gone'))
      await bench.touch('ballot', 'b1')
      await bench.delivery.settle()
      expect(bench.titles()).toEqual(['0'])
      expect(await cardRows(bench)).toMatchObject([{ state: 'gone' }])
    }
  })
})

describe('posting again before the limit', () => {
  it('posts an open card again after thirteen days, once, and refreshes only the new one', async () => {
    const bench = await withCard()
    bench.clock.moveTo(new Date(+days(13) - 1))
    await bench.delivery.repostOld()
    expect((await bench.rows()).map(({ key }) => key)).toEqual(['ballot'])
    bench.clock.moveTo(days(13))
    await Promise.all([bench.delivery.repostOld(), bench.another().repostOld()])
    await bench.delivery.settle()
    bench.views.set('ballot|b1', { title: 'later', open: true })
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    expect(bench.titles()).toEqual(['0', 'later'])
    expect((await bench.rows())[1]?.key).toMatch(/^repost:/)
  })

  it('leaves a card alone that was closed meanwhile', async () => {
    const bench = await withCard()
    bench.views.set('ballot|b1', { title: 'closed', open: false })
    bench.clock.moveTo(days(13))
    await bench.delivery.repostOld()
    expect(await bench.rows()).toHaveLength(1)
    expect(await cardRows(bench)).toMatchObject([{ state: 'live', open: false }])
  })
})
