import { PassThrough, Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerLines, parseJson } from '../../src/commands/json-lines.ts'

/** Collects what is written; each write is taken only when the event loop comes round, so that back-pressure is real. */
function slowReader() {
  const taken: string[] = []
  let most = 0
  const stream = new Writable({
    highWaterMark: 1024,
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      most = Math.max(most, stream.writableLength)
      taken.push(chunk)
      setImmediate(done)
    },
  })
  /** Everything, once it was taken. */
  const text = async () => {
    await finished(stream.end())
    return taken.join('')
  }
  return { stream, text, most: () => most }
}

async function answers(
  chunks: (string | Buffer)[],
  evaluate: (line: string) => unknown = (line) => line,
  limit?: number,
) {
  const { stream, text } = slowReader()
  const code = await answerLines(Readable.from(chunks), stream, evaluate, limit)
  const lines = (await text()).split('\n').slice(0, -1)
  return { code, lines: lines.map((line) => JSON.parse(line)) }
}

describe('answerLines', () => {
  it('answers each line in its place, also the last one without a newline', async () => {
    expect(await answers(['a\nb\r\nc'])).toEqual({ code: 0, lines: ['a', 'b\r', 'c'] })
  })

  it('passes over blank lines, and says nothing to an empty input', async () => {
    expect(await answers(['\n a\n \n\n'])).toEqual({ code: 0, lines: [' a'] })
    expect(await answers([''])).toEqual({ code: 0, lines: [] })
  })

  it('goes on after a refused line and ends with 1', async () => {
    const refusal = { error: { code: 'no', message: '不行' } }
    const { code, lines } = await answers(['1\n2\n3\n'], (line) => (line === '2' ? refusal : Number(line)))
    expect({ code, lines }).toEqual({ code: 1, lines: [1, refusal, 3] })
  })

  it('refuses a line over the limit without keeping it, and answers those after it', async () => {
    const { code, lines } = await answers(
      ['ok\n', 'x'.repeat(8), 'x'.repeat(8), 'x\nnext\nx', 'yz\n'],
      undefined,
      10,
    )
    expect(code).toBe(1)
    expect(lines).toEqual([
      'ok',
      { error: { code: 'line_too_long', message: expect.any(String) } },
      'next',
      'xyz',
    ])
  })

  it('gives the same answers however the bytes arrive', async () => {
    const word = fc.string({ unit: fc.constantFrom('张', '𠮷', 'a', ' ', '\r', 'é') })
    await fc.assert(
      fc.asyncProperty(fc.array(word), fc.array(fc.nat(40)), async (words, cuts) => {
        const bytes = Buffer.from(words.map((one) => `${one}\n`).join(''))
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
        const chunks = places.slice(1).map((to, index) => bytes.subarray(places[index], to))
        const { lines } = await answers(chunks)
        expect(lines).toEqual(words.filter((one) => one.trim() !== ''))
      }),
    )
  })

  it('waits for the reader: what is not yet taken stays bounded', async () => {
    const line = `${'x'.repeat(99)}\n`
    const chunk = line.repeat(10)
    const { stream, most, text } = slowReader()
    await answerLines(Readable.from(Array.from({ length: 500 }, () => chunk)), stream, (one) => one)
    expect(await text()).toHaveLength(5_000 * 102)
    expect(most()).toBeLessThan(3 * chunk.length)
  })

  it('fails when the input breaks off', async () => {
    const input = new PassThrough()
    const running = answerLines(input, slowReader().stream, (line) => line)
    input.destroy(new Error('broken pipe'))
    await expect(running).rejects.toThrow('broken pipe')
  })
})

describe('parseJson', () => {
  it('tells a value from a line that is none', () => {
    expect(parseJson('{"error":1}')).toEqual({ value: { error: 1 } })
    expect(parseJson('{')).toEqual({ error: { code: 'not_json', message: expect.any(String) } })
  })
})
