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

const answer = (type: string, content: string) => ({ toast: { type, content } })

/**
 * A vote as one usually writes it: one drizzle transaction a click, statement by statement, with the same checks and the
 * same effects as ours. The rows that everybody shares, card and chain, are locked as late as possible.
 */
export const voteInOneTransaction =
  ({ db }: Pick<Database, 'db'>, tenantId: string) =>
  (click: FlatClick) =>
    db.transaction(async (tx) => {
      const now = new Date()
      const today = now.toISOString().slice(0, 10)
      const { ballot: ballotId, choice } = click.action.value

      const marked = await tx
        .insert(inbox)
        .values({
          tenantId,
          source: 'click',
          key: click.event_id,
          digest: '',
          answer: { vote: { choice } },
          receivedAt: now,
        })
        .onConflictDoNothing()
        .returning({ key: inbox.key })
      if (marked.length === 0) return answer('success', `已记录：${choice}`)

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
      const sameCard = and(
        eq(card.tenantId, tenantId),
        eq(card.platform, 'feishu'),
        eq(card.messageId, click.context.open_message_id),
      )
      const [clicked] = await tx.select({ ref: card.ref, chatId: card.chatId }).from(card).where(sameCard)
      if (clicked?.ref !== ballotId || clicked.chatId !== click.context.open_chat_id)
        return answer('warning', '这张卡片不是这里的')

      const [open] = await tx
        .select({ status: ballot.status, closesAt: ballot.closesAt, organisationId: ballot.organisationId })
        .from(ballot)
        .where(and(eq(ballot.tenantId, tenantId), eq(ballot.id, ballotId)))
        .for('share')
      if (open?.status !== 'open' || open.closesAt <= now) return answer('warning', '表决已经截止')

      const { organisationId } = open
      const memberId = person?.memberId ?? ''
      const [entitled] = await tx
        .select({ memberId: electorate.memberId })
        .from(electorate)
        .innerJoin(
          standing,
          and(eq(standing.tenantId, electorate.tenantId), eq(standing.memberId, electorate.memberId)),
        )
        .where(
          and(
            eq(electorate.tenantId, tenantId),
            eq(electorate.ballotId, ballotId),
            eq(electorate.memberId, memberId),
            eq(standing.organisationId, organisationId),
            lte(standing.fromDate, today),
            or(isNull(standing.toDate), gt(standing.toDate, today)),
          ),
        )
      if (!entitled) return answer('warning', '你不在本次表决的名单中')

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
        .where(sameCard)

      const chain = and(eq(auditHead.tenantId, tenantId), eq(auditHead.organisationId, organisationId))
      const [head] = await tx.select().from(auditHead).where(chain).for('update')
      if (!head) throw new Error('the chain has no head')
      const act = { organisationId, actorId: memberId, action: 'ballot.vote', object: ballotId }
      const entry = nextEntry(head, now, { ...act, facts: { changed: false } })
      await tx.insert(audit).values({ tenantId, at: now, ...act, ...entry })
      await tx.update(auditHead).set({ seq: entry.seq, hash: entry.hash }).where(chain)
      return answer('success', `已记录：${choice}`)
    })
