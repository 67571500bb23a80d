import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFeishuReceiver } from '../../../src/bot/feishu/handle-envelope.ts'
import { type LongConnection, startLongConnection } from '../../../src/bot/feishu/websocket.ts'
import { createLog } from '../../../src/bot/log.ts'
import type { ChatChange, Click, Message } from '../../../src/bot/platform.ts'
import { type ConnectionStandIn, startConnectionStandIn } from './connection-stand-in.ts'
import { app, fixture } from './fixtures.ts'

const appId = 'cli_0123456789abcdef'
const appSecret = 'app-secret-of-the-test'
/** An event as the long connection brings it: without a token. */
const event = (name: string, changes: Record<string, unknown> = {}) =>
  fixture(name, { 'header.app_id': appId, 'header.token': '', ...changes })

let platform: ConnectionStandIn
let connection: LongConnection
let events: (Message | ChatChange | Click)[]
let lines: string[]
let broken: boolean

beforeEach(async () => {
  events = []
  lines = []
  broken = false
  platform = await startConnectionStandIn()
})
afterEach(async () => {
  connection.close()
  await platform.close()
})

async function start(): Promise<void> {
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  const { handleEnvelope } = createFeishuReceiver({
    appId,
    verificationToken: app.verificationToken,
    tenant: () => app.tenantKey,
    botOpenId: () => app.botOpenId,
    log,
    dispatch: {
      handle: async (one) => {
        if (broken) throw new Error('the database is away')
        events.push(one)
      },
      click: async (one) => {
        events.push(one)
        return { toast: { tone: 'success', text: '已记录' } }
      },
    },
  })
  connection = await startLongConnection({
    appId,
    appSecret,
    domain: platform.domain,
    log,
    handleEnvelope,
    restartMs: 20,
  })
}

it('handles an event and acknowledges it', async () => {
  await start()
  await platform.connected()
  expect(await platform.push(event('message-group'))).toEqual({ code: 200, data: {} })
  expect(events).toMatchObject([{ type: 'message', text: '/党员 任职 @李四 组织委员' }])
  expect(platform.asked).toEqual([{ AppID: appId, AppSecret: appSecret }])
  expect(connection.connected()).toBe(true)
})

it('answers a click with its toast', async () => {
  await start()
  await platform.connected()
  const answer = await platform.push(event('click-button'))
  expect(answer).toEqual({ code: 200, data: { toast: { type: 'success', content: '已记录' } } })
})

it('puts fragments together', async () => {
  await start()
  await platform.connected()
  await platform.push(event('click-form'), 3)
  expect(events).toMatchObject([{ type: 'click', form: { by_date: '2026-12-01' } }])
})

it('asks for another delivery when dispatch fails', async () => {
  await start()
  await platform.connected()
  broken = true
  expect((await platform.push(event('message-group'))).code).toBe(500)
  broken = false
  expect((await platform.push(event('message-group'))).code).toBe(200)
  expect(events).toHaveLength(1)
})

it('acknowledges without effect what is not for this app', async () => {
  await start()
  await platform.connected()
  expect((await platform.push(event('message-group', { 'header.app_id': 'cli_other' }))).code).toBe(200)
  expect((await platform.push(event('message-group', { 'header.token': 'wrong' }))).code).toBe(200)
  expect((await platform.push({ nonsense: true })).code).toBe(200)
  expect(events).toEqual([])
})

it('comes back when the connection breaks', async () => {
  await start()
  await platform.connected()
  platform.drop()
  await platform.connected()
  expect((await platform.push(event('message-group'))).code).toBe(200)
  expect(events).toHaveLength(1)
})

it('starts anew when the SDK gives up because the platform is busy', async () => {
  platform.refusals.push(1)
  await start()
  await platform.connected()
  expect((await platform.push(event('message-group'))).code).toBe(200)
  expect(lines.join('')).toContain('given up by the SDK')
})

it('logs neither the secret nor content', async () => {
  await start()
  await platform.connected()
  await platform.push(event('message-group'))
  const all = lines.join('')
  for (const word of [appSecret, '任职', 'device_id']) expect(all).not.toContain(word)
})
