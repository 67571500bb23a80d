import { expect, it } from 'vitest'
import { inVolumes } from '../../src/papers/archive/volumes.ts'
import type { ZipPart } from '../../src/papers/office/zip.ts'

it('holds one volume at a time, and parts no group', async () => {
  let made = 0
  async function* groups(): AsyncGenerator<ZipPart[]> {
    for (; made < 10; made++)
      yield [
        { name: `a${made}`, content: 'x'.repeat(40) },
        { name: `b${made}`, content: 'y' },
      ]
  }
  const seen: { names: string[]; madeSoFar: number; groups: number }[] = []
  for await (const { parts, groups: count } of inVolumes(groups(), 100))
    seen.push({ names: parts.map(({ name }) => name), madeSoFar: made, groups: count })
  expect(seen).toHaveLength(5)
  expect(seen[0]).toEqual({ names: ['a0', 'b0', 'a1', 'b1'], madeSoFar: 2, groups: 2 })
  expect(seen.reduce((sum, { groups: count }) => sum + count, 0)).toBe(10)
})

it('gives a group that is larger than a volume one of its own', async () => {
  async function* groups(): AsyncGenerator<ZipPart[]> {
    yield [{ name: 'small', content: 'x' }]
    yield [{ name: 'large', content: 'x'.repeat(500) }]
    yield [{ name: 'last', content: 'x' }]
  }
  const names: string[][] = []
  for await (const { parts } of inVolumes(groups(), 100)) names.push(parts.map(({ name }) => name))
  expect(names).toEqual([['small'], ['large'], ['last']])
})
