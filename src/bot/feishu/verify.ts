import { isAscii } from 'node:buffer'
import { createHash, hash, timingSafeEqual } from 'node:crypto'
import { signatureWindowSeconds } from './limits.ts'

/** The parts of a request that its signature covers, as they came; a header that came twice arrives joined or as a list. */
export interface SignedRequest {
  timestamp: string | string[] | undefined
  nonce: string | string[] | undefined
  signature: string | string[] | undefined
  /** The body's bytes as received, before any parsing. */
  body: Uint8Array
}

/** Why a request is not believed; for logs and counters. */
export type SignatureFault =
  | 'signature-missing'
  | 'signature-malformed'
  | 'signature-stale'
  | 'signature-wrong'

const shapes = {
  /** Seconds since 1970. */
  timestamp: /^\d{1,11}$/,
  /** Visible ASCII; a comma would be the join of a doubled header. */
  nonce: /^[!-+\--~]{1,128}$/,
  /** The platform writes SHA-256 in lower-case hex. */
  signature: /^[0-9a-f]{64}$/,
}

const wellFormed = (value: string | string[] | undefined, shape: RegExp): value is string =>
  typeof value === 'string' && shape.test(value)

/**
 * Checks that a request was signed with `encryptKey` within 300 seconds of `systemNowMs`, both ways, over exactly
 * these bytes. Answers null when it was, else the first fault found; never throws. Comparison in constant time.
 */
export function signatureFault(
  request: SignedRequest,
  encryptKey: string,
  systemNowMs: number,
): SignatureFault | null {
  const { timestamp, nonce, signature, body } = request
  if (!timestamp || !nonce || !signature) return 'signature-missing'
  if (
    !wellFormed(timestamp, shapes.timestamp) ||
    !wellFormed(nonce, shapes.nonce) ||
    !wellFormed(signature, shapes.signature)
  ) {
    return 'signature-malformed'
  }
  if (Math.abs(systemNowMs / 1000 - Number(timestamp)) > signatureWindowSeconds) return 'signature-stale'
  const expected = digestOf(timestamp + nonce + encryptKey, body)
  // Both are 64 characters of lower-case hex, so that equal text is equal bytes.
  return timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(signature, 'latin1'))
    ? null
    : 'signature-wrong'
}

/** SHA-256 in hex over text and the bytes after it. The platform's bodies are ASCII; text is hashed in one cheap step. */
function digestOf(text: string, { buffer, byteOffset, byteLength }: Uint8Array): string {
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  return isAscii(bytes)
    ? hash('sha256', text + bytes.toString('latin1'))
    : createHash('sha256').update(text).update(bytes).digest('hex')
}
