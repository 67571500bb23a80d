import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { and, eq, sql as raw } from 'drizzle-orm'
import { systemClock } from '../src/clock.ts'
import { migrate } from '../src/db/migrate.ts'
import { type Database, openDatabase } from '../src/db/open.ts'
import { ballot, card, electorate, inbox, platformIdentity, standing, vote } from '../src/db/schema/index.ts'
import { appendAudit } from '../src/db/stores/audit-chain.ts'
import { createVoteCommitter } from '../src/db/votes/index.ts'
import type { VoteClick } from '../src/domain/ports/index.ts'
import { loadTemplates } from '../src/templates.ts'
import { compete, type Pace, paceOf } from './figures.ts'
import type { Figure } from './report.ts'

/** How much is measured. */
export interface DurableVoteSize {
  /** Clicks that each contestant commits in a round. */
  clicks: number
  rounds: number
}

const concurrencies = [50, 200]
const poolSize = 20
const voters = 5000
const today = new Date().toISOString().slice(0, 10)

type Cast = (click: VoteClick) => Promise<unknown>

/** One branch with a big roll and one open ballot: the worst case, since all clicks meet on its card and its chain. */
async function pollOn({ sql }: Database) {
  const [tenantId, organisationId, ballotId] = [randomUUID(), randomUUID(), randomUUID()]
  const members = Array.from({ length: voters }, () => randomUUID())
  const openIds = members.map((_, i) => `ou_${i}`)
  const rule = loadTemplates().votingRules.get('branch_general_resolution')
  const roster = {
    formal: voters,
    probationary: 0,
    discipline_probation: 0,
    rights_suspended: 0,
    excluded_approved: 0,
    recused: 0,
  }
  await sql`insert into organisation (tenant_id, id, kind, name, created_at)
    values (${tenantId}, ${organisationId}, 'branch', 'bench', now())`
  await sql`insert into member (tenant_id, id, name, created_at)
    select ${tenantId}::uuid, m.id, 'bench', now() from unnest(${members}::uuid[]) as m(id)`
  await sql`insert into platform_identity (tenant_id, platform, kind, value, member_id)
    select ${tenantId}::uuid, 'feishu', 'open_id', m.value, m.id
    from unnest(${members}::uuid[], ${openIds}::text[]) as m(id, value)`
  await sql`insert into standing (tenant_id, id, organisation_id, member_id, kind, from_date, recorded_at)
    select ${tenantId}::uuid, gen_random_uuid(), ${organisationId}::uuid, m.id, 'formal', '2020-01-01', now()
    from unnest(${members}::uuid[]) as m(id)`
  await sql`insert into ballot (tenant_id, id, organisation_id, number, matter, rule, method, important, roster, status,
      opened_by, opened_at, closes_at)
    values (${tenantId}, ${ballotId}, ${organisationId}, 'B2026-001', 'bench', ${JSON.stringify(rule)}::jsonb, 'open', false,
      ${JSON.stringify(roster)}::jsonb, 'open', ${members[0] ?? ''}, now(), now() + interval '7 days')`
  await sql`insert into electorate (tenant_id, ballot_id, member_id, name)
    select ${tenantId}::uuid, ${ballotId}::uuid, m.id, 'bench' from unnest(${members}::uuid[]) as m(id)`
  await sql`insert into card (tenant_id, id, platform, message_id, chat_id, view, ref, sent_at, state)
    values (${tenantId}, gen_random_uuid(), 'feishu', 'om_bench', 'oc_bench', 'ballot', ${ballotId}, now(), 'live')`
  await sql`analyze`
  let made = 0
  const click = (): VoteClick => {
    made += 1
    return {
      ballotId,
      choice: made % 2 === 0 ? 'yes' : 'no',
      platform: 'feishu',
      from: [{ platform: 'feishu', kind: 'open_id', value: openIds[made % voters] ?? '' }],
      messageId: 'om_bench',
      chatId: 'oc_bench',
      clickedAt: new Date(),
      inbox: { source: 'click', key: randomUUID(), digest: 'bench' },
    }
  }
  return { tenantId, organisationId, ballotId, members, click }
}
type Poll = Awaited<ReturnType<typeof pollOn>>

