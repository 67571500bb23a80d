import { expect, it } from 'vitest'
import { inVolumes, type PartGroup } from '../../src/papers/archive/volumes.ts'

it('holds one volume at a time, and parts no group', async () => {
  let made = 0
  async function* groups(): AsyncGenerator<PartGroup<number>> {
    for (; made < 10; made++)
      yield {
        parts: [
          { name: `a${made}`, content: 'x'.repeat(40) },
          { name: `b${made}`, content: 'y' },
        ],
        about: made,
      }
  }
  const seen: { names: string[]; madeSoFar: number; about: number[] }[] = []
  for await (const { parts, about } of inVolumes(groups(), 100))
    seen.push({ names: parts.map(({ name }) => name), madeSoFar: made, about })
  expect(seen).toHaveLength(5)
  expect(seen[0]).toEqual({ names: ['a0', 'b0', 'a1', 'b1'], madeSoFar: 2, about: [0, 1] })
  expect(seen.flatMap(({ about }) => about)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('gives a group that is larger than a volume one of its own', async () => {
  async function* groups(): AsyncGenerator<PartGroup<null>> {
    yield { parts: [{ name: 'small', content: 'x' }], about: null }
    yield { parts: [{ name: 'large', content: 'x'.repeat(500) }], about: null }
    yield { parts: [{ name: 'last', content: 'x' }], about: null }
  }
  const names: string[][] = []
  for await (const { parts } of inVolumes(groups(), 100)) names.push(parts.map(({ name }) => name))
  expect(names).toEqual([['small'], ['large'], ['last']])
})
