import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStandIn, type StandIn } from '../../../sandbox/stand-in.ts'
import { createFeishuPlatform } from '../../../src/bot/feishu/client.ts'
import { FeishuError } from '../../../src/bot/feishu/feishu-error.ts'
import { createLog } from '../../../src/bot/log.ts'
import type { ChatPlatform } from '../../../src/bot/platform.ts'
import type { Card } from '../../../src/cards/card.ts'

const app = { appId: 'cli_0123456789abcdef', appSecret: 'app-secret-of-the-test' }
const card: Card = {
  title: '提醒',
  tone: 'info',
  blocks: [{ type: 'text', text: '三天后开会' }],
  summary: '提醒',
}
const nobody = () => null

let standIn: StandIn
let domain: string
let lines: string[]
let platform: ChatPlatform
let chatId: string
let wang: string

const open = (appSecret: string = app.appSecret, timeoutMs = 8000): ChatPlatform =>
  createFeishuPlatform({
    appId: app.appId,
    appSecret,
    domain: `${domain}//`,
    log: createLog('debug', { write: (line: string) => void lines.push(line) }),
    timeoutMs,
  })

beforeEach(async () => {
  lines = []
  const limits = { perTargetPerSecond: 1000, perMessagePerSecond: 1000, perSecond: 1000 }
  standIn = await createStandIn({ ...app, encryptKey: 'key', verificationToken: 'token', limits })
  domain = await standIn.listen()
  wang = standIn.addPerson({ name: '王五' }).openId
  chatId = standIn.addChat({ name: '第一党支部', members: [wang] }).chatId
  await standIn.addBot(chatId, wang)
  platform = open()
})
afterEach(() => standIn.close())

const tokenCalls = () => standIn.calls.filter(({ url }) => url.includes('tenant_access_token')).length
const failure = async (call: Promise<unknown>): Promise<FeishuError> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(FeishuError)
  return error as FeishuError
}
const send = (key = 'key-1', to: string = chatId) => platform.sendCard({ chatId: to }, card, key, nobody)

describe('calls', () => {
  it('sends to a group and to a person, and updates', async () => {
    const { messageId } = await send()
    expect(standIn.message(messageId)).toMatchObject({
      chatId,
      card: { header: { title: { content: '提醒' } } },
    })
    const identity = { platform: 'feishu', kind: 'open_id', value: wang } as const
    const personal = await platform.sendCard({ identity }, card, 'key-2', nobody)
    expect(personal.chatId).toBe(standIn.privateChat(wang).chatId)
    const byMenu = await platform.sendCard({ chatId: wang }, card, 'key-3', nobody)
    expect(byMenu.chatId).toBe(personal.chatId)
    await platform.updateCard(messageId, { ...card, title: '已完成' }, nobody)
    expect(standIn.message(messageId)).toMatchObject({ card: { header: { title: { content: '已完成' } } } })
  })

  it('knows itself, groups and people', async () => {
    expect(await platform.self()).toEqual({
      identity: { platform: 'feishu', kind: 'open_id', value: standIn.botOpenId },
      name: standIn.botName,
    })
    expect(await platform.chat(chatId)).toEqual({ name: '第一党支部', external: false, type: 'group' })
    const person = await platform.person({ platform: 'feishu', kind: 'open_id', value: wang })
    expect(person?.name).toBe('王五')
    expect(person?.ids.map(({ kind }) => kind)).toEqual(['open_id', 'union_id', 'user_id'])
    expect(await platform.person({ platform: 'feishu', kind: 'open_id', value: 'ou_nobody' })).toBeNull()
  })

  it('tells who has read a message', async () => {
    const { messageId } = await send()
    await standIn.markRead(wang, messageId)
    expect(await platform.readers(messageId)).toEqual([{ platform: 'feishu', kind: 'open_id', value: wang }])
  })

  it('sends once per key, also when the first answer was lost', async () => {
    standIn.faults.add({ match: { method: 'POST', path: /im\/v1\/messages$/ }, kind: 'drop-after' })
    expect((await failure(send('once'))).kind).toBe('unknown')
    const { messageId } = await send('once')
    const cards = standIn.messages(chatId).filter(({ msgType }) => msgType === 'interactive')
    expect(cards.map((message) => message.messageId)).toEqual([messageId])
  })

  it.each(['', 'x'.repeat(51)])('refuses the key %j', async (key) => {
    expect((await failure(send(key))).kind).toBe('bug')
  })

  it('never puts into a path what is no id', async () => {
    const bad = '../../contact/v3/users/x?y=1'
    for (const call of [
      platform.updateCard(bad, card, nobody),
      platform.chat(bad),
      platform.chatMembers(bad),
      platform.readers(bad),
      platform.person({ platform: 'feishu', kind: 'user_id', value: bad }),
      send('key', bad),
    ]) {
      expect((await failure(call)).kind).toBe('bug')
    }
    expect(standIn.calls).toEqual([])
  })
})

