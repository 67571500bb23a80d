import { randomBytes, randomUUID } from 'node:crypto'
import { encrypt, signature } from '../sandbox/encryption.ts'
import { voteCast } from '../src/cards/ballot-actions.ts'
import { secretCast } from '../src/cards/secret-ballot-cards.ts'
import type { Choice } from '../src/domain/ports/index.ts'
import { app, webhookPath } from './app.ts'

/** A push of the platform, as it travels: headers, and a body that is encrypted, signed and compact JSON. */
export interface Push {
  headers: Record<string, string>
  body: string
}

/** Encrypts and signs an envelope with a fresh timestamp. The SDK signs re-serialised JSON: compact JSON suits both. */
export function push(envelope: unknown, now = Date.now()): Push {
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(envelope), app.encryptKey) })
  const timestamp = String(Math.floor(now / 1000))
  const nonce = randomBytes(8).toString('hex')
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature(timestamp, nonce, app.encryptKey, body),
  }
  return { headers, body }
}

/** The bytes of a push as an HTTP/1.1 request on a connection that is kept. */
export function onTheWire({ headers, body }: Push): Buffer {
  const all = { host: '127.0.0.1', ...headers, 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`POST ${webhookPath} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

const header = (eventType: string, at: number) => ({
  event_id: randomUUID().replaceAll('-', ''),
  event_type: eventType,
  create_time: String(at),
  token: app.verificationToken,
  app_id: app.appId,
  tenant_key: app.tenantKey,
})

const person = (openId: string) => ({ open_id: openId, union_id: openId.replace('ou_', 'on_'), user_id: '' })

/** Somebody mentions the bot in a group. */
export const messageEnvelope = (openId: string, chatId: string, text: string, at = Date.now()) => ({
  schema: '2.0',
  header: header('im.message.receive_v1', at),
  event: {
    sender: { sender_id: person(openId), sender_type: 'user', tenant_key: app.tenantKey },
    message: {
      message_id: `om_${randomUUID()}`,
      create_time: String(at),
      chat_id: chatId,
      chat_type: 'group',
      message_type: 'text',
      content: JSON.stringify({ text: `@_user_1 ${text}` }),
      mentions: [{ key: '@_user_1', id: person(app.botOpenId), name: '支部助手', tenant_key: app.tenantKey }],
    },
  },
})

/** A click on a ballot's card. */
export interface VotePress {
  ballotId: string
  choice: Choice
  openId: string
  chatId: string
  messageId: string
  /** Milliseconds since 1970: of two clicks of one person the later one counts. */
  at: number
}

const clickEnvelope = ({ openId, chatId, messageId, at }: VotePress, action: object) => ({
  schema: '2.0',
  header: header('card.action.trigger', at),
  event: {
    operator: { ...person(openId), tenant_key: app.tenantKey },
    token: `c-${randomUUID().replaceAll('-', '')}`,
    action: { tag: 'button', ...action },
    host: 'im_message',
    context: { open_message_id: messageId, open_chat_id: chatId },
  },
})

/** Somebody presses 赞成, 反对 or 弃权. */
export const voteEnvelope = (press: VotePress) =>
  clickEnvelope(press, { value: voteCast({ ballot: press.ballotId, choice: press.choice }) })

/** Somebody hands in their secret paper: the choice is in the form, not in the button. */
export const secretEnvelope = (press: VotePress) =>
  clickEnvelope(press, {
    value: secretCast({ ballot: press.ballotId }),
    form_value: { choice: press.choice },
  })
