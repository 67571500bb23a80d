import { setImmediate as turnEnd } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { nextBurst } from '../../src/bot/bursts.ts'

/** Answers the numbers of those that have gone, in order. */
function wait(count: number): number[] {
  const gone: number[] = []
  for (let i = 0; i < count; i++) void nextBurst().then(() => gone.push(i))
  return gone
}

it('lets a lonely one go at the end of the turn', async () => {
  const gone = wait(1)
  await Promise.resolve()
  expect(gone).toEqual([])
  await turnEnd()
  expect(gone).toEqual([0])
})

it('lets eight go at once, and the others at the end of the turn', async () => {
  const gone = wait(11)
  await Promise.resolve()
  expect(gone).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  await turnEnd()
  expect(gone).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

it('starts anew with the next turn', async () => {
  for (const count of [3, 9, 1]) {
    const gone = wait(count)
    await turnEnd()
    expect(gone).toHaveLength(count)
  }
})
