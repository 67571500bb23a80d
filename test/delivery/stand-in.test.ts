import { afterEach, describe, expect, it } from 'vitest'
import { createStandIn } from '../../sandbox/stand-in.ts'
import { createFeishuPlatform } from '../../src/bot/feishu/client.ts'
import { useDatabase } from '../helpers/database.ts'
import { deliveryBench, start } from './bench.ts'
import type { RecordingPlatform } from './recording-platform.ts'

const db = useDatabase()
const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
const sending = { method: 'POST', path: /\/im\/v1\/messages$/ }

/** Delivery with the real client, the stand-in, and a group in which the bot is. */
async function standInBench() {
  let now = start
  const standIn = await createStandIn({
    appId: 'cli_1',
    appSecret: 's',
    encryptKey: 'k',
    verificationToken: 't',
    now: () => now,
  })
  opened.push(() => standIn.close())
  const domain = await standIn.listen()
  const person = standIn.addPerson({ name: '张三' })
  const chat = standIn.addChat({ name: '支部', members: [person.openId] })
  await standIn.addBot(chat.chatId, person.openId)
  const platform = createFeishuPlatform({
    appId: 'cli_1',
    appSecret: 's',
    domain,
    log: silent,
    timeoutMs: 300,
  })
  const bench = deliveryBench(db, {
    platform: platform as RecordingPlatform, // the bench only hands it on
    identityOf: async () => ({ platform: 'feishu', kind: 'open_id', value: person.openId }),
  })
  const plan = (key: string, more: object = {}) =>
    bench.plan({ key, recipient: { chatId: chat.chatId }, ...more })
  const cards = (chatId = chat.chatId) =>
    standIn.messages(chatId).filter(({ msgType }) => msgType === 'interactive')
  const moveTo = (to: Date) => {
    now = to
    bench.clock.moveTo(to)
  }
  return { ...bench, standIn, person, chat, plan, cards, moveTo }
}

describe('delivery against the stand-in', () => {
  it.each([
    { fault: { kind: 'drop-after' }, why: 'the answer is lost after success' },
    { fault: { kind: 'drop-before' }, why: 'the connection breaks before anything happens' },
    { fault: { kind: 'delay', ms: 600 }, why: 'the answer comes after the time is over' },
    { fault: { kind: 'status', status: 502 }, why: 'the gateway answers 502' },
    { fault: { kind: 'html' }, why: 'a gateway’s page comes instead of an answer' },
    { fault: { kind: 'empty' }, why: 'the answer is empty' },
    { fault: { kind: 'code', code: 230020 }, why: 'the chat has had too many messages' },
    { fault: { kind: 'rate-limit', status: 400, reset: 0 }, why: 'the limit is answered with 400' },
  ] as const)('shows one message when $why', async ({ fault }) => {
    const bench = await standInBench()
    const injected = bench.standIn.faults.add({ match: sending, times: 1, ...fault })
    await bench.plan('a')
    await bench.plan('b')
    await bench.delivery.drain()
    expect(injected.hits).toBe(1)
    expect(bench.cards()).toHaveLength(2)
    expect(bench.cards().map(({ messageId }) => messageId)).toEqual(
      (await bench.rows()).map((row) => row.message_id),
    )
    expect((await bench.rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('waits as long as the platform says after 429, then goes on', async () => {
    const bench = await standInBench()
    bench.standIn.faults.add({ match: sending, kind: 'rate-limit', reset: 1 })
    await bench.plan('a')
    await bench.delivery.drain()
    const [bucket] = await db.sql<{ waited: boolean }[]>`
      select bool_and(blocked_until <= now()) as waited from rate_bucket where tenant_id = ${bench.tenantId}`
    expect(bucket).toEqual({ waited: true })
    expect(bench.cards()).toHaveLength(1)
    expect(bench.outcomes.map(({ what }) => what)).toEqual(['retry', 'sent'])
  })

  it('keeps to the limits of the platform by itself', async () => {
    const bench = await standInBench()
    for (let n = 0; n < 12; n++) await bench.plan(`m${n}`)
    await bench.delivery.drain()
    expect(bench.cards()).toHaveLength(12)
    expect(bench.outcomes.map(({ what }) => what)).toEqual(Array.from({ length: 12 }, () => 'sent'))
  })

  it('goes on with a fresh token when the old one was revoked in the middle', async () => {
    const bench = await standInBench()
    await bench.plan('a')
    await bench.delivery.drain()
    bench.standIn.revokeTokens()
    await bench.plan('b')
    await bench.delivery.drain()
    expect(bench.cards()).toHaveLength(2)
  })

  it('buries what goes to a group that the bot has left, with the platform’s reason, and delivers it when it is back', async () => {
    const bench = await standInBench()
    await bench.standIn.removeBot(bench.chat.chatId, bench.person.openId)
    const id = await bench.plan('a')
    await bench.plan('b', { recipient: { memberId: '01989a7e-0000-7000-8000-000000000001' } })
    await bench.delivery.drain()
    expect(await bench.rows()).toMatchObject([
      { state: 'dead', error: expect.stringContaining('230002') },
      { state: 'sent' },
    ])
    expect(bench.standIn.privateMessages(bench.person.openId)).toHaveLength(1)
    await bench.standIn.addBot(bench.chat.chatId, bench.person.openId)
    await bench.store.redrive(id)
    await bench.delivery.drain()
    expect(bench.cards()).toHaveLength(1)
  })

  it('refreshes a card in place, and posts it anew when it is too old to be changed', async () => {
    const bench = await standInBench()
    bench.views.set('ballot|b1', { title: '已投 0', open: true })
    await bench.plan('ballot', { content: { view: 'ballot', ref: 'b1' } })
    await bench.delivery.settle()
    bench.views.set('ballot|b1', { title: '已投 1', open: true })
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    expect(bench.cards().map(({ content }) => content.includes('已投 1'))).toEqual([true])
    bench.moveTo(new Date(+start + 15 * 24 * 3600_000)) // nobody ran the job that posts it again in time
    bench.views.set('ballot|b1', { title: '已投 2', open: true })
    await bench.touch('ballot', 'b1')
    await bench.delivery.settle()
    expect(bench.cards().map(({ content }) => /已投 (\d)/.exec(content)?.[1])).toEqual(['1', '2'])
    expect(await bench.rows()).toMatchObject([
      { key: 'ballot' },
      { key: expect.stringMatching(/^repost:/), state: 'sent' },
    ])
  })
})
