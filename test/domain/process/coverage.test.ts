import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { sourceLinesSchema } from '../../../scripts/process-pages.ts'
import { reference } from './case.ts'

const { lines } = sourceLinesSchema.parse(parse(readFileSync('templates/source-lines.yaml', 'utf8')))
const plain = (text: string) => text.replace(/[，。；、“”「」（）\s]/g, '')
const keys = [...reference.values()].flatMap(({ id, steps }) =>
  steps.map((step) => ({ ...step, key: `${id}.${step.id}` })),
)

describe('the source document', () => {
  it('has a step for every line, or says why there is none', () => {
    expect(lines.length).toBe(178)
    const known = new Set(keys.map(({ key }) => key))
    expect(lines.flatMap(({ steps }) => steps.filter((one) => !known.has(one)))).toEqual([])
    expect(lines.filter(({ steps, note }) => steps.length === 0 && !note)).toEqual([])
  })

  it('is named by every step that says it comes from it', () => {
    const covered = new Set(lines.flatMap(({ steps }) => steps))
    const stated = keys.filter(({ source, quotes }) => source === 'seed' && quotes.length > 0)
    expect(stated.filter(({ key }) => !covered.has(key)).map(({ key }) => key)).toEqual([])
  })

  it('holds every phrase that a step quotes', () => {
    const all = lines.map(({ text }) => plain(text)).join('\n')
    const missing = keys.flatMap(({ key, quotes }) =>
      quotes.filter((quote) => !all.includes(plain(quote))).map((quote) => `${key}: ${quote}`),
    )
    expect(missing).toEqual([])
  })
})
