import { describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/bot/platform.ts'
import type { Card } from '../../src/cards/card.ts'
import type { DeliveryStore, Outgoing } from '../../src/domain/ports/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { aCard, type DeliveryBench, deliveryBench, start } from './bench.ts'

const db = useDatabase()
const person = { memberId: '01989a7e-0000-7000-8000-000000000001' }
const hour = 60 * 60_000
const later = (hours: number) => new Date(+start + hours * hour)
/** 09:00 in Shanghai is `start`; its day began nine hours before. */
const days = (more: Parameters<typeof deliveryBench>[1] = {}) =>
  deliveryBench(db, {
    dayStart: (at) => new Date(Math.floor((+at + 8 * hour) / (24 * hour)) * 24 * hour - 8 * hour),
    ...more,
  })

const remind = (bench: DeliveryBench, key: string, more: Partial<Outgoing> = {}) =>
  bench.plan({ key, kind: 'reminder', recipient: person, ...more })
const viewOf = (matter: string) => ({ content: { view: 'reminder.step', ref: `${matter}|||due` } })
const show = (bench: DeliveryBench, matter: string, title = matter) =>
  bench.views.set(`reminder.step|${matter}|||due`, { title, open: false })
const partsOf = ({ title, blocks }: Card): string[] => {
  const headings = blocks.flatMap((one) => (one.type === 'text' && one.size === 'heading' ? [one.text] : []))
  return headings.length > 0 ? headings : [title]
}
/** What stands in the chat at the end: the parts of the live cards, and how many have folded up. */
async function standing(bench: DeliveryBench) {
  await bench.delivery.settle()
  const cards = await db.sql<{ view: string; message_id: string }[]>`
    select view, message_id from card where tenant_id = ${bench.tenantId} order by sent_at, message_id`
  const shown = (id: string) => bench.platform.visible.find(({ messageId }) => messageId === id)?.card
  const live = cards.filter(({ view }) => view !== 'reminder.replaced')
  return {
    live: live.map(({ message_id }) => partsOf(shown(message_id) ?? aCard('?'))),
    folded: cards.length - live.length,
  }
}
const outcome = async (bench: DeliveryBench) =>
  (await bench.rows()).map(({ key, state, message_id }) => `${key} ${state} ${message_id ?? '-'}`)

describe('the one card of a person and day', () => {
  it('takes the place of the earlier one: what is new first, then all that is still due', async () => {
    const bench = days()
    for (const matter of ['a', 'b']) show(bench, matter)
    for (const matter of ['a', 'b']) await remind(bench, matter, viewOf(matter))
    await bench.delivery.drain()
    bench.clock.moveTo(later(4))
    bench.views.delete('reminder.step|b|||due') // done at noon
    await remind(bench, 'meeting', { dueAt: later(4), priority: 'meeting' })
    expect(await standing(bench)).toEqual({ live: [['meeting', 'a']], folded: 1 })
    expect(await outcome(bench)).toEqual(['a sent om_2', 'b sent om_1', 'meeting sent om_2'])
    bench.clock.moveTo(later(6))
    await remind(bench, 'evening', { dueAt: later(6) })
    expect(await standing(bench)).toEqual({ live: [['evening', 'meeting', 'a']], folded: 2 })
    expect(bench.platform.attempts).toHaveLength(3)
  })

  it('begins anew on the next day, and is nobody else’s and no group’s', async () => {
    const bench = days()
    await remind(bench, 'today')
    await bench.delivery.drain()
    bench.clock.moveTo(later(15)) // midnight
    await remind(bench, 'tomorrow', { dueAt: later(15) })
    await remind(bench, 'group', { dueAt: later(15), recipient: { chatId: 'oc_1' } })
    await bench.delivery.drain()
    await remind(bench, 'group2', { dueAt: later(15), recipient: { chatId: 'oc_1' } })
    await remind(bench, 'hers', {
      dueAt: later(15),
      recipient: { memberId: '01989a7e-0000-7000-8000-000000000002' },
    })
    const { live, folded } = await standing(bench)
    expect(folded).toBe(0)
    expect(live.map(String).sort()).toEqual(['group', 'group2', 'hers', 'today', 'tomorrow'])
  })

  it('says a matter once: the later stage of it', async () => {
    const bench = days()
    show(bench, 'a', '待办')
    bench.views.set('reminder.step|a|||due+1wd', { title: '已逾期', open: false })
    await remind(bench, 'first', viewOf('a'))
    await bench.delivery.drain()
    bench.clock.moveTo(later(2))
    await remind(bench, 'second', { dueAt: later(2), content: { view: 'reminder.step', ref: 'a|||due+1wd' } })
    expect(await standing(bench)).toEqual({ live: [['已逾期']], folded: 1 })
    expect(await outcome(bench)).toEqual(['first sent om_2', 'second sent om_2'])
  })

  it('leaves out what the person has put off since, and is silent where nothing is new', async () => {
    const snoozed = new Set<string>()
    const bench = days({
      holdsOf: async (_, parts) =>
        new Map(
          parts
            .filter(({ content }) => 'view' in content && snoozed.has(content.ref))
            .map(({ id }) => [id, { until: later(24), reason: 'snoozed' as const }]),
        ),
    })
    for (const matter of ['a', 'b']) show(bench, matter)
    for (const matter of ['a', 'b']) await remind(bench, matter, viewOf(matter))
    await bench.delivery.drain()
    snoozed.add('a|||due')
    bench.clock.moveTo(later(1))
    await remind(bench, 'gone', { dueAt: later(1), ...viewOf('gone') })
    expect(await standing(bench)).toEqual({ live: [['a', 'b']], folded: 0 })
    await remind(bench, 'new', { dueAt: later(1) })
    expect(await standing(bench)).toEqual({ live: [['new', 'b']], folded: 1 })
  })

  it('does not call late in the afternoon what came in time in the morning', async () => {
    const bench = days({
      marked: (card, { dueAt }, at) => (+at - +dueAt < hour ? null : { ...card, note: '晚发' }),
    })
    await remind(bench, 'morning')
    await bench.delivery.drain()
    bench.clock.moveTo(later(5))
    await remind(bench, 'late', { dueAt: later(2) })
    await bench.delivery.drain()
    const texts = JSON.stringify(bench.platform.visible.at(-1)?.card.blocks)
    expect(texts.match(/晚发/g)).toHaveLength(1)
  })

  it('is one message though the sender dies between sending and marking', async () => {
    const bench = days()
    await remind(bench, 'a')
    await bench.delivery.drain()
    const dies: DeliveryStore = { ...bench.store, sent: () => Promise.reject(new Error('killed')) }
    const dying = bench.another({
      store: dies,
      pace: { leaseMs: 50, pollMs: 10, patienceMs: 0, gatherMs: 0 },
    })
    bench.clock.moveTo(later(1))
    await remind(bench, 'b', { dueAt: later(1) })
    dying.start()
    await expect.poll(() => bench.platform.attempts.length).toBeGreaterThan(1)
    await dying.stop()
    expect(await standing(bench)).toEqual({ live: [['b', 'a']], folded: 1 })
    expect(await outcome(bench)).toEqual(['a sent om_2', 'b sent om_2'])
  })

  it('does not keep back what is new when the platform now refuses what it took before', async () => {
    const bench = days()
    await remind(bench, 'a')
    await bench.delivery.drain()
    bench.platform.onSend = (_, card) => {
      if (partsOf(card).includes('a')) throw new PlatformError('content', 'sensitive words', { code: 230022 })
    }
    bench.clock.moveTo(later(1))
    await remind(bench, 'b', { dueAt: later(1) })
    expect(await standing(bench)).toEqual({ live: [['a'], ['b']], folded: 0 })
    expect(await outcome(bench)).toEqual(['a sent om_1', 'b sent om_2'])
  })

  it('lets a card stand whose reminder cannot be shown again', async () => {
    let broken = false
    const bench = days({
      async render(content) {
        if (broken && 'card' in content && (content.card as Card).title === 'a')
          throw new Error('no such column')
        return 'card' in content ? { card: content.card as Card, open: false } : null // planned by this test itself
      },
    })
    await remind(bench, 'a')
    await bench.delivery.drain()
    broken = true
    bench.clock.moveTo(later(1))
    await remind(bench, 'b', { dueAt: later(1) })
    await bench.delivery.drain()
    expect(await outcome(bench)).toEqual(['a sent om_1', 'b sent om_2'])
    const folded =
      await db.sql`select 1 from card where tenant_id = ${bench.tenantId} and view = 'reminder.replaced'`
    expect(folded).toHaveLength(0)
  })
})
