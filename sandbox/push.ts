import { randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { encrypt, signature } from './encryption.ts'
import type { Fields } from './json.ts'

/** How a push is dressed; everything left out is done as the platform does it. */
export interface PushOptions {
  /** `false` sends no signature headers; otherwise single parts of them may be replaced. */
  sign?: false | { timestamp?: string; nonce?: string; signature?: string; encryptKey?: string }
  /** `false` sends the envelope in clear text. */
  encrypt?: boolean
  /** Sends exactly these bytes (signed as usual) instead of the envelope. */
  rawBody?: string
}

/** What the webhook answered. `status` is 0 when there was no answer, `failure` says why. */
export interface PushAnswer {
  status: number
  body: string
  failure?: 'no-url' | 'timeout' | 'connection'
}

/** Posts envelopes to the bot's webhook. */
export interface Pusher {
  send(envelope: Fields, options?: PushOptions): Promise<PushAnswer>
}

/** What a pusher needs to know; `systemNow` in milliseconds of the real time, by which a signature's age is judged. */
export interface PusherOptions {
  webhookUrl: () => string | undefined
  encryptKey: string
  systemNow: () => number
  timeoutMs: number
}

function headersFor(body: string, { encryptKey, systemNow }: PusherOptions, sign: PushOptions['sign']) {
  if (sign === false) return {}
  const timestamp = sign?.timestamp ?? String(Math.floor(systemNow() / 1000))
  const nonce = sign?.nonce ?? randomBytes(8).toString('hex')
  return {
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': sign?.signature ?? signature(timestamp, nonce, sign?.encryptKey ?? encryptKey, body),
  }
}

function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<PushAnswer> {
  return new Promise((resolve) => {
    const connect = url.startsWith('https:') ? httpsRequest : httpRequest
    const length = String(Buffer.byteLength(body))
    const all = { ...headers, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': length }
    // A connection of its own each time: a kept one could be closed by the bot just as a push is written to it.
    const request = connect(url, { method: 'POST', headers: all, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => void chunks.push(chunk))
      response.on('error', () => resolve({ status: 0, body: '', failure: 'connection' }))
      response.on('end', () => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    const timer = setTimeout(() => {
      resolve({ status: 0, body: '', failure: 'timeout' })
      request.destroy()
    }, timeoutMs)
    request.on('error', (error) => {
      clearTimeout(timer)
      resolve({ status: 0, body: error.message, failure: 'connection' })
    })
    request.end(body)
  })
}

/** Makes a pusher. Redirects are not followed, as on the platform. */
export function createPusher(options: PusherOptions): Pusher {
  return {
    async send(envelope, push = {}) {
      const url = options.webhookUrl()
      if (!url) return { status: 0, body: '', failure: 'no-url' }
      const json = JSON.stringify(envelope)
      const sealed =
        push.encrypt === false ? json : JSON.stringify({ encrypt: encrypt(json, options.encryptKey) })
      const body = push.rawBody ?? sealed
      return post(url, body, headersFor(body, options, push.sign), options.timeoutMs)
    },
  }
}
