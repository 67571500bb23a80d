import { describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/bot/platform.ts'
import { useDatabase } from '../helpers/database.ts'
import { deliveryBench, start } from './bench.ts'
import { recordingPlatform } from './recording-platform.ts'

const db = useDatabase()

describe('sending', () => {
  it('sends what is due, and only that', async () => {
    const bench = deliveryBench(db)
    await bench.plan({ key: 'now' })
    await bench.plan({ key: 'later', dueAt: new Date(+start + 60_000) })
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['now'])
    bench.clock.moveTo(new Date(+start + 60_000))
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['now', 'later'])
    expect((await bench.rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('keeps the message id and a card row for what it sent', async () => {
    const bench = deliveryBench(db)
    bench.views.set('ballot|b1', { title: '表决', open: true })
    const memberId = '01989a7e-0000-7000-8000-000000000001'
    await bench.plan({ key: 'a', content: { view: 'ballot', ref: 'b1' } })
    await bench.plan({ key: 'b', recipient: { memberId } })
    await bench.delivery.drain()
    const cards = await db.sql`
      select view, ref, chat_id, viewer_id, message_id, open, sent_at, state from card
      where tenant_id = ${bench.tenantId} order by view`
    expect(cards).toMatchObject([
      {
        view: 'ballot',
        ref: 'b1',
        chat_id: 'oc_1',
        viewer_id: null,
        open: true,
        sent_at: start,
        state: 'live',
      },
      { view: 'static', chat_id: `p2p_ou_${memberId}`, viewer_id: memberId, open: false },
    ])
  })

  it('keeps the order of a chat through a failure, while other chats go on', async () => {
    const bench = deliveryBench(db)
    bench.platform.onSend = (_, card) => {
      if (card.title === 'first' && bench.platform.attempts.length < 3)
        throw new PlatformError('transient', 'busy')
    }
    await bench.plan({ key: 'first' })
    await bench.plan({ key: 'second' })
    await bench.plan({ key: 'third' })
    await bench.plan({ key: 'elsewhere', recipient: { chatId: 'oc_2' } })
    await bench.delivery.drain()
    expect(bench.titles().filter((title) => title !== 'elsewhere')).toEqual(['first', 'second', 'third'])
    expect(bench.titles()[0]).toBe('elsewhere')
  })

  it('lets a waiting person overtake duties that are still to be sent', async () => {
    const bench = deliveryBench(db, { pace: { slots: 1 } })
    await bench.plan({ key: 'duty', priority: 'duty' })
    await bench.plan({ key: 'digest', priority: 'digest' })
    await bench.plan({ key: 'reply', priority: 'reply' })
    await bench.delivery.drain()
    expect(bench.titles()).toEqual(['reply', 'duty', 'digest'])
  })

  it('has at most so many messages on their way, and one a chat', async () => {
    const bench = deliveryBench(db, { pace: { slots: 3 } })
    const perChat = new Map<string, number>()
    bench.platform.onSend = async (to) => {
      const chat = 'chatId' in to ? to.chatId : ''
      perChat.set(chat, (perChat.get(chat) ?? 0) + 1)
      expect(perChat.get(chat)).toBe(1)
      await new Promise(setImmediate)
      perChat.set(chat, 0)
    }
    for (let n = 0; n < 30; n++) await bench.plan({ key: `m${n}`, recipient: { chatId: `oc_${n % 6}` } })
    await bench.delivery.drain()
    expect(bench.titles()).toHaveLength(30)
    expect(bench.platform.most.inFlight).toBeLessThanOrEqual(3)
  })

  it('says nothing where there is nothing left to say, and gives the token back', async () => {
    const bench = deliveryBench(db)
    await bench.plan({ key: 'done meanwhile', content: { view: 'reminder.period', ref: 'x' } })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([{ state: 'suppressed', error: '发送时已无需提醒' }])
    expect(bench.platform.attempts).toEqual([])
  })

  it('lets a message lapse whose time is over', async () => {
    const bench = deliveryBench(db)
    await bench.plan({ key: 'stale', expiresAt: start })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([{ state: 'expired', message_id: null }])
  })

  it('does not deliver to somebody without an account on the platform, and says so', async () => {
    const bench = deliveryBench(db, { identityOf: async () => null })
    await bench.plan({ key: 'a', recipient: { memberId: '01989a7e-0000-7000-8000-000000000001' } })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([{ state: 'dead', error: '收件人没有绑定该平台的账号' }])
  })

  it('is not stopped by a row that nobody can read', async () => {
    const bench = deliveryBench(db)
    const id = await bench.plan({ key: 'broken' })
    await db.sql`update outgoing set recipient = '{"nobody":1}' where id = ${id}`
    await bench.plan({ key: 'sound', recipient: { chatId: 'oc_2' } })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([{ state: 'dead' }, { state: 'sent' }])
  })

  it('sends by itself once it is started, and nothing after it was stopped', async () => {
    const bench = deliveryBench(db)
    const told = Promise.withResolvers<void>()
    bench.platform.onSend = () => told.resolve()
    bench.delivery.start()
    await bench.plan({ key: 'a' })
    bench.delivery.wake()
    await told.promise
    await bench.delivery.stop()
    expect(await bench.rows()).toMatchObject([{ state: 'sent' }])
    await bench.plan({ key: 'b' })
    bench.delivery.wake()
    expect(await bench.store.outstanding('feishu', start, 0)).toBe(1)
  })

  it('sends each message once with two replicas, in the order of each chat', async () => {
    const bench = deliveryBench(db)
    const other = bench.another()
    for (let n = 0; n < 60; n++)
      await bench.plan({ key: `m${String(n).padStart(2, '0')}`, recipient: { chatId: `oc_${n % 5}` } })
    bench.delivery.start()
    other.start()
    await Promise.all([bench.delivery.drain(), other.drain()])
    await Promise.all([bench.delivery.stop(), other.stop()])
    expect(bench.platform.attempts).toHaveLength(60)
    for (let chat = 0; chat < 5; chat++) {
      const mine = bench.platform.visible
        .filter(({ to }) => 'chatId' in to && to.chatId === `oc_${chat}`)
        .map(({ card }) => card.title)
      expect(mine).toEqual([...mine].sort())
    }
  })

  it('keeps replies moving while reminders use up the rate', async () => {
    const bench = deliveryBench(db, { platform: recordingPlatform({ perMinute: 100, perSecond: 1000 }) })
    for (let n = 0; n < 30; n++) await bench.plan({ key: `duty${n}`, recipient: { chatId: `oc_${n}` } })
    bench.delivery.start()
    await expect.poll(() => bench.titles().length).toBe(7) // a tenth of 95 at once, 28 % of it reserved
    await bench.plan({ key: 'reply', priority: 'reply' })
    bench.delivery.wake()
    await expect.poll(() => bench.titles().includes('reply')).toBe(true)
    await bench.delivery.stop()
    expect(bench.titles().length).toBeLessThan(12)
  })
})