/** Keeps `inFlight` clicks on their way until all are committed. */
async function hammer(cast: Cast, poll: Poll, clicks: number, inFlight: number): Promise<Pace> {
  const latencies = new Float64Array(clicks)
  let next = 0
  const started = performance.now()
  const one = async (): Promise<void> => {
    for (let i = next++; i < clicks; i = next++) {
      const from = performance.now()
      await cast(poll.click())
      latencies[i] = performance.now() - from
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  return paceOf({ seconds: (performance.now() - started) / 1000, latencies: latencies.sort() })
}

/** Everything that a vote leaves behind, by the group committer. */
function byCommitter({ sql }: Database, { tenantId }: Poll): Cast {
  const committer = createVoteCommitter({ sql, tenantId, clock: systemClock })
  return async (click) => {
    const result = await committer.cast(click)
    if (result.outcome !== 'counted') throw new Error(`a vote was ${result.outcome}`)
  }
}

/** The vote alone: one upsert in a transaction of its own, no checks, no inbox, no audit. */
function byUpsert({ sql }: Database, { tenantId, members }: Poll): Cast {
  let voter = 0
  return (click) => sql`
    insert into vote (tenant_id, ballot_id, member_id, choice, decided_at, clicked_at, changes)
    values (${tenantId}, ${click.ballotId}, ${members[voter++ % members.length] ?? ''}, ${click.choice}, now(),
      ${click.clickedAt}, 0)
    on conflict (tenant_id, ballot_id, member_id)
    do update set choice = excluded.choice, decided_at = now(), clicked_at = excluded.clicked_at`
}

/** The same effects as the committer's, in one transaction a click, as one would write it with an ORM. */
function byTransaction({ db }: Database, { tenantId, organisationId }: Poll): Cast {
  return (click) =>
    db.transaction(async (tx) => {
      const { ballotId, choice, clickedAt } = click
      await tx
        .insert(inbox)
        .values({
          tenantId,
          ...click.inbox,
          receivedAt: new Date(),
          answer: { vote: { choice, changed: false } },
        })
        .onConflictDoNothing()
      const identity = and(
        eq(platformIdentity.tenantId, tenantId),
        eq(platformIdentity.platform, click.platform),
        eq(platformIdentity.kind, 'open_id'),
        eq(platformIdentity.value, click.from[0]?.value ?? ''),
      )
      const [person] = await tx.select().from(platformIdentity).where(identity)
      const memberId = person?.memberId ?? ''
      const mine = and(
        eq(card.tenantId, tenantId),
        eq(card.platform, 'feishu'),
        eq(card.messageId, 'om_bench'),
      )
      await tx.select().from(card).where(mine)
      await tx
        .select()
        .from(standing)
        .where(
          and(
            eq(standing.tenantId, tenantId),
            eq(standing.organisationId, organisationId),
            eq(standing.memberId, memberId),
            raw`${standing.fromDate} <= ${today}::date`,
          ),
        )
      const open = and(eq(ballot.tenantId, tenantId), eq(ballot.id, ballotId))
      await tx.select().from(ballot).where(open).for('share')
      await tx
        .select()
        .from(electorate)
        .where(
          and(
            eq(electorate.tenantId, tenantId),
            eq(electorate.ballotId, ballotId),
            eq(electorate.memberId, memberId),
          ),
        )
      await tx
        .insert(vote)
        .values({ tenantId, ballotId, memberId, choice, decidedAt: new Date(), clickedAt })
        .onConflictDoUpdate({
          target: [vote.tenantId, vote.ballotId, vote.memberId],
          set: { choice, decidedAt: new Date(), clickedAt, changes: raw`${vote.changes} + 1` },
        })
      await tx
        .update(card)
        .set({ wanted: raw`${card.wanted} + 1` })
        .where(mine)
      await appendAudit({ tx, tenantId, now: new Date(), newId: randomUUID }, [
        {
          organisationId,
          actorId: memberId,
          action: 'ballot.vote',
          object: ballotId,
          facts: { changed: false },
        },
      ])
    })
}

/**
 * Committed votes a second, each with its inbox mark, checks, chained audit entry and card refresh, on a server that waits
 * for its disk: by the group committer, beside single bare upserts and beside one ORM transaction a click.
 */
export async function benchDurableVote({ clicks, rounds }: DurableVoteSize, dir: string): Promise<Figure[]> {
  const dataDir = join(dir, 'durable-vote')
  const database = await openDatabase({ dataDir, role: 'service', poolSize })
  try {
    await migrate(database.sql)
    const figures: Figure[] = []
    for (const inFlight of concurrencies) {
      const poll = await pollOn(database)
      const contestants = { committer: byCommitter, upsert: byUpsert, transaction: byTransaction }
      const run = (make: (database: Database, poll: Poll) => Cast, share: number) => {
        const cast = make(database, poll)
        return () => hammer(cast, poll, Math.max(inFlight, Math.ceil(clicks * share)), inFlight)
      }
      const all = [
        { name: 'committer', run: run(contestants.committer, 1) },
        { name: 'single upserts', run: run(contestants.upsert, 1) },
        // Much slower: a part of the clicks tells its pace as well.
        { name: 'ORM transactions', run: run(contestants.transaction, 0.1) },
      ]
      for (const one of all) await one.run()
      const [ours, upserts, transactions] = await compete(all, rounds)
      if (!ours || !upserts || !transactions) throw new Error('three contestants, three paces')
      figures.push(
        compared(
          `against one ORM transaction a click, c=${inFlight}`,
          ours,
          'ORM transactions',
          transactions,
          5,
        ),
        compared(`against bare single upserts, c=${inFlight}`, ours, 'single upserts', upserts, null),
      )
    }
    return figures
  } finally {
    await database.close()
  }
}

const compared = (what: string, zhibu: Pace, name: string, reference: Pace, aim: number | null): Figure => ({
  bench: 'durable vote',
  what,
  zhibu,
  reference: { name, ...reference },
  ratio: zhibu.perSecond / reference.perSecond,
  aim,
})
