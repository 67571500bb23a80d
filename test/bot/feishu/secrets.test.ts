import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DecryptError, decryptor } from '../../../src/bot/feishu/decrypt.ts'
import { sameSecret } from '../../../src/bot/feishu/same-secret.ts'
import { signatureFault } from '../../../src/bot/feishu/verify.ts'
import { encrypted, signed } from './fixtures.ts'

describe('decryption', () => {
  it('opens the documentation’s example', () => {
    const text = decryptor('test key')('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')
    expect(text.toString()).toBe('hello world')
  })

  it('gives back what was encrypted', () => {
    const decrypt = decryptor('any key')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        (text) => {
          expect(decrypt(encrypted(text, 'any key')).toString()).toBe(text)
        },
      ),
    )
  })

  it('knows one error for everything else', () => {
    const decrypt = decryptor('test key')
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.constant(encrypted('{}', 'other'))), (text) => {
        try {
          // One in 256 random texts happens to have good padding; that it is no event is noticed later.
          expect(decrypt(text)).toBeInstanceOf(Buffer)
        } catch (error) {
          expect(error).toEqual(new DecryptError())
        }
      }),
    )
    expect(() => decrypt('x')).toThrow(DecryptError)
    expect(() => decrypt(Buffer.alloc(16).toString('base64'))).toThrow(DecryptError)
  })
})

describe('the signature', () => {
  const now = 1_795_371_436_000
  const parts = ({ headers, body }: ReturnType<typeof signed>) => ({
    timestamp: headers['x-lark-request-timestamp'],
    nonce: headers['x-lark-request-nonce'],
    signature: headers['x-lark-signature'],
    body: Buffer.from(body),
  })

  it('is the SHA-256 of timestamp, nonce, key and body', () => {
    const body = Buffer.from('{"encrypt":"…"}')
    const signature = createHash('sha256').update('1795371436n1test key').update(body).digest('hex')
    const request = { timestamp: '1795371436', nonce: 'n1', signature, body }
    expect(signatureFault(request, 'test key', now)).toBeNull()
    expect(signatureFault(request, 'other key', now)).toBe('signature-wrong')
  })

  it('is refused when any byte of the body is another', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, by) => {
          const request = parts(signed(Buffer.from(bytes), { at: now }))
          expect(signatureFault(request, 'test key', now)).toBeNull()
          request.body[at % bytes.length] = (request.body[at % bytes.length] ?? 0) ^ by
          expect(signatureFault(request, 'test key', now)).toBe('signature-wrong')
        },
      ),
    )
  })

  it('never throws, whatever the headers hold', () => {
    const header = fc.option(fc.oneof(fc.string(), fc.array(fc.string()), fc.constant('0'.repeat(64))), {
      nil: undefined,
    })
    fc.assert(
      fc.property(header, header, header, (timestamp, nonce, signature) => {
        expect(
          signatureFault({ timestamp, nonce, signature, body: Buffer.from('{}') }, 'test key', now),
        ).not.toBeNull()
      }),
    )
  })
})

it('compares secrets of any length', () => {
  const isOurs = sameSecret('token')
  expect([
    isOurs('token'),
    isOurs('tokeN'),
    isOurs('toke'),
    isOurs(''),
    isOurs(undefined),
    isOurs(1),
  ]).toEqual([true, false, false, false, false, false])
})
