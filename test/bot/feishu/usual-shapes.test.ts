import { createCipheriv, createDecipheriv, createHash, hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkedClick, usualClick } from '../../../src/bot/feishu/click-shape.ts'
import { decryptor } from '../../../src/bot/feishu/decrypt.ts'
import { checkedEnvelope, readEnvelope } from '../../../src/bot/feishu/envelope.ts'
import { eventDigest } from '../../../src/bot/feishu/event-digest.ts'
import { received, usualMessage } from '../../../src/bot/feishu/message-shape.ts'
import { fixture } from './fixtures.ts'

type Json = Record<string, unknown>

/** Every place inside a JSON value, as a path of keys. */
function places(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => [[...before, key], ...places(part, [...before, key])])
}

/** The value with another part at a place; `undefined` takes it away. */
function changed(value: unknown, place: string[], part: unknown): unknown {
  const copy = structuredClone(value)
  const last = place.at(-1) ?? ''
  const holder = place
    .slice(0, -1)
    .reduce<Json | undefined>((inside, key) => inside?.[key] as Json, copy as Json)
  if (typeof holder !== 'object' || holder === null) return copy
  if (part === undefined) delete holder[last]
  else holder[last] = part
  return copy
}

const oddities = [
  undefined,
  null,
  '',
  'x',
  'ou_other',
  'two words',
  'x'.repeat(129),
  'x'.repeat(201),
  'x\u0000\ud800',
  '1608725989',
  '1608725989000',
  '1608725989000000',
  '160872598900x',
  1608725989000,
  0,
  true,
  'true',
  [],
  ['x'],
  {},
  { open_id: 'ou_x', name: 1 },
  '2.0',
]
const messages = ['message-private', 'message-group', 'message-post']
const clicks = ['click-button', 'click-checker', 'click-form', 'click-input', 'click-overflow']

/** Fixtures with up to three parts replaced by something that may or may not fit there. */
const nearly = (names: string[]) =>
  fc
    .constantFrom(...names)
    .map((name) => fixture(name))
    .chain((whole) =>
      fc
        .array(
          fc.tuple(
            fc.constantFrom(
              ...places(whole),
              ['event', 'message', 'mentions'],
              ['event', 'action', 'checked'],
            ),
            fc.constantFrom(...oddities),
          ),
          { maxLength: 3 },
        )
        .map((changes) => changes.reduce((value, [place, part]) => changed(value, place, part), whole)),
    )

const result = (read: () => unknown): unknown => {
  try {
    return read()
  } catch {
    return 'refused'
  }
}
const eventOf = (value: unknown): unknown => (value as { event?: unknown }).event

describe('what is read without the schemas', () => {
  it('is what the schema of an envelope answers', () => {
    fc.assert(
      fc.property(nearly([...messages, ...clicks, 'approval-v1', 'bot-added']), (value) => {
        expect(readEnvelope(value)).toEqual(checkedEnvelope(value))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['a message', messages, usualMessage, (event: unknown) => received.parse(event)],
    ['a click', clicks, usualClick, checkedClick],
  ])('is what the schema of %s answers', (_what, names, usual, checked) => {
    let taken = 0
    fc.assert(
      fc.property(nearly(names), (value) => {
        const event = eventOf(value)
        const quick = usual(event)
        if (quick === null) return
        taken += 1
        expect(withoutMissing(quick)).toEqual(withoutMissing(result(() => checked(event))))
      }),
      { numRuns: 2000 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  it('is every plain message and every plain button', () => {
    for (const name of messages) expect(usualMessage(eventOf(fixture(name)))).not.toBeNull()
    expect(usualClick(eventOf(fixture('click-button')))).not.toBeNull()
    for (const name of clicks.slice(1)) expect(usualClick(eventOf(fixture(name)))).toBeNull()
  })
})

/** No mentions and an empty list of them are the same to the reader. */
const withoutMissing = (value: unknown): unknown => {
  const { message } = value as { message?: { mentions?: unknown } }
  return message ? { ...(value as Json), message: { ...message, mentions: message.mentions ?? [] } } : value
}

describe('the digest of an event', () => {
  const bytes = (value: unknown, space?: number) => Buffer.from(JSON.stringify(value, null, space))

  it.each([...messages, ...clicks])('is the same from the bytes and from the event: %s', (name) => {
    const value = { schema: '2.0', header: (fixture(name) as Json).header, event: eventOf(fixture(name)) }
    const expected = hash('sha256', JSON.stringify(value.event))
    expect(eventDigest(value.event)).toBe(expected)
    expect(eventDigest(value.event, bytes(value))).toBe(expected)
    expect(eventDigest(value.event, bytes(value, 2))).toBe(expected)
  })

  it('does not take text for structure', () => {
    const header = { event_id: '},"event":{"x":1}', nested: { a: '{' } }
    for (const value of [
      { schema: '2.0', header, event: { text: '甲},"event":{"乙"' } },
      { schema: '2.0', header: { event_id: '{' }, event: { a: 1 } },
      { event: { a: 1 }, schema: '2.0', header: { event_id: 'x' } },
      { schema: '2.0', header: { event_id: 'x' }, other: { b: 1 }, event: { a: 1 } },
    ])
      expect(eventDigest(value.event, bytes(value))).toBe(eventDigest(value.event))
    expect(eventDigest(undefined)).toBe(hash('sha256', ''))
  })

  it('differs when anything in the event does', () => {
    const value = (text: string) => ({ schema: '2.0', header: { event_id: 'x' }, event: { text } })
    expect(eventDigest(value('a').event, bytes(value('a')))).not.toBe(
      eventDigest(value('b').event, bytes(value('b'))),
    )
  })
})

describe('decryption', () => {
  const secret = createHash('sha256').update('key').digest()
  const decrypt = decryptor('key')
  const plainOf = (encrypted: Buffer): Buffer | 'refused' => {
    try {
      return decrypt(encrypted.toString('base64'))
    } catch {
      return 'refused'
    }
  }
  /** As the library takes the padding off. */
  const expected = (encrypted: Buffer): Buffer | 'refused' => {
    const aes = createDecipheriv('aes-256-cbc', secret, encrypted.subarray(0, 16))
    try {
      return Buffer.concat([aes.update(encrypted.subarray(16)), aes.final()])
    } catch {
      return 'refused'
    }
  }

  it('takes the padding that the library takes, and no other', () => {
    const ends = fc.constantFrom(...Array.from({ length: 19 }, (_, i) => i))
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), ends, ends, (bytes, size, same) => {
        const plain = Buffer.from(bytes)
        plain.fill(size, Math.max(0, 16 - same))
        const aes = createCipheriv('aes-256-cbc', secret, Buffer.alloc(16)).setAutoPadding(false)
        const encrypted = Buffer.concat([Buffer.alloc(16), aes.update(plain), aes.final()])
        expect(plainOf(encrypted)).toEqual(expected(encrypted))
      }),
      { numRuns: 1000 },
    )
  })
})
