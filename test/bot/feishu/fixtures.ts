import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The app, tenant and token that the fixtures speak of. */
export const app = {
  appId: 'cli_9f5343c580712544',
  tenantKey: '2ca1d211f64f6438',
  verificationToken: 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV',
  encryptKey: 'test key',
  botOpenId: 'ou_b0t0000000000000000000000000000a',
} as const

/** Reads a payload of `test/fixtures/feishu`, with the values at the given dotted paths replaced. */
export function fixture(name: string, changes: Record<string, unknown> = {}): unknown {
  const json = JSON.parse(
    readFileSync(new URL(`../../fixtures/feishu/${name}.json`, import.meta.url), 'utf8'),
  )
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const holder = keys.reduce((part, key) => part[key], json)
    holder[last] = value
  }
  return json
}

/** Encrypts bytes as the platform does. */
export function encrypted(plain: string | Buffer, encryptKey: string = app.encryptKey): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const iv = randomBytes(16)
  const aes = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, aes.update(plain), aes.final()]).toString('base64')
}

/** The body of an encrypted push. */
export const sealed = (envelope: unknown): string =>
  JSON.stringify({ encrypt: encrypted(JSON.stringify(envelope)) })

/** A request of the platform: headers and body. */
export interface Signed {
  headers: Record<string, string>
  body: string | Buffer
}

/** Signs a body as the platform does. */
export function signed(
  body: string | Buffer,
  { at = Date.now(), timestamp = String(Math.floor(at / 1000)), key = app.encryptKey as string } = {},
): Signed {
  const nonce = randomBytes(6).toString('hex')
  const signature = createHash('sha256')
    .update(timestamp + nonce + key)
    .update(body)
    .digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  }
}