describe('the token', () => {
  it('is asked for once by many calls at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => platform.self()))
    expect(tokenCalls()).toBe(1)
  })

  it('is not shared with another client of the same app', async () => {
    await platform.ready()
    await open().ready()
    expect(tokenCalls()).toBe(2)
  })

  it('is fetched anew when the platform refuses it, once', async () => {
    await platform.ready()
    standIn.revokeTokens()
    await Promise.all([platform.self(), platform.chat(chatId)])
    expect(tokenCalls()).toBeLessThanOrEqual(3)
    standIn.faults.add({
      match: { path: /bot\/v3\/info/ },
      kind: 'code',
      code: 99991663,
      times: Number.POSITIVE_INFINITY,
    })
    const before = standIn.calls.filter(({ url }) => url.includes('bot/v3/info')).length
    expect(await failure(platform.self())).toMatchObject({ kind: 'config', code: 99991663 })
    expect(standIn.calls.filter(({ url }) => url.includes('bot/v3/info')).length - before).toBe(2)
  })

  it('fails with a reason when the secret is wrong, and recovers from a passing failure', async () => {
    expect(await failure(open('wrong').ready())).toMatchObject({ kind: 'config', code: 10015 })
    standIn.faults.add({ match: { path: /tenant_access_token/ }, kind: 'drop-before' })
    expect((await failure(platform.ready())).kind).toBe('transient')
    await platform.ready()
  })
})

