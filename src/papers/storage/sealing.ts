import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** First byte of what was sealed, so that another way of sealing can come beside it. */
const version = 1
const ivBytes = 12
const tagBytes = 16

/**
 * Seals bytes with AES-256-GCM under a fresh nonce: version ‖ nonce ‖ tag ‖ ciphertext. `about` is bound to them, so that a
 * sealed row or file that is moved to another place does not open.
 */
export function seal(key: Uint8Array, about: string, plain: Uint8Array): Uint8Array {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(about))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), text]))
}

/** Opens what {@link seal} made; null when the key, the place or a single bit is another. */
export function unseal(key: Uint8Array, about: string, sealed: Uint8Array): Uint8Array | null {
  if (sealed[0] !== version || sealed.length < 1 + ivBytes + tagBytes) return null
  const tagAt = 1 + ivBytes
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, tagAt), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(sealed.subarray(tagAt, tagAt + tagBytes))
  try {
    const text = decipher.update(sealed.subarray(tagAt + tagBytes))
    return new Uint8Array(Buffer.concat([text, decipher.final()]))
  } catch {
    return null // the only thing that final() says: not authentic
  }
}
