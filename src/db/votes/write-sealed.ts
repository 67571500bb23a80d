import type { TransactionSql } from 'postgres'
import type { SealedPaper, VoteSource } from '../../domain/ports/index.ts'
import { voterKey } from './count-clicks.ts'
import { RacedError } from './write-votes.ts'

/** The view of a voter's own paper; its ref is ballot|member. */
export const paperView = 'ballot.secret'

type Voter = Pick<SealedPaper, 'ballotId' | 'memberId'>

const votersOf = (tx: TransactionSql, voters: readonly Voter[]) => tx`
  unnest(
    ${voters.map((one) => one.ballotId)}::uuid[],
    ${voters.map((one) => one.memberId)}::uuid[]
  ) as c(ballot_id, member_id)`

/** How each voter has taken part so far, their rows of the roll locked in the order of their keys. */
export async function lockRoll(
  tx: TransactionSql,
  tenantId: string,
  voters: readonly Voter[],
): Promise<Map<string, VoteSource | null>> {
  if (voters.length === 0) return new Map()
  const rows = await tx<{ ballotId: string; memberId: string; source: VoteSource | null }[]>`
    select e.ballot_id as "ballotId", e.member_id as "memberId", e.source
    from electorate e
    where e.tenant_id = ${tenantId}
      and (e.ballot_id, e.member_id) in (select c.ballot_id, c.member_id from ${votersOf(tx, voters)})
    order by e.ballot_id, e.member_id for no key update of e`
  return new Map(rows.map((row) => [voterKey(row.ballotId, row.memberId), row.source]))
}

/** Marks the voters in the roll, which is locked, and keeps their ciphertexts. */
export async function insertSealed(
  tx: TransactionSql,
  tenantId: string,
  papers: readonly SealedPaper[],
): Promise<void> {
  const [marked] = await Promise.all([
    tx`
      update electorate e set source = 'sealed' from ${votersOf(tx, papers)}
      where e.tenant_id = ${tenantId} and e.ballot_id = c.ballot_id and e.member_id = c.member_id
        and e.source is null
      returning 1`,
    tx`
      insert into sealed_vote (tenant_id, ballot_id, member_id, sealed, hash)
      select ${tenantId}::uuid, v.ballot_id, v.member_id, v.sealed, v.hash
      from unnest(
        ${papers.map((one) => one.ballotId)}::uuid[],
        ${papers.map((one) => one.memberId)}::uuid[],
        ${papers.map((one) => one.sealed)}::text[],
        ${papers.map((one) => one.hash)}::text[]
      ) as v(ballot_id, member_id, sealed, hash)`,
  ])
  if (marked.length !== papers.length) throw new RacedError('somebody took part twice at once')
}

/** Says that the voters' own papers are behind: they show the receipt now. */
export async function touchPapers(
  tx: TransactionSql,
  tenantId: string,
  voters: readonly Voter[],
): Promise<void> {
  const refs = voters.map((one) => voterKey(one.ballotId, one.memberId)).sort()
  await tx`
    update card set wanted = wanted + 1
    where tenant_id = ${tenantId} and view = ${paperView} and ref = any(${refs}::text[]) and state = 'live'`
}
