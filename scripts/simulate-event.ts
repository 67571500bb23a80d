/**
 * Sends a saved payload to a running service as the platform would: token and app id of the environment put in,
 * encrypted, signed. `npm run simulate -- test/fixtures/feishu/message-group.json [--url http://127.0.0.1:3000]`.
 * Each sending gets a fresh event id and message id, so that it is not taken for a repetition; `--again` keeps them.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { encrypt, signature } from '../sandbox/encryption.ts'
import { type FeishuApp, loadConfig } from '../src/config.ts'

interface Payload {
  token?: string
  header?: { event_id?: string; token?: string; app_id?: string; create_time?: string }
  event?: { message?: { message_id?: string } }
}

/** The payload with the keys of this app; v1 payloads carry the token at the top, v2 in the header. */
function addressed(payload: Payload, app: FeishuApp, fresh: boolean): Payload {
  const { header, event } = payload
  if (!header) return { ...payload, token: app.verificationToken }
  const id = fresh ? randomUUID().replaceAll('-', '') : header.event_id
  const mine = { ...header, token: app.verificationToken, app_id: app.appId, ...(id ? { event_id: id } : {}) }
  if (!fresh || !event?.message) return { ...payload, header: mine }
  return {
    ...payload,
    header: mine,
    event: { ...event, message: { ...event.message, message_id: `om_${randomUUID()}` } },
  }
}

async function send(url: string, payload: Payload, encryptKey: string): Promise<Response> {
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(payload), encryptKey) })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomUUID()
  return fetch(new URL('/webhooks/feishu', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature(timestamp, nonce, encryptKey, body),
    },
    body,
  })
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, again: { type: 'boolean', default: false } },
})
const [file] = positionals
if (file === undefined) throw new Error('npm run simulate -- FILE.json [--url URL] [--again]')
const config = loadConfig(process.env)
if (config.mode === 'sandbox')
  throw new Error('set FEISHU_APP_ID and its three keys to those of the running service')
const payload = addressed(JSON.parse(readFileSync(file, 'utf8')), config.feishu, !values.again)
const answer = await send(values.url ?? `http://127.0.0.1:${config.port}`, payload, config.feishu.encryptKey)
console.log(`${answer.status} ${await answer.text()}`)
if (!answer.ok) process.exitCode = 1