describe('failures', () => {
  const messages = { method: 'POST', path: /im\/v1\/messages$/ }
  it.each([
    ['a code in a good answer', { kind: 'code', code: 230002 }, { kind: 'target', code: 230002 }],
    [
      'a code in a bad answer',
      { kind: 'status', status: 400, code: 230022 },
      { kind: 'content', code: 230022 },
    ],
    [
      'an inner code',
      { kind: 'status', status: 400, code: 230099, message: 'Failed, ErrCode: 11310; 长文' },
      { kind: 'bug' },
    ],
    [
      'too many calls',
      { kind: 'rate-limit', reset: 7 },
      { kind: 'transient', code: 99991400, retryAfterMs: 7000 },
    ],
    [
      'too many calls, the old way',
      { kind: 'rate-limit', status: 400, reset: 2 },
      { kind: 'transient', retryAfterMs: 2000 },
    ],
    ['an internal error', { kind: 'status', status: 500, code: 2200 }, { kind: 'transient', code: 2200 }],
    ['a gateway’s page', { kind: 'html' }, { kind: 'unknown', code: null }],
    ['an empty answer', { kind: 'empty' }, { kind: 'unknown', code: null }],
    ['a connection that breaks', { kind: 'drop-before' }, { kind: 'unknown', code: null }],
    ['an unknown code', { kind: 'code', code: 7654321 }, { kind: 'bug', code: 7654321 }],
    [
      'a missing permission',
      {
        kind: 'status',
        status: 400,
        code: 99991672,
        message: 'scope required: [im:message:send_as_bot, im:message]',
      },
      { kind: 'config', scopes: ['im:message:send_as_bot', 'im:message'] },
    ],
  ] as const)('types %s', async (_what, fault, expected) => {
    standIn.faults.add({ match: messages, ...fault })
    const error = await failure(send())
    expect(error).toMatchObject(expected)
    expect(error.message).not.toContain('长文')
    expect((await send()).messageId).toMatch(/^om_/)
  })

  it('gives up after the timeout, not knowing', async () => {
    platform = open(app.appSecret, 200)
    await platform.ready()
    standIn.faults.add({ match: messages, kind: 'delay', ms: 1000 })
    expect(await failure(send())).toMatchObject({ kind: 'unknown', code: null })
  })

  it('takes a refused connection, and a lost answer to what may be repeated, for passing', async () => {
    standIn.faults.add({ match: { method: 'GET', path: /bot/ }, kind: 'drop-after' })
    expect((await failure(platform.self())).kind).toBe('transient')
    const { messageId } = await send()
    standIn.faults.add({ match: { method: 'PATCH', path: /messages/ }, kind: 'drop-after' })
    expect((await failure(platform.updateCard(messageId, card, nobody))).kind).toBe('transient')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const free = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await new Promise((resolve) => server.close(resolve))
    const away = createFeishuPlatform({ ...app, domain: free, log: createLog('silent') })
    expect((await failure(away.ready())).kind).toBe('transient')
  })

  it('says when a message can no longer be changed', async () => {
    expect((await failure(platform.updateCard('om_unknown', card, nobody))).kind).toBe('message')
  })

  it('follows no redirect', async () => {
    let followed = false
    const server = createServer((request, response) => {
      if (request.url === '/elsewhere') followed = true
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const domainOfIt = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await failure(createFeishuPlatform({ ...app, domain: domainOfIt, log: createLog('silent') }).ready())
    expect(followed).toBe(false)
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('members', () => {
  const add = (count: number) => {
    const members = Array.from({ length: count }, (_, n) => standIn.addPerson({ name: `党员${n}` }).openId)
    return standIn.addChat({ name: '大支部', members })
  }

  it('come from all pages', async () => {
    const big = add(250)
    await standIn.addBot(big.chatId, wang)
    const members = await platform.chatMembers(big.chatId)
    expect(members.map(({ ids }) => ids[0]?.value)).toEqual(
      standIn.chats().find((one) => one.chatId === big.chatId)?.members,
    )
    expect(members[0]).toMatchObject({ name: '党员0', tenantKey: expect.any(String) })
  })

  it.each([
    { kind: 'status', status: 500, code: 2200 },
    { kind: 'code', code: 2200 },
    { kind: 'drop-after' },
  ] as const)('are refused as a whole when a page fails: %j', async (fault) => {
    const big = add(250)
    await standIn.addBot(big.chatId, wang)
    standIn.faults.add({ match: { path: /members$/ }, skip: 1, ...fault })
    expect((await failure(platform.chatMembers(big.chatId))).kind).toBe('transient')
  })

  it('are refused while the bot is not in the group', async () => {
    expect((await failure(platform.chatMembers(add(1).chatId))).kind).toBe('target')
  })
})

it('logs neither secret, token nor content', async () => {
  await send()
  standIn.faults.add({ match: { path: /.*/ }, kind: 'status', status: 500, times: 2 })
  await failure(send('key-2'))
  await failure(open('wrong-secret').ready())
  const all = lines.join('')
  expect(all).toContain('a call to the platform failed')
  for (const word of [app.appSecret, 'wrong-secret', 'Bearer', 't-', '三天后开会', '提醒'])
    expect(all).not.toContain(word)
})
