import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/bot/app.ts'
import { createFeishuReceiver } from '../../src/bot/feishu/handle-envelope.ts'
import { createLog } from '../../src/bot/log.ts'
import { createMetrics } from '../../src/bot/metrics.ts'
import type { ChatChange, Click, ClickAnswer, Message } from '../../src/bot/platform.ts'
import { webhookRoute } from '../../src/bot/webhook-route.ts'
import { encrypted, app as feishu, fixture, type Signed, sealed, signed } from './feishu/fixtures.ts'

const url = '/webhooks/feishu'
const nowMs = 1_795_371_436_000

let app: FastifyInstance
let lines: string[]
/** What dispatch took, by key: the inbox of the real one. */
let inbox: Map<string, string>
let effects: (Message | ChatChange | Click)[]
let doubled: string[]
let answer: ClickAnswer
let broken: Error | null
let tenant: string | null

/** Takes an event once, as the real dispatch does in one transaction. */
function once(event: Message | ChatChange | Click): void {
  if (broken) throw broken
  const seen = inbox.get(event.key)
  if (seen === undefined) effects.push(event)
  else if (seen !== event.digest) doubled.push(event.key)
  inbox.set(event.key, seen ?? event.digest)
}

function build(trustProxy: false | number = false): FastifyInstance {
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const metrics = createMetrics()
  const receiver = createFeishuReceiver({
    appId: feishu.appId,
    verificationToken: feishu.verificationToken,
    tenant: () => tenant,
    botOpenId: () => feishu.botOpenId,
    log,
    metrics,
    dispatch: {
      handle: async (event) => once(event),
      click: async (click) => {
        once(click)
        return answer
      },
    },
  })
  const { encryptKey, verificationToken } = feishu
  const route = webhookRoute({
    encryptKey,
    verificationToken,
    receiver,
    log,
    metrics,
    systemNowMs: () => nowMs,
  })
  return buildApp({ config: { trustProxy }, log, metrics, checks: [], routes: [route] })
}

beforeEach(() => {
  lines = []
  inbox = new Map()
  effects = []
  doubled = []
  answer = {}
  broken = null
  tenant = feishu.tenantKey
  app = build()
})
afterEach(() => app.close())

type Headers = Record<string, string | string[]>
const post = (payload: string | Buffer, headers: Headers = { 'content-type': 'application/json' }) =>
  app.inject({ method: 'POST', url, payload, headers })
const send = ({ body, headers }: Signed, change: Headers = {}) => post(body, { ...headers, ...change })
const push = (envelope: unknown, options = {}) => send(signed(sealed(envelope), { at: nowMs, ...options }))
const event = () => fixture('message-private')
const sealedEvent = () => signed(sealed(event()), { at: nowMs })

/** Refused with this status, without a body, with one security line that tells nothing of the content. */
function expectRefusal(
  response: { statusCode: number; body: string },
  status: number | number[],
  refusal?: string,
) {
  expect([status].flat()).toContain(response.statusCode)
  expect(response.body).toBe('')
  expect(effects).toEqual([])
  const security = lines
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'webhook request refused')
  expect(security).toHaveLength(1)
  if (refusal) expect(security[0]).toMatchObject({ refusal, address: '127.0.0.1', level: 'warn' })
  const all = lines.join('')
  for (const secret of [feishu.verificationToken, feishu.encryptKey, '帮助', 'ou_84aad35d'])
    expect(all).not.toContain(secret)
  expect(all).not.toContain('stack')
}

async function expectAlive(): Promise<void> {
  expect((await push(event())).statusCode).toBe(200)
}

