import { describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/bot/platform.ts'
import type { DeliveryStore } from '../../src/domain/ports/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { deliveryBench } from './bench.ts'

const db = useDatabase()

const busy = () => new PlatformError('transient', 'busy', { code: 2200 })
const keysOf = (bench: ReturnType<typeof deliveryBench>) =>
  new Set(bench.platform.attempts.map(({ key }) => key))

describe('when the platform does not answer as it should', () => {
  it('sends once although the answer was lost: the same key again', async () => {
    const bench = deliveryBench(db)
    bench.platform.failSend('lost-answer', 'lost-answer')
    await bench.plan({ key: 'a' })
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['a'])
    expect(bench.platform.attempts).toHaveLength(3)
    expect(keysOf(bench).size).toBe(1)
    expect([...keysOf(bench)][0]).toMatch(/^[0-9a-f]{40}$/)
    expect(await bench.rows()).toMatchObject([
      { state: 'sent', message_id: 'om_1', attempts: 3, error: null },
    ])
  })

  it('sends once although it was killed between sending and marking', async () => {
    const bench = deliveryBench(db)
    const dies: DeliveryStore = { ...bench.store, sent: () => Promise.reject(new Error('killed')) }
    const dying = bench.another({ store: dies, pace: { leaseMs: 50, pollMs: 10, patienceMs: 0 } })
    await bench.plan({ key: 'a' })
    dying.start()
    await expect.poll(() => bench.titles().length).toBe(1)
    await dying.stop()
    expect(await bench.rows()).toMatchObject([{ state: 'planned' }])
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['a'])
    expect(await bench.rows()).toMatchObject([{ state: 'sent', message_id: 'om_1' }])
    const cards = await db.sql`select message_id from card where tenant_id = ${bench.tenantId}`
    expect(cards).toHaveLength(1)
  })

  it('tries again after a passing failure, and gives up after eight attempts, visibly', async () => {
    const bench = deliveryBench(db)
    bench.platform.failSend(...Array.from({ length: 8 }, busy))
    const id = await bench.plan({ key: 'a' })
    await bench.delivery.drain()
    expect(bench.platform.attempts).toHaveLength(8)
    expect(await bench.store.deadLetters(10)).toEqual([
      { id, what: 'message', key: 'a', state: 'dead', error: '平台暂时不可用（2200）：busy', attempts: 8 },
    ])
    expect(await bench.store.depths(bench.clock.now())).toMatchObject({ dead: 1, due: 0 })
    expect(bench.logged.some(({ level }) => level === 'error')).toBe(true)
  })

  it('delivers a dead letter after a redrive', async () => {
    const bench = deliveryBench(db)
    bench.platform.failSend(new PlatformError('target', 'bot not in chat', { code: 230002 }))
    const id = await bench.plan({ key: 'a' })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([
      { state: 'dead', error: '无法送达该群或该人（230002）：bot not in chat' },
    ])
    expect(await bench.store.redrive(id)).toBe(true)
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['a'])
    expect(await bench.store.redrive(id)).toBe(false)
  })

  it('goes on to the next message of a chat when one is dead', async () => {
    const bench = deliveryBench(db)
    bench.platform.failSend(new PlatformError('content', 'sensitive words', { code: 230022 }))
    await bench.plan({ key: 'refused' })
    await bench.plan({ key: 'next' })
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['next'])
  })

  it('never sends blindly after the platform has forgotten the key', async () => {
    const bench = deliveryBench(db)
    const id = await bench.plan({ key: 'a' })
    await db.sql`update outgoing set first_tried_at = now() - interval '59 minutes', attempts = 1 where id = ${id}`
    await bench.delivery.drain()
    expect(bench.platform.attempts).toEqual([])
    expect(await bench.rows()).toMatchObject([{ state: 'unknown', error: '发送结果不明，请核对后重发' }])
    expect(await bench.store.deadLetters(10)).toMatchObject([{ id, state: 'unknown' }])
    await bench.store.redrive(id)
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['a'])
  })

  it('forgets the first attempt when the platform surely refused it, so that it may be tried for long', async () => {
    const bench = deliveryBench(db, { pace: { retry: { firstMs: 60_000, maxMs: 60_000, parkedMs: 60_000 } } })
    bench.platform.failSend(busy())
    await bench.plan({ key: 'a' })
    await bench.delivery.drain()
    const [row] = await db.sql`select first_tried_at, state from outgoing where tenant_id = ${bench.tenantId}`
    expect(row).toEqual({ first_tried_at: null, state: 'planned' })
  })

  it('keeps the first attempt when a later one was refused: the first may have arrived', async () => {
    const bench = deliveryBench(db, { pace: { retry: { firstMs: 10, maxMs: 60_000, parkedMs: 60_000 } } })
    bench.platform.failSend('lost-answer', new PlatformError('transient', 'busy', { retryAfterMs: 60_000 }))
    await bench.plan({ key: 'a' })
    bench.delivery.start()
    await expect.poll(() => bench.outcomes.length).toBe(2)
    await bench.delivery.stop()
    const [row] =
      await db.sql`select first_tried_at is not null as kept from outgoing where tenant_id = ${bench.tenantId}`
    expect(row).toEqual({ kept: true })
  })

  it('stops all replicas for exactly as long as the platform says', async () => {
    const bench = deliveryBench(db)
    const other = bench.another()
    bench.platform.failSend(
      new PlatformError('transient', 'too many requests', { code: 99991400, retryAfterMs: 400 }),
    )
    await bench.plan({ key: 'a' })
    bench.delivery.start()
    await expect.poll(() => bench.outcomes.map(({ what }) => what)).toEqual(['retry'])
    const [bucket] = await db.sql<{ blocked: boolean }[]>`
      select bool_and(blocked_until between now() and now() + interval '400 ms') as blocked
      from rate_bucket where tenant_id = ${bench.tenantId}`
    expect(bucket).toEqual({ blocked: true })
    await bench.plan({ key: 'b', recipient: { chatId: 'oc_2' } })
    other.start()
    await Promise.all([bench.delivery.drain(), other.drain()])
    await Promise.all([bench.delivery.stop(), other.stop()])
    const [first, ...later] = bench.platform.attempts.map(({ at }) => at)
    expect(later).toHaveLength(2)
    for (const at of later) expect(at - (first ?? at)).toBeGreaterThanOrEqual(395)
  })

  it('parks messages while an operator must act, loudly, without using up their attempts', async () => {
    const bench = deliveryBench(db)
    bench.platform.failSend(new PlatformError('config', 'scope missing', { code: 99991672 }))
    await bench.plan({ key: 'a' })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([
      { state: 'planned', attempts: 0, error: '应用凭证或权限有误（99991672）：scope missing' },
    ])
    expect(bench.logged).toMatchObject([{ level: 'error' }])
    await db.sql`update outgoing set retry_at = now() where tenant_id = ${bench.tenantId}`
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['a'])
  })

  it('tries again when a card could not be rendered', async () => {
    let broken = true
    const bench = deliveryBench(db, {
      render: async () => {
        if (!broken) return { card: { title: 'a', tone: 'info', blocks: [], summary: 'a' }, open: false }
        broken = false
        throw new Error('connection lost')
      },
    })
    await bench.plan({ key: 'a', content: { view: 'v', ref: 'r' } })
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['a'])
  })

  it('outlives a database that fails for a while', async () => {
    const bench = deliveryBench(db)
    let failures = 3
    const flaky: DeliveryStore = {
      ...bench.store,
      claim: (request) =>
        failures-- > 0 ? Promise.reject(new Error('CONNECTION_CLOSED')) : bench.store.claim(request),
    }
    await bench.plan({ key: 'a' })
    await bench.another({ store: flaky }).drain()
    expect(bench.titles()).toEqual(['a'])
    expect(failures).toBeLessThan(0)
  })
})
