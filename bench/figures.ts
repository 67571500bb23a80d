import type { Load } from './load.ts'

/** How fast one contestant was in one round. */
export interface Pace {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Processor time of the server for one request, in microseconds; missing where there is no server. */
  cpu?: number
}

/** The middle of some numbers; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values, no median')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/** The value below which a share (0 to 1) of sorted values lies: the nearest rank. */
export const percentile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN

/** The pace of a load, for which the server used `cpuMicros` of its processor time. */
export const paceOf = (
  { seconds, latencies }: Pick<Load, 'seconds' | 'latencies'>,
  cpuMicros?: number,
): Pace => ({
  perSecond: latencies.length / seconds,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  ...(cpuMicros !== undefined && { cpu: cpuMicros / latencies.length }),
})

/** Rounds as one pace: the median of each of its numbers. */
export function medianPace(rounds: readonly Pace[]): Pace {
  const cpu = rounds.flatMap((one) => one.cpu ?? [])
  return {
    perSecond: median(rounds.map((one) => one.perSecond)),
    p50: median(rounds.map((one) => one.p50)),
    p99: median(rounds.map((one) => one.p99)),
    ...(cpu.length > 0 && { cpu: median(cpu) }),
  }
}

/** One measurement of one of those who are compared. */
export type Run = () => Promise<Pace>

/** How long contestants compete: so many rounds, or fewer (but one) when a busy machine has used up the seconds. */
export interface Length {
  rounds: number
  seconds: number
}

/**
 * Lets the contestants take turns, each round in another order, so that a noisy neighbour or a warming disk troubles
 * them alike. A round before the first warms up and does not count; `settled` is awaited after it. Answers the median pace
 * of each, in the order given.
 */
export async function compete<const R extends readonly Run[]>(
  contestants: R,
  { rounds, seconds }: Length,
  settled: () => Promise<unknown> = async () => undefined,
): Promise<{ [I in keyof R]: Pace }> {
  const paces = new Map<Run, Pace[]>(contestants.map((run) => [run, []]))
  const began = performance.now()
  const mayGoOn = (round: number): boolean =>
    round <= 1 || (round <= rounds && performance.now() - began < seconds * 1000)
  for (let round = 0; mayGoOn(round); round++) {
    const from = round % contestants.length
    for (const run of [...contestants.slice(from), ...contestants.slice(0, from)]) {
      const pace = await run()
      if (round > 0) paces.get(run)?.push(pace)
    }
    if (round === 0) await settled()
  }
  const medians = contestants.map((run) => medianPace(paces.get(run) ?? []))
  return medians as { [I in keyof R]: Pace } // one for each contestant, in their order
}
