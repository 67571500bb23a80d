import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { Database } from '../../src/db/open.ts'
import {
  audit,
  auditHead,
  ballot,
  card,
  electorate,
  inbox,
  platformIdentity,
  standing,
  vote,
} from '../../src/db/schema/index.ts'
import { nextEntry } from '../../src/db/stores/audit-chain.ts'

/** A click as the SDK's dispatcher hands it over: envelope, header and event in one flat object. */
export interface FlatClick {
  event_id: string
  create_time: string
  operator: { open_id: string }
  action: { value: { ballot: string; choice: string } }
  context: { open_message_id: string; open_chat_id: string }
}

type Transaction = Parameters<Parameters<Database['db']['transaction']>[0]>[0]

/** Rolls the transaction back, so that a refused click leaves nothing behind. */
class Refused extends Error {}

const answer = (type: string, content: string) => ({ toast: { type, content } })

/**
 * Answers a vote as one usually writes it: one drizzle transaction a click, statement by statement, with the checks and
 * the effects of ours. The rows that everybody shares, card and chain, are locked as late as possible.
 */
export const answerVote =
  ({ db }: Pick<Database, 'db'>, tenantId: string) =>
  async (click: FlatClick) => {
    try {
      await db.transaction(async (tx) => {
        const now = new Date()
        if (!(await markTaken(tx, tenantId, click, now))) return
        const voter = await entitledVoter(tx, tenantId, click, now)
        await keepVote(tx, tenantId, click, voter.memberId, now)
        await appendEntry(tx, tenantId, click, voter, now)
      })
      return answer('success', `已记录：${click.action.value.choice}`)
    } catch (error) {
      if (error instanceof Refused) return answer('warning', error.message)
      throw error
    }
  }

/** False when this very click was taken before. */
async function markTaken(tx: Transaction, tenantId: string, click: FlatClick, now: Date): Promise<boolean> {
  const marked = await tx
    .insert(inbox)
    .values({
      tenantId,
      source: 'click',
      key: click.event_id,
      digest: '',
      answer: { vote: { choice: click.action.value.choice } },
      receivedAt: now,
    })
    .onConflictDoNothing()
    .returning({ key: inbox.key })
  return marked.length > 0
}

/** Who clicked, on which open ballot: the ballot is locked so that it cannot be closed meanwhile. */
async function entitledVoter(tx: Transaction, tenantId: string, click: FlatClick, now: Date) {
  const ballotId = click.action.value.ballot
  const [clicked] = await tx
    .select({ ref: card.ref, chatId: card.chatId })
    .from(card)
    .where(sameCard(tenantId, click))
  if (clicked?.ref !== ballotId || clicked.chatId !== click.context.open_chat_id)
    throw new Refused('这张卡片不是这里的')
  const [open] = await tx
    .select({ status: ballot.status, closesAt: ballot.closesAt, organisationId: ballot.organisationId })
    .from(ballot)
    .where(and(eq(ballot.tenantId, tenantId), eq(ballot.id, ballotId)))
    .for('share')
  if (open?.status !== 'open' || open.closesAt <= now) throw new Refused('表决已经截止')
  const { organisationId } = open
  const [person] = await tx
    .select({ memberId: platformIdentity.memberId })
    .from(platformIdentity)
    .where(
      and(
        eq(platformIdentity.tenantId, tenantId),
        eq(platformIdentity.platform, 'feishu'),
        eq(platformIdentity.kind, 'open_id'),
        eq(platformIdentity.value, click.operator.open_id),
      ),
    )
  if (!person || !(await isOnRoll(tx, { tenantId, organisationId, ballotId, ...person }, now)))
    throw new Refused('你不在本次表决的名单中')
  return { organisationId, memberId: person.memberId }
}

const sameCard = (tenantId: string, { context }: FlatClick) =>
  and(eq(card.tenantId, tenantId), eq(card.platform, 'feishu'), eq(card.messageId, context.open_message_id))

/** On the frozen roll, and still a member today. */
async function isOnRoll(
  tx: Transaction,
  one: { tenantId: string; organisationId: string; ballotId: string; memberId: string },
  now: Date,
): Promise<boolean> {
  const today = now.toISOString().slice(0, 10)
  const samePerson = and(
    eq(standing.tenantId, electorate.tenantId),
    eq(standing.memberId, electorate.memberId),
  )
  const rows = await tx
    .select({ memberId: electorate.memberId })
    .from(electorate)
    .innerJoin(standing, samePerson)
    .where(
      and(
        eq(electorate.tenantId, one.tenantId),
        eq(electorate.ballotId, one.ballotId),
        eq(electorate.memberId, one.memberId),
        eq(standing.organisationId, one.organisationId),
        lte(standing.fromDate, today),
        or(isNull(standing.toDate), gt(standing.toDate, today)),
      ),
    )
  return rows.length > 0
}

/** The vote, and that its card is behind. */
async function keepVote(tx: Transaction, tenantId: string, click: FlatClick, memberId: string, now: Date) {
  const { ballot: ballotId, choice } = click.action.value
  const clickedAt = new Date(Number(click.create_time))
  await tx
    .insert(vote)
    .values({ tenantId, ballotId, memberId, choice, decidedAt: now, clickedAt })
    .onConflictDoUpdate({
      target: [vote.tenantId, vote.ballotId, vote.memberId],
      set: { choice, decidedAt: now, clickedAt, changes: sql`${vote.changes} + 1` },
    })
  await tx
    .update(card)
    .set({ wanted: sql`${card.wanted} + 1` })
    .where(sameCard(tenantId, click))
}

/** The entry of the organisation's chain, under the lock of its head. */
async function appendEntry(
  tx: Transaction,
  tenantId: string,
  click: FlatClick,
  { organisationId, memberId }: { organisationId: string; memberId: string },
  now: Date,
) {
  const chain = and(eq(auditHead.tenantId, tenantId), eq(auditHead.organisationId, organisationId))
  const [head] = await tx.select().from(auditHead).where(chain).for('update')
  if (!head) throw new Error('the chain has no head')
  const act = { organisationId, actorId: memberId, action: 'ballot.vote', object: click.action.value.ballot }
  const entry = nextEntry(head, now, { ...act, facts: { changed: false } })
  await tx.insert(audit).values({ tenantId, at: now, ...act, ...entry })
  await tx.update(auditHead).set({ seq: entry.seq, hash: entry.hash }).where(chain)
}
