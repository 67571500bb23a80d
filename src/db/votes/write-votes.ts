import type { TransactionSql } from 'postgres'
import type { AuditEntry, VoteClick } from '../../domain/ports/index.ts'
import { genesis, nextEntry } from '../stores/audit-chain.ts'
import type { VoteRow } from './count-clicks.ts'
import { ballotView } from './screen-clicks.ts'

/** Another transaction wrote the same voter's first vote, or took the same click, meanwhile. Run again, it is seen. */
export class RacedError extends Error {
  override name = 'RacedError'
}

/** Writes the votes: new rows, then rows that are locked already. Sorted by key, as every lock here is. */
export async function writeVotes(
  tx: TransactionSql,
  tenantId: string,
  rows: readonly VoteRow[],
): Promise<void> {
  const fresh = rows.filter((row) => row.fresh)
  const known = rows.filter((row) => !row.fresh)
  const [inserted] = await Promise.all([
    fresh.length === 0 ? [] : insertVotes(tx, tenantId, fresh),
    known.length === 0 ? [] : updateVotes(tx, tenantId, known),
  ])
  if (inserted.length !== fresh.length)
    throw new RacedError('a first vote was cast twice at once, also on paper')
}

const insertVotes = (tx: TransactionSql, tenantId: string, rows: readonly VoteRow[]) => tx`
  insert into vote (tenant_id, ballot_id, member_id, choice, decided_at, clicked_at, changes)
  select ${tenantId}::uuid, v.ballot_id, v.member_id, v.choice, clock_timestamp(), v.clicked_at, v.changes
  from ${valuesOf(tx, rows)}
  join electorate e on e.tenant_id = ${tenantId} and e.ballot_id = v.ballot_id and e.member_id = v.member_id
    and e.source is null
  order by v.ballot_id, v.member_id
  on conflict do nothing
  returning 1`

const updateVotes = (tx: TransactionSql, tenantId: string, rows: readonly VoteRow[]) => tx`
  update vote set choice = v.choice, decided_at = clock_timestamp(), clicked_at = v.clicked_at,
    changes = vote.changes + v.changes
  from ${valuesOf(tx, rows)}
  where vote.tenant_id = ${tenantId} and vote.ballot_id = v.ballot_id and vote.member_id = v.member_id`

const valuesOf = (tx: TransactionSql, rows: readonly VoteRow[]) => tx`
  unnest(
    ${rows.map((row) => row.ballotId)}::uuid[],
    ${rows.map((row) => row.memberId)}::uuid[],
    ${rows.map((row) => row.choice)}::text[],
    ${rows.map((row) => row.clickedAt.toISOString())}::timestamptz[],
    ${rows.map((row) => row.changes)}::int[]
  ) as v(ballot_id, member_id, choice, clicked_at, changes)`

/** Says that the cards of these ballots are behind: once a card, however many votes. */
export async function touchBallotCards(
  tx: TransactionSql,
  tenantId: string,
  ballotIds: string[],
): Promise<void> {
  if (ballotIds.length === 0) return
  await tx`
    update card set wanted = wanted + 1
    where tenant_id = ${tenantId} and view = ${ballotView} and ref = any(${ballotIds}::text[]) and state = 'live'`
}

/** Locks the heads of the chains, in the order of the organisations' ids; a missing one is begun. */
export async function lockHeads(tx: TransactionSql, tenantId: string, organisationIds: string[]) {
  const lock = () => tx<{ organisationId: string; seq: number; hash: string }[]>`
    select organisation_id as "organisationId", seq, hash from audit_head
    where tenant_id = ${tenantId} and organisation_id = any(${organisationIds}::uuid[])
    order by organisation_id for update`
  const heads = await lock()
  if (heads.length === organisationIds.length) return heads
  await tx`
    insert into audit_head (tenant_id, organisation_id, seq, hash)
    select ${tenantId}::uuid, o.id, 0, ${genesis} from unnest(${organisationIds}::uuid[]) as o(id)
    order by o.id on conflict do nothing`
  return lock()
}

/** Appends an entry for every vote that took effect, and moves the heads. */
export async function appendEntries(
  tx: TransactionSql,
  tenantId: string,
  heads: Awaited<ReturnType<typeof lockHeads>>,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const headOf = new Map(heads.map(({ organisationId, seq, hash }) => [organisationId, { seq, hash }]))
  const rows = entries.map((entry) => {
    const next = nextEntry(headOf.get(entry.organisationId) ?? { seq: 0, hash: genesis }, at, entry)
    headOf.set(entry.organisationId, { seq: next.seq, hash: next.hash })
    return { ...entry, ...next }
  })
  const moved = [...headOf]
  await Promise.all([
    tx`
      insert into audit (tenant_id, organisation_id, seq, at, actor_id, action, object, body, prev, hash)
      select ${tenantId}::uuid, a.organisation_id, a.seq, ${at}::timestamptz, a.actor_id, a.action, a.object, a.body,
        a.prev, a.hash
      from unnest(
        ${rows.map((row) => row.organisationId)}::uuid[],
        ${rows.map((row) => row.seq)}::int8[],
        ${rows.map((row) => row.actorId)}::uuid[],
        ${rows.map((row) => row.action)}::text[],
        ${rows.map((row) => row.object)}::text[],
        ${rows.map((row) => row.body)}::text[],
        ${rows.map((row) => row.prev)}::text[],
        ${rows.map((row) => row.hash)}::text[]
      ) as a(organisation_id, seq, actor_id, action, object, body, prev, hash)`,
    tx`
      update audit_head set seq = h.seq, hash = h.hash
      from unnest(
        ${moved.map(([id]) => id)}::uuid[],
        ${moved.map(([, head]) => head.seq)}::int8[],
        ${moved.map(([, head]) => head.hash)}::text[]
      ) as h(organisation_id, seq, hash)
      where audit_head.tenant_id = ${tenantId} and audit_head.organisation_id = h.organisation_id`,
  ])
}

/** Marks the clicks as taken, with their answers (JSON). One that another transaction took meanwhile makes this one run again. */
export async function markTaken(
  tx: TransactionSql,
  tenantId: string,
  taken: readonly (Pick<VoteClick, 'inbox'> & { answer: string })[],
): Promise<void> {
  if (taken.length === 0) return
  const marked = await tx`
    insert into inbox (tenant_id, source, key, digest, answer, received_at)
    select ${tenantId}::uuid, i.source, i.key, i.digest, i.answer::jsonb, clock_timestamp()
    from unnest(
      ${taken.map(({ inbox }) => inbox.source)}::text[],
      ${taken.map(({ inbox }) => inbox.key)}::text[],
      ${taken.map(({ inbox }) => inbox.digest)}::text[],
      ${taken.map(({ answer }) => answer)}::text[]
    ) as i(source, key, digest, answer)
    order by i.source, i.key
    on conflict do nothing
    returning 1`
  if (marked.length !== taken.length) throw new RacedError('a click was taken twice at once')
}
