import type { Sql } from 'postgres'
import { type Pace, paceOf } from './figures.ts'
import type { Cast } from './poll.ts'

/**
 * The vote alone, without web, checks, inbox and audit: one upsert, one commit, `inFlight` at a time. What PostgreSQL and
 * the disk can do for this driver when nothing is committed together.
 */
export async function upsertVotes(
  sql: Sql,
  tenantId: string,
  casts: readonly Cast[],
  inFlight: number,
): Promise<Pace> {
  const latencies = new Float64Array(casts.length)
  let next = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < casts.length; i = next++) {
      const { press, memberId } = casts[i] as Cast // the index is within the list
      const from = performance.now()
      await sql`
        insert into vote (tenant_id, ballot_id, member_id, choice, decided_at, clicked_at)
        values (${tenantId}, ${press.ballotId}, ${memberId}, ${press.choice}, now(), ${new Date(press.at)})
        on conflict (tenant_id, ballot_id, member_id)
        do update set choice = excluded.choice, clicked_at = excluded.clicked_at, changes = vote.changes + 1`
      latencies[i] = performance.now() - from
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: inFlight }, worker))
  return paceOf({ seconds: (performance.now() - began) / 1000, latencies: latencies.sort() })
}
