import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { DecryptError, decryptor } from './decrypt.ts'
import { readUrlVerification } from './envelope.ts'
import { sameSecret } from './same-secret.ts'
import { type SignatureFault, signatureFault } from './verify.ts'

/** Why a body is not taken. */
export type BodyRefusal =
  | SignatureFault
  | 'not-json'
  | 'not-encrypted'
  | 'not-decryptable'
  | 'verification-token'

/** What a webhook request turned out to be; `bytes` are the decrypted ones that the envelope was read from. */
export type OpenedBody =
  | { envelope: unknown; bytes: Buffer }
  | { challenge: string }
  | { refused: BodyRefusal; status: 400 | 401 }
  | { refused: 'too-many'; status: 429 }

const refuse = (refused: BodyRefusal, status: 400 | 401 = 401): OpenedBody => ({ refused, status })

/** The value of JSON text, or undefined when it is none. */
function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The body around the ciphertext is ASCII; read as Latin-1 it parses fastest, and other bytes cannot matter. */
const parseOuter = (bytes: Buffer): unknown => parseText(bytes.toString('latin1'))

/** The event itself must be well-formed UTF-8. */
const parseInner = (bytes: Buffer): unknown => (isUtf8(bytes) ? parseText(bytes.toString('utf8')) : undefined)

const encryptedPart = (value: unknown): string | null => {
  const encrypted =
    typeof value === 'object' && value !== null ? (value as { encrypt?: unknown }).encrypt : null
  return typeof encrypted === 'string' ? encrypted : null
}

/**
 * Makes the opener of one app: signature over the raw bytes first, then decryption. A body without any signature can
 * only be the platform's question for the address, and is answered when it decrypts with our key and knows our token.
 */
export function bodyOpener(encryptKey: string, verificationToken: string) {
  const decrypt = decryptor(encryptKey)
  const isOurToken = sameSecret(verificationToken)

  /** The plain value inside a body, or why there is none. */
  const unlock = (
    body: Buffer,
  ): { value: unknown; bytes: Buffer } | { refused: BodyRefusal; status: 400 | 401 } => {
    const outer = parseOuter(body)
    if (outer === undefined) return { refused: 'not-json', status: 400 }
    const encrypted = encryptedPart(outer)
    if (encrypted === null) return { refused: 'not-encrypted', status: 401 }
    try {
      const bytes = decrypt(encrypted)
      const value = parseInner(bytes)
      return value === undefined ? { refused: 'not-json', status: 400 } : { value, bytes }
    } catch (error) {
      if (error instanceof DecryptError) return { refused: 'not-decryptable', status: 401 }
      throw error
    }
  }

  const open = (body: Buffer, signed: boolean): OpenedBody => {
    const inner = unlock(body)
    if ('refused' in inner) return inner
    const question = readUrlVerification(inner.value)
    if (!question) return signed ? { envelope: inner.value, bytes: inner.bytes } : refuse('signature-missing')
    return isOurToken(question.token) ? { challenge: question.challenge } : refuse('verification-token')
  }

  /** `mayTry` is asked before an unsigned body is looked at, and when a signature is wrong; false = too many. */
  return (
    body: Buffer,
    headers: IncomingHttpHeaders,
    mayTry: () => boolean,
    systemNowMs: number,
  ): OpenedBody => {
    const timestamp = headers['x-lark-request-timestamp']
    const nonce = headers['x-lark-request-nonce']
    const signature = headers['x-lark-signature']
    if (timestamp === undefined && nonce === undefined && signature === undefined) {
      return mayTry() ? open(body, false) : { refused: 'too-many', status: 429 }
    }
    const fault = signatureFault({ timestamp, nonce, signature, body }, encryptKey, systemNowMs)
    if (!fault) return open(body, true)
    return mayTry() ? refuse(fault) : { refused: 'too-many', status: 429 }
  }
}
