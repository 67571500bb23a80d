import type { Sql } from 'postgres'
import type { Cast, OpenBallot } from './poll.ts'

/**
 * Compares what was acknowledged with what is in the database: the last choice of each voter, one inbox mark and one
 * chained audit entry a click, cards that are known to be behind. Throws on any difference.
 */
export async function requireCommitted(
  sql: Sql,
  tenantId: string,
  ballots: readonly OpenBallot[],
  acknowledged: readonly Cast[],
): Promise<void> {
  const ids = ballots.map((one) => one.id)
  const wanted = new Map(
    acknowledged.map(({ press, memberId }) => [`${press.ballotId} ${memberId}`, press.choice]),
  )
  const votes = await sql<{ voter: string; choice: string }[]>`
    select ballot_id || ' ' || member_id as voter, choice from vote
    where tenant_id = ${tenantId} and ballot_id = any(${ids}::uuid[])`
  const wrong = votes.filter(({ voter, choice }) => wanted.get(voter) !== choice)
  if (votes.length !== wanted.size || wrong.length > 0)
    throw new Error(
      `${wanted.size} voters were told so, ${votes.length} votes are kept, ${wrong.length} are others`,
    )
  const [found] = await sql<{ marks: number; entries: number; cards: number }[]>`
    select
      (select count(*)::int from inbox where tenant_id = ${tenantId}
        and key = any(${acknowledged.map((one) => one.envelope.header.event_id)}::text[])) as marks,
      (select count(*)::int from audit where tenant_id = ${tenantId} and action = 'ballot.vote'
        and object = any(${ids}::text[])) as entries,
      (select count(*)::int from card where tenant_id = ${tenantId} and ref = any(${ids}::text[])
        and wanted > shown) as cards`
  const expected = { marks: acknowledged.length, entries: acknowledged.length, cards: ballots.length }
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`)
}
