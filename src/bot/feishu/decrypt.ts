import { createDecipheriv, createSecretKey, hash, type KeyObject } from 'node:crypto'

/** The body does not decrypt with our key. One error for every cause, so that nothing can be learnt from it. */
export class DecryptError extends Error {
  override name = 'DecryptError'
  constructor() {
    super('the body does not decrypt')
  }
}

const block = 16

/**
 * Makes the decryptor of one encrypt key: base64 of iv and AES-256-CBC ciphertext → the plain bytes.
 * Throws a {@link DecryptError} otherwise. Verify a signature first: padding faults must not be an oracle.
 */
export function decryptor(encryptKey: string): (encrypted: string) => Buffer {
  // A key object, made once: Node takes five times as long over the same bytes in a Buffer.
  const key = createSecretKey(hash('sha256', encryptKey, 'buffer'))
  return (encrypted) => {
    const bytes = Buffer.from(encrypted, 'base64')
    if (bytes.length < 2 * block || bytes.length % block !== 0) throw new DecryptError()
    return decipher(key, bytes)
  }
}

function decipher(key: KeyObject, bytes: Buffer): Buffer {
  const aes = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, block))
  // The padding is taken off here: asking the cipher for its last block, and joining both, doubles the time.
  aes.setAutoPadding(false)
  return withoutPadding(aes.update(bytes.subarray(block)))
}

/** PKCS #7: the last byte says how many there are of it, 1 to 16. */
function withoutPadding(plain: Buffer): Buffer {
  const size = plain[plain.length - 1] ?? 0
  if (size < 1 || size > block) throw new DecryptError()
  const end = plain.length - size
  for (let at = end; at < plain.length; at++) if (plain[at] !== size) throw new DecryptError()
  return plain.subarray(0, end)
}
