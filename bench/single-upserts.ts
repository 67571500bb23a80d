import type { Sql } from 'postgres'
import type { Pace } from './figures.ts'
import { inFlight } from './in-flight.ts'
import type { Cast } from './poll.ts'

/**
 * The vote alone, without web, checks, inbox and audit: one upsert, one commit, `connections` at a time. What PostgreSQL
 * and the disk can do for this driver when nothing is committed together.
 */
export const upsertVotes = (
  sql: Sql,
  tenantId: string,
  casts: readonly Cast[],
  connections: number,
): Promise<Pace> =>
  inFlight(
    connections,
    casts,
    ({ press, memberId }) => sql`
      insert into vote (tenant_id, ballot_id, member_id, choice, decided_at, clicked_at)
      values (${tenantId}, ${press.ballotId}, ${memberId}, ${press.choice}, now(), ${new Date(press.at)})
      on conflict (tenant_id, ballot_id, member_id)
      do update set choice = excluded.choice, clicked_at = excluded.clicked_at, changes = vote.changes + 1`,
  )
