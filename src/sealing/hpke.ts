import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'

/** RFC 9180 with X25519, HKDF-SHA256 and AES-256-GCM, in base mode. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

/** Length of the encapsulated key of this suite, which stands before the ciphertext. */
const encapsulated = 32

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const info = bytesOf('zhibu secret ballot 1')

const base64 = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64')
const fromBase64 = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, 'base64')).buffer

/** A fresh key pair, both halves in base64. */
export async function newKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
  const pair = await suite.kem.generateKeyPair()
  return {
    publicKey: base64(await suite.kem.serializePublicKey(pair.publicKey)),
    privateKey: base64(await suite.kem.serializePrivateKey(pair.privateKey)),
  }
}

/** Seals a text to a public key. `bound` is what it belongs to: it opens only together with the same. */
export async function sealText(publicKey: string, text: string, bound: string): Promise<string> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64(publicKey))
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, bytesOf(text), bytesOf(bound))
  return Buffer.concat([Buffer.from(enc), Buffer.from(ct)]).toString('base64')
}

/** Opens what was sealed; throws when it was changed, is bound to something else, or the key is another one. */
export async function openText(privateKey: string, sealed: string, bound: string): Promise<string> {
  const recipientKey = await suite.kem.deserializePrivateKey(fromBase64(privateKey))
  const bytes = fromBase64(sealed)
  const enc = bytes.slice(0, encapsulated)
  const opened = await suite.open({ recipientKey, enc, info }, bytes.slice(encapsulated), bytesOf(bound))
  return new TextDecoder().decode(opened)
}
