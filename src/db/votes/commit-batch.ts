import type { Sql, TransactionSql } from 'postgres'
import type { Clock } from '../../clock.ts'
import { localDate } from '../../domain/calendar/local-time.ts'
import type { AuditEntry, Choice, VoteClick, VoteResult } from '../../domain/ports/index.ts'
import { type CountedClick, countClicks, type StandingVote, voterKey } from './count-clicks.ts'
import type { Reached } from './fault-points.ts'
import { answerOf, type EntitledClick, type Screened, screenClicks } from './screen-clicks.ts'
import { appendEntries, lockHeads, markTaken, touchBallotCards, writeVotes } from './write-votes.ts'

/** What a batch is committed with. */
export interface BatchContext {
  sql: Sql
  tenantId: string
  clock: Clock
  zone: string
  /** The same event key came with another body: the first one counted. */
  onOtherBody: (click: VoteClick) => void
  reached: Reached
}

/** What became of one click of a batch; `card-unknown`: worth another look in a moment. */
export type BatchAnswer = VoteResult | 'card-unknown'

export interface OpenBallot {
  id: string
  organisationId: string
  number: string
  status: string
  method: string
  closesAt: Date
}

/**
 * Commits many clicks in one transaction of set-based statements. Locks are taken in one order everywhere: ballots
 * (shared), votes, cards, chain heads, inbox; within each by key. The share lock on the ballot is what excludes the close:
 * a vote that finds `open` under it is committed before the close can count.
 */
export async function commitBatch(
  context: BatchContext,
  clicks: readonly VoteClick[],
): Promise<{ answers: BatchAnswer[]; touched: boolean }> {
  const { sql, tenantId, clock, zone, reached } = context
  const { first, places } = distinct(clicks)
  await reached('taken')
  const done = await sql.begin(async (tx) => {
    const today = localDate(clock.now(), zone)
    const screened = await screenClicks(tx, tenantId, first, today, context.onOtherBody)
    await reached('screened')
    return count(tx, context, screened)
  })
  await reached('committed')
  const answers = places.map(({ index, again }) => {
    const answer = done.answers[index] as BatchAnswer // every place is one of `first`
    return again && answer !== 'card-unknown' && answer.outcome === 'counted'
      ? { ...answer, repeated: true }
      : answer
  })
  return { answers, touched: done.touched }
}

/** The same event may come twice in one batch: it is taken once. */
export function distinct<C extends Pick<VoteClick, 'inbox'>>(clicks: readonly C[]) {
  const first: C[] = []
  const known = new Map<string, number>()
  const places = clicks.map((click) => {
    const key = `${click.inbox.source}|${click.inbox.key}`
    const before = known.get(key)
    const index = before ?? first.push(click) - 1
    known.set(key, index)
    return { index, again: before !== undefined }
  })
  return { first, places }
}

async function count(
  tx: TransactionSql,
  { tenantId, clock, reached }: BatchContext,
  screened: readonly Screened[],
): Promise<{ answers: BatchAnswer[]; touched: boolean }> {
  const entitled = screened.flatMap((one) => (isEntitled(one) ? [one.entitled] : []))
  // One after the other in this order, but sent together: the votes of refused clicks are locked in vain, and rarely.
  const [ballots, standing] = await Promise.all([
    lockBallots(
      tx,
      tenantId,
      entitled.map(({ click }) => click.ballotId),
    ),
    lockVotes(tx, tenantId, entitled),
  ])
  await reached('locked')
  const now = clock.now()
  const refusals = new Map(entitled.map((one) => [one, refusalOf(ballots, one, now)]))
  const taken = entitled.filter((one) => !refusals.get(one))
  const { rows, counted } = countClicks(taken, standing)
  const countedOf = new Map(taken.map((one, i) => [one, counted[i] as CountedClick])) // one for each
  const changed = [...new Set(rows.filter((row) => row.fresh || row.changes > 0).map((row) => row.ballotId))]
  if (taken.length > 0) {
    const entries = counted.flatMap(({ effect }) => (effect ? [entryOf(ballots, effect)] : []))
    const chains = [...new Set(entries.map((entry) => entry.organisationId))].sort()
    const [, , heads] = await Promise.all([
      writeVotes(tx, tenantId, rows),
      touchBallotCards(tx, tenantId, changed.sort()),
      lockHeads(tx, tenantId, chains),
    ])
    await reached('written')
    await Promise.all([
      appendEntries(tx, tenantId, heads, now, entries),
      markTaken(
        tx,
        tenantId,
        taken.map((one) => ({ ...one.click, answer: answerOf((countedOf.get(one) as CountedClick).answer) })),
      ),
    ])
    await reached('recorded')
  }
  const answers = screened.map((one): BatchAnswer => {
    if (!isEntitled(one)) return one === 'card-unknown' ? one : one.answer
    return refusals.get(one.entitled) ?? (countedOf.get(one.entitled) as CountedClick).answer
  })
  return { answers, touched: changed.length > 0 }
}

const isEntitled = (one: Screened): one is { entitled: EntitledClick } =>
  one !== 'card-unknown' && 'entitled' in one

/** The share lock: as long as this transaction runs, none of these ballots can be closed. */
export async function lockBallots(tx: TransactionSql, tenantId: string, ballotIds: readonly string[]) {
  const ids = [...new Set(ballotIds)].sort()
  if (ids.length === 0) return new Map<string, OpenBallot>()
  const rows = await tx<OpenBallot[]>`
    select id, organisation_id as "organisationId", number, status, method, closes_at as "closesAt" from ballot
    where tenant_id = ${tenantId} and id = any(${ids}::uuid[])
    order by id for share`
  return new Map(rows.map((row) => [row.id, row]))
}

function refusalOf(
  ballots: ReadonlyMap<string, OpenBallot>,
  { click }: EntitledClick,
  now: Date,
): VoteResult | null {
  const ballot = ballots.get(click.ballotId)
  if (!ballot) return { outcome: 'unknown-ballot' }
  // No card of ours has such buttons on a secret ballot: the value was edited.
  if (ballot.method !== 'open') return { outcome: 'not-our-card' }
  const open = ballot.status === 'open' && now < ballot.closesAt
  return open ? null : { outcome: 'closed', number: ballot.number }
}

/** The votes that stand, locked, so that what is decided from them is still so when it is written. */
async function lockVotes(tx: TransactionSql, tenantId: string, clicks: readonly EntitledClick[]) {
  if (clicks.length === 0) return new Map<string, StandingVote>()
  const rows = await tx<{ ballotId: string; memberId: string; choice: Choice; clickedAt: Date }[]>`
    select v.ballot_id as "ballotId", v.member_id as "memberId", v.choice, v.clicked_at as "clickedAt"
    from unnest(
      ${clicks.map(({ click }) => click.ballotId)}::uuid[],
      ${clicks.map(({ memberId }) => memberId)}::uuid[]
    ) as c(ballot_id, member_id)
    join vote v on v.tenant_id = ${tenantId} and v.ballot_id = c.ballot_id and v.member_id = c.member_id
    order by v.ballot_id, v.member_id for no key update of v`
  return new Map(rows.map((row) => [voterKey(row.ballotId, row.memberId), row]))
}

function entryOf(
  ballots: ReadonlyMap<string, OpenBallot>,
  { ballotId, memberId, changed }: { ballotId: string; memberId: string; changed: boolean },
): AuditEntry {
  return {
    organisationId: ballots.get(ballotId)?.organisationId ?? '',
    actorId: memberId,
    action: 'ballot.vote',
    object: ballotId,
    facts: { changed },
  }
}
