import { type Pace, paceOf } from './figures.ts'

/** Does every piece of work once, `connections` of them at a time, and tells how fast that went. */
export async function inFlight<T>(
  connections: number,
  pieces: readonly T[],
  work: (piece: T) => Promise<unknown>,
): Promise<Pace> {
  const latencies = new Float64Array(pieces.length)
  let next = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < pieces.length; i = next++) {
      const from = performance.now()
      await work(pieces[i] as T) // the index is within the list
      latencies[i] = performance.now() - from
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  return paceOf({ seconds: (performance.now() - began) / 1000, latencies: latencies.sort() })
}
