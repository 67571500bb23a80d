import { expect, it } from 'vitest'
import { createBatches } from '../../src/db/votes/batches.ts'

/** Batches whose runs end when the test says so. */
function batches(patienceMs = 60_000) {
  const runs: { batch: number[]; end(): void }[] = []
  const started: (() => void)[] = []
  const made = createBatches<number>(
    (batch) =>
      new Promise((end) => {
        runs.push({ batch, end })
        started.shift()?.()
      }),
    { size: 5, lanes: 2, crowd: 3, patienceMs },
  )
  const add = async (...items: number[]) => {
    for (const item of items) made.add(item)
    await turn()
  }
  return { add, runs, idle: made.idle, next: () => new Promise<void>((resolve) => started.push(resolve)) }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))
const sizes = (runs: { batch: number[] }[]) => runs.map(({ batch }) => batch)

it('lets a lonely one go at once, and together what arrives in one turn', async () => {
  const { add, runs } = batches()
  await add(1)
  expect(sizes(runs)).toEqual([[1]])
  const other = batches()
  await other.add(1, 2)
  expect(sizes(other.runs)).toEqual([[1, 2]])
})

it('keeps a few for the busy lane and gives them to it when it returns', async () => {
  const { add, runs } = batches()
  await add(1)
  await add(2)
  await add(3)
  expect(sizes(runs)).toEqual([[1]])
  runs[0]?.end()
  await turn()
  expect(sizes(runs)).toEqual([[1], [2, 3]])
})

it('opens another lane for a crowd, and no third one', async () => {
  const { add, runs } = batches()
  await add(1)
  await add(2, 3, 4, 5, 6, 7)
  expect(sizes(runs)).toEqual([[1], [2, 3, 4, 5, 6]])
  await add(8, 9, 10)
  expect(runs).toHaveLength(2)
  runs[0]?.end()
  await turn()
  expect(sizes(runs).at(-1)).toEqual([7, 8, 9, 10])
})

it('opens another lane for one that the busy lane holds up', async () => {
  const { add, runs, next } = batches(5)
  await add(1)
  const second = next()
  await add(2)
  await second
  expect(sizes(runs)).toEqual([[1], [2]])
})

it('is idle when nothing waits and nothing is in flight', async () => {
  const { add, runs, idle } = batches()
  await add(1)
  await add(2)
  let told = false
  const waiting = idle().then(() => {
    told = true
  })
  runs[0]?.end()
  await turn()
  expect(told).toBe(false)
  runs[1]?.end()
  await waiting
})