describe('transport and signature', () => {
  it('refuses a forged signature', async () => {
    expectRefusal(await send(sealedEvent(), { 'x-lark-signature': '0'.repeat(64) }), 401, 'signature-wrong')
    await expectAlive()
  })

  const headerNames = ['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature']
  it.each(headerNames)('refuses a missing, empty or doubled %s', async (name) => {
    for (const change of [
      ({ [name]: _, ...rest }: Headers) => rest,
      (headers: Headers) => ({ ...headers, [name]: '' }),
      (headers: Headers) => ({ ...headers, [name]: `${headers[name]}, ${headers[name]}` }),
      (headers: Headers) => ({ ...headers, [name]: [String(headers[name]), String(headers[name])] }),
    ]) {
      lines = []
      const { body, headers } = sealedEvent()
      expectRefusal(await post(body, change(headers)), 401)
    }
  })

  it.each([
    ['shorter', (hex: string) => hex.slice(0, 62)],
    ['longer', (hex: string) => `${hex}00`],
    ['in upper case', (hex: string) => hex.toUpperCase().replace(/^./, 'A')],
    ['not hexadecimal', (hex: string) => `zz${hex.slice(2)}`],
  ])('refuses a signature that is %s', async (_why, change) => {
    const request = sealedEvent()
    const signature = change(String(request.headers['x-lark-signature']))
    expectRefusal(await send(request, { 'x-lark-signature': signature }), 401, 'signature-malformed')
  })

  it('refuses a signature over re-serialised JSON', async () => {
    const body = sealed(event())
    const { headers } = signed(body, { at: nowMs })
    expectRefusal(await post(JSON.stringify(JSON.parse(body), null, 1), headers), 401, 'signature-wrong')
  })

  it('takes a pretty-printed body that was signed as it was sent', async () => {
    const body = JSON.stringify({ encrypt: encrypted(JSON.stringify(event(), null, 2)) }, null, 4).replaceAll(
      '/',
      '\\/',
    )
    expect((await send(signed(body, { at: nowMs }))).json()).toEqual({})
    expect(effects).toHaveLength(1)
  })

  it.each([
    ['300 s old', -300, 200],
    ['300 s ahead', 300, 200],
    ['301 s old', -301, 401],
    ['301 s ahead', 301, 401],
  ])('judges a timestamp %s', async (_what, seconds, status) => {
    const response = await push(event(), { at: nowMs + seconds * 1000 })
    if (status === 401) expectRefusal(response, 401, 'signature-stale')
    else expect(response.statusCode).toBe(200)
  })

  it.each([
    'NaN',
    '1e99',
    '-1795371436',
    ' 1795371436 ',
    '0x6b02e3ec',
    '1795371436.0',
    '1795371436000000',
  ])('refuses the timestamp %j', async (timestamp) => {
    expectRefusal(await push(event(), { timestamp }), 401, 'signature-malformed')
  })

  it('takes the same bytes twice and acts once', async () => {
    const request = sealedEvent()
    expect([await send(request), await send(request)].map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(effects).toHaveLength(1)
    expect(doubled).toEqual([])
  })

  it('takes another body under a known key without effect, and lets dispatch notice', async () => {
    await push(event())
    const other = fixture('message-private', { 'event.message.content': '{"text":"/会议"}' })
    expect((await push(other)).statusCode).toBe(200)
    expect(effects).toHaveLength(1)
    expect(doubled).toEqual(['om_5ce6d572455d361153b7cb51da133945'])
  })

  it('gives the same digest to a message that is delivered again under a new event id', async () => {
    await push(event())
    await push(
      fixture('message-private', { 'header.event_id': 'another', 'header.create_time': '1608725999000' }),
    )
    expect(doubled).toEqual([])
    expect(effects).toHaveLength(1)
  })

  it('acts once on one event at two replicas at once', async () => {
    const other = build()
    const { body, headers } = sealedEvent()
    const both = [app, other].map((replica) =>
      replica.inject({ method: 'POST', url, payload: body, headers }),
    )
    expect((await Promise.all(both)).map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(effects).toHaveLength(1)
    await other.close()
  })

  it.each([
    15, 300, 3600, 21_600,
  ])('takes a redelivery after %i s, signed anew, without a second effect', async (s) => {
    await push(event(), { at: nowMs - 1000 })
    expect((await push(event(), { at: nowMs + (s % 300) * 1000 })).statusCode).toBe(200)
    expect(effects).toHaveLength(1)
  })

  it('refuses an unknown app and ignores an unknown enterprise', async () => {
    expectRefusal(await push(fixture('message-private', { 'header.app_id': 'cli_other' })), 401, 'app')
    const foreign = await push(fixture('message-private', { 'header.tenant_key': 'other' }))
    expect([foreign.statusCode, foreign.body]).toEqual([200, '{}'])
    expect(effects).toEqual([])
  })

  it('takes the first enterprise that comes while none is known', async () => {
    tenant = null
    await push(event())
    expect(effects).toMatchObject([{ tenantKey: feishu.tenantKey }])
  })

  it('refuses a wrong verification token inside a signed body', async () => {
    expectRefusal(await push(fixture('message-private', { 'header.token': 'wrong' })), 401, 'token')
  })

  it('refuses an unencrypted event, signed or not', async () => {
    expectRefusal(await send(signed(JSON.stringify(event()), { at: nowMs })), 401, 'not-encrypted')
    lines = []
    expectRefusal(await post(JSON.stringify(event())), 401, 'not-encrypted')
  })

  it('refuses an encrypted event without a signature', async () => {
    expectRefusal(await post(sealed(event())), 401, 'signature-missing')
  })
})

describe('the question for the address', () => {
  it('is answered when it is encrypted with our key and knows our token, signed or not', async () => {
    const body = sealed(fixture('url-verification'))
    expect((await post(body)).json()).toEqual({ challenge: 'ajls384kdjxxxx' })
    expect((await send(signed(body, { at: nowMs }))).json()).toEqual({ challenge: 'ajls384kdjxxxx' })
  })

  it('is refused in plain text and with a wrong token', async () => {
    expectRefusal(await post(JSON.stringify(fixture('url-verification'))), 401, 'not-encrypted')
    lines = []
    expectRefusal(
      await post(sealed(fixture('url-verification', { token: 'wrong' }))),
      401,
      'verification-token',
    )
  })

  it('is refused when it is encrypted with another key', async () => {
    const body = JSON.stringify({
      encrypt: encrypted(JSON.stringify(fixture('url-verification')), 'other key'),
    })
    expectRefusal(await post(body), [400, 401])
  })
})

describe('bad bodies', () => {
  const bytes = (n: number) => Buffer.alloc(n, 7).toString('base64')
  const bodies: [string, string | Buffer][] = [
    ['a single letter', '{"encrypt":"x"}'],
    ['15 bytes', JSON.stringify({ encrypt: bytes(15) })],
    ['16 bytes', JSON.stringify({ encrypt: bytes(16) })],
    ['17 bytes', JSON.stringify({ encrypt: bytes(17) })],
    ['bad padding', JSON.stringify({ encrypt: bytes(48) })],
    ['AES of no JSON', JSON.stringify({ encrypt: encrypted('not json') })],
    ['AES of invalid UTF-8', JSON.stringify({ encrypt: encrypted(Buffer.from([0x7b, 0xff, 0x7d])) })],
    ['AES of JSON with a byte order mark', JSON.stringify({ encrypt: encrypted('\uFEFF{}') })],
    ['a number', '{"encrypt":1}'],
    ['null', 'null'],
    ['an array', '[]'],
    ['a string', '"encrypt"'],
    ['nothing', ''],
    ['half a JSON', '{"encrypt":'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['deep nesting', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['__proto__', '{"__proto__":{"encrypt":"x"}}'],
  ]
  it.each(bodies)('refuses %s, signed or not', async (_what, body) => {
    expectRefusal(await send(signed(body, { at: nowMs })), [400, 401])
    lines = []
    expectRefusal(await post(body), [400, 401])
    await expectAlive()
  })

  it.each([
    ['no envelope', {}],
    ['a foreign shape', fixture('message-private', { 'event.message': 'text' })],
    ['a message without its text', fixture('message-private', { 'event.message.content': '{}' })],
  ])('refuses %s inside a signed and encrypted body', async (_what, envelope) => {
    const [status, refusal] = [400, 'envelope']
    expectRefusal(await push(envelope), status, refusal)
  })

  it('refuses a deeply nested event in a well-formed envelope', async () => {
    const text = JSON.stringify(fixture('click-button', { 'event.action.value': 'DEEP' }))
    const deep = text.replace('"DEEP"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`)
    expectRefusal(
      await send(signed(JSON.stringify({ encrypt: encrypted(deep) }), { at: nowMs })),
      400,
      'envelope',
    )
    await expectAlive()
  })

  it('takes the last of doubled keys and pollutes nothing', async () => {
    const text = JSON.stringify(event()).replace('"event":', '"__proto__":{"polluted":1},"event":1,"event":')
    expect((await send(signed(JSON.stringify({ encrypt: encrypted(text) }), { at: nowMs }))).statusCode).toBe(
      200,
    )
    expect(effects).toHaveLength(1)
    expect((effects[0] as unknown as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('hands on neither NUL nor halves of pairs', async () => {
    const content = '{"text":"甲\\u0000乙\\ud800丙\\u2028"}'
    await push(fixture('message-private', { 'event.message.content': content }))
    expect(effects).toMatchObject([{ text: '甲\uFFFD乙\uFFFD丙' }])
  })

  it('refuses a body above 64 KiB', async () => {
    expectRefusal(await send(signed(`"${'x'.repeat(64 * 1024 - 1)}"`, { at: nowMs })), 413, 'http-413')
    lines = []
    expectRefusal(await post('x'.repeat(10 * 1024 * 1024)), 413, 'http-413')
    lines = []
    expectRefusal(
      await post(JSON.stringify(Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [i, i])))),
      413,
    )
  })

  it('takes a body of just 64 KiB for what it is', async () => {
    const padded = JSON.stringify({ encrypt: encrypted(JSON.stringify(event())) })
    const body = padded.padEnd(64 * 1024, ' ')
    expect((await send(signed(body, { at: nowMs }))).statusCode).toBe(200)
  })

  it('refuses compressed bodies', async () => {
    const body = gzipSync(Buffer.alloc(1024 * 1024))
    expectRefusal(
      await send(signed(body, { at: nowMs }), { 'content-encoding': 'gzip' }),
      415,
      'content-encoding',
    )
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'multipart/form-data; boundary=x',
  ])('refuses the content type %s', async (type) => {
    expectRefusal(await send(sealedEvent(), { 'content-type': type }), 415)
  })

  it('refuses a body without a content type', async () => {
    const { body, headers } = sealedEvent()
    const { 'content-type': _, ...rest } = headers
    expect((await post(body, rest)).statusCode).toBeGreaterThanOrEqual(400)
    expect(effects).toEqual([])
  })

  it.each([
    'GET',
    'HEAD',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
  ] as const)('refuses %s', async (method) => {
    const { headers, body } = sealedEvent()
    const response = await app.inject({ method, url, headers, ...(method === 'PUT' && { payload: body }) })
    expectRefusal(response, 405, 'method')
    expect(response.headers.allow).toBe('POST')
    expect(effects).toEqual([])
  })
})

describe('a flood of requests that prove nothing', () => {
  const forged = () => send(sealedEvent(), { 'x-lark-signature': '0'.repeat(64) })

  it('is limited and writes few lines, while signed requests pass', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 220; n++) statuses.push((await forged()).statusCode)
    expect(statuses.filter((status) => status === 401)).toHaveLength(200)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
    expect(lines.filter((line) => line.includes('signature-wrong'))).toHaveLength(20)
    await expectAlive()
  })

  const from = (address: string, forwarded: string) =>
    app.inject({
      method: 'POST',
      url,
      payload: '{"encrypt":"x"}',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
      remoteAddress: address,
    })

  it('is counted by socket address, whatever X-Forwarded-For says', async () => {
    for (let n = 0; n < 200; n++) await from('203.0.113.7', `198.51.100.${n}`)
    expect((await from('203.0.113.7', '192.0.2.1')).statusCode).toBe(429)
    expect((await from('203.0.113.8', '198.51.100.1')).statusCode).toBe(401)
  })

  it('is counted by the hop before a trusted proxy, not by what the caller claims', async () => {
    await app.close()
    app = build(1)
    for (let n = 0; n < 200; n++) await from('10.0.0.1', `192.0.2.${n}, 198.51.100.9`)
    expect((await from('10.0.0.1', '192.0.2.250, 198.51.100.9')).statusCode).toBe(429)
    expect((await from('10.0.0.1', '192.0.2.1, 198.51.100.10')).statusCode).toBe(401)
  })
})

describe('answers', () => {
  it('asks for the event again when dispatch fails, and says nothing of why', async () => {
    broken = new Error('connection to 10.1.1.1 lost')
    const response = await push(event())
    expect([response.statusCode, response.body]).toEqual([500, '{}'])
    expect(lines.join('')).toContain('event failed')
  })

  it('tells a person who clicked the number of a fault', async () => {
    broken = new Error('bug')
    const response = await push(fixture('click-button'))
    expect(response.statusCode).toBe(200)
    const { toast } = response.json()
    expect(toast).toEqual({
      type: 'error',
      content: expect.stringMatching(/^处理出错，编号 [0-9a-f]{8}，请稍后再试。$/),
    })
    expect(lines.join('')).toContain(toast.content.slice(8, 16))
  })

  it('answers a click with toast and card', async () => {
    answer = {
      toast: { tone: 'success', text: '已记录' },
      card: {
        title: '表决',
        tone: 'info',
        blocks: [{ type: 'text', text: '<at id=all></at>' }],
        summary: '表决',
      },
    }
    expect((await push(fixture('click-button'))).json()).toMatchObject({
      toast: { type: 'success', content: '已记录' },
      card: {
        type: 'raw',
        data: { schema: '2.0', body: { elements: [{ tag: 'div', text: { tag: 'plain_text' } }] } },
      },
    })
  })

  it('leaves the card as it is when there is nothing to say', async () => {
    expect((await push(fixture('click-button'))).json()).toEqual({})
  })

  it('tells people of another enterprise that a card is not for them', async () => {
    const response = await push(fixture('click-button', { 'event.operator.tenant_key': 'other' }))
    expect(response.json()).toEqual({ toast: { type: 'warning', content: '这张卡片只供本单位人员操作。' } })
    expect(effects).toEqual([])
  })
})
