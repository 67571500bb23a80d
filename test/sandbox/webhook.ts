import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, signature } from '../../sandbox/encryption.ts'
import { type Fields, fieldsOf } from '../../sandbox/json.ts'
import { createStandIn, type StandIn, type StandInOptions } from '../../sandbox/stand-in.ts'
import type { Card, Person } from '../../sandbox/types.ts'

/** Secrets of the app that the tests play. */
export const app = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'app secret',
  encryptKey: 'encrypt key',
  verificationToken: 'verification token',
}

/** One of the four sample cards, which the platform accepts; `赵六` is the person whom they mention. */
export const sampleCard = (name: 'approval' | 'checklist' | 'opinion' | 'vote'): Card =>
  JSON.parse(readFileSync(new URL(`./cards/${name}.json`, import.meta.url), 'utf8'))

/** The open id of the person whom the sample cards mention. */
export const mentioned = 'ou_3c14f3a59eaf2825dbe25359f1595b00'

/** A push as the bot received it. */
export interface Received {
  envelope: Fields
  type: string
  event: Fields
  headers: Record<string, unknown>
  signed: boolean
}

/** What the webhook answers: a status and a body, or nothing at all. */
export type Answer = { status?: number; body?: unknown; text?: string } | 'silence' | 'hang-up'

/** A bot's webhook that opens what it gets and answers as the test says. */
export interface Webhook {
  url: string
  received: Received[]
  answer(how: (push: Received) => Answer | Promise<Answer>): void
  close(): Promise<void>
}

/** Starts a webhook that answers `{}` until it is told otherwise. */
export async function startWebhook(): Promise<Webhook> {
  const received: Received[] = []
  let answer: (push: Received) => Answer | Promise<Answer> = () => ({})
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const { 'x-lark-request-timestamp': at, 'x-lark-request-nonce': nonce } = request.headers
    const envelope: Fields = JSON.parse(decrypt(JSON.parse(body).encrypt, app.encryptKey))
    const push = {
      envelope,
      type: String(fieldsOf(envelope.header).event_type),
      event: fieldsOf(envelope.event),
      headers: request.headers,
      signed: request.headers['x-lark-signature'] === signature(`${at}`, `${nonce}`, app.encryptKey, body),
    }
    received.push(push)
    const how = await answer(push)
    if (how === 'silence') return
    if (how === 'hang-up') return void request.socket.destroy()
    response.writeHead(how.status ?? 200, { 'content-type': 'application/json' })
    response.end(how.text ?? JSON.stringify(how.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/feishu`,
    received,
    answer: (how) => {
      answer = how
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An answer of the API, with its HTTP status and headers. */
export interface ApiAnswer {
  status: number
  headers: Headers
  code: number
  msg: string
  data: Fields
  body: Fields
}

/** A stand-in that listens, with a group of three people and the bot, and a caller with a token. */
export interface Stage {
  standIn: StandIn
  url: string
  webhook: Webhook
  zhang: Person
  li: Person
  zhao: Person
  chatId: string
  /** Moves the business clock. */
  pass(milliseconds: number): void
  /** Moves the system clock, by which tokens and rate limits count. */
  passSystem(milliseconds: number): void
  call(method: string, path: string, body?: unknown): Promise<ApiAnswer>
  /** Sends a card to the group and answers its message id. */
  post(card: Card, uuid?: string): Promise<string>
  close(): Promise<void>
}

/** Sets the stage; everything ends with `close`. */
export async function setStage(options: Partial<StandInOptions> = {}): Promise<Stage> {
  const webhook = await startWebhook()
  let business = Date.parse('2026-11-22T10:00:00+08:00')
  let system = Date.now()
  const standIn = await createStandIn({
    ...app,
    webhookUrl: webhook.url,
    now: () => new Date(business),
    systemNow: () => system,
    ...options,
  })
  const url = await standIn.listen()
  const zhang = standIn.addPerson({ name: '张伟' })
  const li = standIn.addPerson({ name: '李四' })
  const zhao = standIn.addPerson({ name: '赵六', openId: mentioned })
  const { chatId } = standIn.addChat({
    name: '机关第一党支部',
    members: [zhang.openId, li.openId, zhao.openId],
  })
  await standIn.addBot(chatId, zhang.openId)
  let token = ''
  const call = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> => {
    const response = await fetch(`${url}/open-apis${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answered = fieldsOf(JSON.parse((await response.text()) || '{}'))
    const { code, msg, data } = answered
    const { status, headers } = response
    return { status, headers, code: Number(code), msg: String(msg), data: fieldsOf(data), body: answered }
  }
  const { body } = await call('POST', '/auth/v3/tenant_access_token/internal', {
    app_id: app.appId,
    app_secret: app.appSecret,
  })
  token = String(body.tenant_access_token)
  return {
    standIn,
    url,
    webhook,
    zhang,
    li,
    zhao,
    chatId,
    pass: (milliseconds) => {
      business += milliseconds
    },
    passSystem: (milliseconds) => {
      system += milliseconds
    },
    call,
    async post(card, uuid) {
      system += 1000 // out of the way of the limits, which have tests of their own
      const { code, msg, data } = await call('POST', '/im/v1/messages?receive_id_type=chat_id', {
        receive_id: chatId,
        msg_type: 'interactive',
        content: JSON.stringify(card),
        ...(uuid ? { uuid } : {}),
      })
      if (code !== 0) throw new Error(`${code} ${msg}`)
      return String(data.message_id)
    },
    async close() {
      await standIn.close()
      await webhook.close()
    },
  }
}
