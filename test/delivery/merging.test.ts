import { describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/bot/platform.ts'
import type { Card } from '../../src/cards/card.ts'
import type { DeliveryStore, Outgoing } from '../../src/domain/ports/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { aCard, type DeliveryBench, deliveryBench, start } from './bench.ts'

const db = useDatabase()

const person = { memberId: '01989a7e-0000-7000-8000-000000000001' }
const later = (minutes: number) => new Date(+start + minutes * 60_000)

/** Plans a reminder to the person. */
const remind = (bench: DeliveryBench, key: string, more: Partial<Outgoing> = {}) =>
  bench.plan({ key, kind: 'reminder', recipient: person, ...more })

/** A reminder whose view has nothing left to say. */
const silent = { content: { view: 'reminder.step', ref: 'done meanwhile' } }

/** The headings of a merged card; of any other card its title. */
const partsOf = ({ title, blocks }: Card): string[] => {
  const headings = blocks.flatMap((one) => (one.type === 'text' && one.size === 'heading' ? [one.text] : []))
  return headings.length > 0 ? headings : [title]
}
const seen = (bench: DeliveryBench) => bench.platform.visible.map(({ card }) => partsOf(card))
const outcome = async (bench: DeliveryBench) =>
  (await bench.rows()).map(({ key, state, message_id }) => `${key} ${state} ${message_id ?? '-'}`)
const cardsOf = (bench: DeliveryBench) =>
  db.sql`select view, viewer_id, open, wanted, message_id from card where tenant_id = ${bench.tenantId} order by message_id`

describe('reminders of one person that are due together', () => {
  it('are one message with a part for each, and every key has its message id', async () => {
    const bench = deliveryBench(db)
    for (const key of ['a', 'b', 'c']) await remind(bench, key)
    await bench.delivery.drain()
    expect(bench.platform.attempts).toHaveLength(1)
    expect(bench.platform.visible[0]?.card.title).toBe('今日提醒（3项）')
    expect(seen(bench)).toEqual([['a', 'b', 'c']])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'b sent om_1', 'c sent om_1'])
    expect(await cardsOf(bench)).toEqual([
      { view: 'static', viewer_id: person.memberId, open: false, wanted: 0, message_id: 'om_1' },
    ])
    expect(bench.outcomes).toEqual(['a', 'b', 'c'].map(() => ({ what: 'sent', kind: 'reminder' })))
    const sent = await bench.store.sentBetween(later(-1), start)
    expect(sent.map(({ key, messageId, at }) => ({ key, messageId, at }))).toEqual(
      ['a', 'b', 'c'].map((key) => ({ key, messageId: 'om_1', at: start })),
    )
  })

  it('name the most urgent first, and count as one call', async () => {
    const bench = deliveryBench(db)
    for (let n = 0; n < 4; n++) await remind(bench, `duty${n}`)
    await remind(bench, 'meeting', { priority: 'meeting' })
    await remind(bench, 'ballot', { priority: 'deadline', dueAt: start })
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['ballot', 'meeting', 'duty0', 'duty1', 'duty2', 'duty3']])
    const alone = deliveryBench(db)
    await remind(alone, 'a')
    await alone.delivery.drain()
    const left = async ({ tenantId }: DeliveryBench) =>
      (await db.sql`select tokens from rate_bucket where tenant_id = ${tenantId} and name like '%minute'`)[0]
        ?.tokens
    expect(await left(bench)).toBe(await left(alone))
  })

  it('leave out what needs no reminding any more', async () => {
    const bench = deliveryBench(db)
    await remind(bench, 'a')
    await remind(bench, 'done', silent)
    await remind(bench, 'c')
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a', 'c']])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'done suppressed -', 'c sent om_1'])
  })

  it('are a card as it is where one is left, with its view', async () => {
    const bench = deliveryBench(db)
    bench.views.set('reminder.step|s1', { title: '待办', open: false })
    await remind(bench, 'a', { content: { view: 'reminder.step', ref: 's1' } })
    await remind(bench, 'done', silent)
    await bench.delivery.drain()
    expect(bench.platform.visible.map(({ card }) => card)).toEqual([aCard('待办')])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'done suppressed -'])
    expect(await cardsOf(bench)).toMatchObject([{ view: 'reminder.step', message_id: 'om_1' }])
  })

  it('are nothing at all where none is left', async () => {
    const bench = deliveryBench(db)
    for (const key of ['a', 'b', 'c']) await remind(bench, key, silent)
    await bench.delivery.drain()
    expect(bench.platform.attempts).toEqual([])
    expect(await outcome(bench)).toEqual(['a suppressed -', 'b suppressed -', 'c suppressed -'])
  })

  it('are one card after an outage of three days', async () => {
    const bench = deliveryBench(db)
    for (const day of [0, 1, 2])
      for (const step of ['minutes', 'report'])
        await remind(bench, `${step}${day}`, { dueAt: later(day * 24 * 60) })
    bench.clock.moveTo(later(3 * 24 * 60))
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['minutes0', 'report0', 'minutes1', 'report1', 'minutes2', 'report2']])
  })

  it('are one card however many there are: eight whole, the others by their titles', async () => {
    const bench = deliveryBench(db)
    const keys = Array.from({ length: 23 }, (_, n) => `m${String(n).padStart(2, '0')}`)
    for (const key of keys) await remind(bench, key)
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([[...keys.slice(0, 8), `还有${keys.length - 8}项`]])
  })

  it('lose the part whose time is over while they wait for another try', async () => {
    const bench = deliveryBench(db)
    bench.platform.onSend = () => {
      if (bench.platform.attempts.length > 1) return
      bench.clock.moveTo(later(5))
      throw new PlatformError('transient', 'busy')
    }
    for (const key of ['a', 'c']) await remind(bench, key)
    await remind(bench, 'meeting', { expiresAt: later(5) })
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a', 'c']])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'c sent om_1', 'meeting expired -'])
    expect(new Set(bench.platform.attempts.map(({ key }) => key)).size).toBe(1)
  })

  it('wait in the queue for fellows that are just being planned', async () => {
    const bench = deliveryBench(db, { pace: { gatherMs: 60_000 } })
    bench.delivery.start()
    await remind(bench, 'a')
    await bench.plan({ key: 'other' })
    bench.delivery.wake()
    await expect.poll(() => seen(bench)).toEqual([['other']])
    await remind(bench, 'b')
    await bench.delivery.drain()
    await bench.delivery.stop()
    expect(seen(bench)).toEqual([['other'], ['a', 'b']])
  })
})

