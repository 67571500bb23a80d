import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { requireCommitted } from './check-votes.ts'
import { percentile } from './figures.ts'
import { load } from './load.ts'
import { type Cast, castsFor, makeBranches, openBallots } from './poll.ts'
import { onTheWire, push } from './pushes.ts'
import type { Figure } from './report.ts'

/** Where the clicks go, and what is looked at afterwards. */
export interface BurstPlace {
  sql: Sql
  tenantId: string
  port: number
}

/** How many vote in how long. */
export interface BurstSize {
  voters: number
  seconds: number
}

/** Sends a click twice at once, as the platform does when it doubts; answers the milliseconds of both. */
async function pressTwice(port: number, { envelope }: Cast): Promise<number[]> {
  const { bodies, latencies } = await load(port, 2, [onTheWire(push(envelope)), onTheWire(push(envelope))])
  const refused = bodies.find((body) => !body.startsWith('{"toast":{"type":"success"'))
  if (refused !== undefined) throw new Error(`a vote was answered ${refused}`)
  return [...latencies]
}

/**
 * Everybody votes on one ballot within some seconds, one after the other: each clicks, changes their mind at once, and
 * both clicks are delivered twice. Throws when a vote is lost or doubled. Answers the times of all answers, shortest
 * first, in milliseconds.
 */
export async function burst({ sql, tenantId, port }: BurstPlace, size: BurstSize): Promise<Float64Array> {
  const ballots = await openBallots(sql, tenantId, await makeBranches(sql, tenantId, 1, size.voters))
  const casts = castsFor(ballots, 2)
  const [first, second] = [casts.slice(0, size.voters), casts.slice(size.voters)]
  const times = await Promise.all(
    first.map(async (click, i) => {
      await pause((i * size.seconds * 1000) / size.voters)
      const again = second[i] as Cast // each voter is in both halves
      return [...(await pressTwice(port, click)), ...(await pressTwice(port, again))]
    }),
  )
  await requireCommitted(sql, tenantId, ballots, casts)
  return Float64Array.from(times.flat()).sort()
}

/** A burst on one ballot: what the voters wait for; the platform gives up after 3 s. */
export async function benchBurst(place: BurstPlace, size: BurstSize): Promise<Figure[]> {
  const times = await burst(place, size)
  const waited = (which: string, share: number): Figure => ({
    bench: 'burst',
    what: `${size.voters} voters in ${size.seconds} s, two clicks each, all delivered twice: ${which} answer`,
    value: percentile(times, share) / 1000,
    unit: 's',
    limit: 3,
  })
  return [waited('median', 0.5), waited('slowest', 1)]
}