describe('what is not merged', () => {
  it('is what goes to a group, to somebody else, is due later, or is no reminder', async () => {
    const bench = deliveryBench(db)
    const group = { recipient: { chatId: 'oc_1' } }
    const somebodyElse = { recipient: { memberId: '01989a7e-0000-7000-8000-000000000002' } }
    await remind(bench, 'group1', group)
    await remind(bench, 'group2', group)
    await remind(bench, 'hers', somebodyElse)
    await remind(bench, 'his')
    await remind(bench, 'news', { kind: 'news' })
    await remind(bench, 'tomorrow', { dueAt: later(24 * 60) })
    await bench.delivery.drain()
    expect(seen(bench).map(String).sort()).toEqual(['group1', 'group2', 'hers', 'his', 'news'])
    expect(await bench.rows()).toContainEqual(expect.objectContaining({ key: 'tomorrow', state: 'planned' }))
  })

  it('is what was tried by itself before: it may have arrived', async () => {
    const bench = deliveryBench(db)
    bench.platform.onSend = async () => {
      if (bench.platform.attempts.length === 1) await remind(bench, 'b')
    }
    bench.platform.failSend('lost-answer')
    await remind(bench, 'a')
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a'], ['b']])
  })
})

describe('a merged card that meets a failure', () => {
  it('is the same message at the next attempt, although more became due meanwhile', async () => {
    const bench = deliveryBench(db)
    bench.platform.onSend = async () => {
      if (bench.platform.attempts.length === 1) await remind(bench, 'new')
    }
    bench.platform.failSend('lost-answer')
    for (const key of ['a', 'b']) await remind(bench, key)
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a', 'b'], ['new']])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'b sent om_1', 'new sent om_2'])
    const [first, second] = bench.platform.attempts
    expect(first?.key).toMatch(/^[0-9a-f]{40}$/)
    expect(second?.key).toBe(first?.key)
  })

  it('is seen once although the sender died between sending and marking', async () => {
    const bench = deliveryBench(db)
    const dies: DeliveryStore = { ...bench.store, sent: () => Promise.reject(new Error('killed')) }
    const dying = bench.another({
      store: dies,
      pace: { leaseMs: 50, pollMs: 10, patienceMs: 0, gatherMs: 0 },
    })
    for (const key of ['a', 'b']) await remind(bench, key)
    dying.start()
    await expect.poll(() => bench.platform.attempts.length).toBeGreaterThan(0)
    await dying.stop()
    await remind(bench, 'new')
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a', 'b'], ['new']])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'b sent om_1', 'new sent om_2'])
    expect(await cardsOf(bench)).toHaveLength(2)
  })

  it('dies with all its parts where the person cannot be reached, and comes back whole', async () => {
    const bench = deliveryBench(db)
    bench.platform.failSend(new PlatformError('target', 'not available', { code: 230013 }))
    const id = await remind(bench, 'a')
    await remind(bench, 'b')
    await bench.delivery.drain()
    expect(await outcome(bench)).toEqual(['a dead -', 'b dead -'])
    expect((await bench.store.deadLetters(10)).map(({ key }) => key)).toEqual(['a', 'b'])
    expect(await bench.store.redrive(id)).toBe(true)
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a', 'b']])
    expect(await bench.store.redrive(id)).toBe(false)
  })

  it('is unknown with all its parts when the platform has forgotten its key', async () => {
    const bench = deliveryBench(db, { pace: { retry: { firstMs: 60_000, maxMs: 60_000, parkedMs: 60_000 } } })
    bench.platform.failSend('lost-answer')
    for (const key of ['a', 'b']) await remind(bench, key)
    await bench.delivery.drain()
    await db.sql`
      update outgoing set first_tried_at = now() - interval '59 minutes', retry_at = now() where tenant_id = ${bench.tenantId}`
    await bench.delivery.drain()
    expect(await outcome(bench)).toEqual(['a unknown -', 'b unknown -'])
    expect(bench.platform.attempts).toHaveLength(1)
  })

  it.each([
    {
      why: 'the platform refuses the content of one part',
      refusal: new PlatformError('content', 'sensitive words', { code: 230022 }),
    },
    {
      why: 'the platform does not take one part',
      refusal: new PlatformError('bug', 'bad card', { code: 230099 }),
    },
  ])('is taken apart when $why', async ({ refusal }) => {
    const bench = deliveryBench(db)
    bench.platform.onSend = (_, card) => {
      if (partsOf(card).includes('bad')) throw refusal
    }
    for (const key of ['a', 'bad', 'c']) await remind(bench, key)
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['a'], ['c']])
    expect(await outcome(bench)).toEqual(['a sent om_1', 'bad dead -', 'c sent om_2'])
  })

  it('is taken apart in the end when one part cannot be rendered', async () => {
    const bench = deliveryBench(db, {
      async render(content) {
        if (!('card' in content)) throw new Error('no such column')
        return { card: content.card as Card, open: false } // planned by this test itself
      },
    })
    await remind(bench, 'a')
    await remind(bench, 'broken', silent)
    await bench.delivery.drain()
    expect(await outcome(bench)).toEqual(['a sent om_1', 'broken dead -'])
  })

  it('is not stopped by a part that nobody can read', async () => {
    const bench = deliveryBench(db)
    const id = await remind(bench, 'broken')
    for (const key of ['b', 'c']) await remind(bench, key)
    await db.sql`update outgoing set content = '{"nothing":1}' where id = ${id}`
    await bench.delivery.drain()
    expect(seen(bench)).toEqual([['b', 'c']])
    expect(await outcome(bench)).toEqual(['broken dead -', 'b sent om_1', 'c sent om_1'])
  })
})

it('is one message a person with two replicas', async () => {
  const bench = deliveryBench(db)
  const other = bench.another()
  const people = Array.from({ length: 12 }, (_, n) => `01989a7e-0000-7000-8000-0000000000${n + 10}`)
  for (const key of ['a', 'b', 'c'])
    for (const memberId of people) await remind(bench, `${key}${memberId}`, { recipient: { memberId } })
  bench.delivery.start()
  other.start()
  await Promise.all([bench.delivery.drain(), other.drain()])
  await Promise.all([bench.delivery.stop(), other.stop()])
  expect(bench.platform.attempts).toHaveLength(12)
  expect(seen(bench).map((parts) => parts.length)).toEqual(people.map(() => 3))
  const rows = await bench.rows()
  expect(rows.every(({ state }) => state === 'sent')).toBe(true)
  expect(new Set(rows.map(({ message_id }) => message_id)).size).toBe(12)
})
