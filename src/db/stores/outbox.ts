import { and, asc, desc, eq, or, sql } from 'drizzle-orm'
import { type CardStore, type Outgoing, priorities, type SentCard } from '../../domain/ports/index.ts'
import { card, outgoing } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** Adds messages to the outbox. A key that is there already stays as it is. */
export async function insertOutgoing(
  { tx, tenantId, now, newId }: StoreContext,
  messages: Outgoing[],
): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map((one) => ({
    tenantId,
    id: newId(),
    key: one.key,
    kind: one.kind,
    platform: one.platform,
    recipient: one.recipient,
    content: one.content,
    priority: priorities[one.priority],
    dueAt: one.dueAt ?? now,
    expiresAt: one.expiresAt ?? null,
    organisationId: one.organisationId ?? null,
    owedAt: one.owedAt ?? null,
    state: 'planned',
    createdAt: now,
  }))
  // A statement takes 65,535 parameters: a mass sending goes in parts, in the same transaction.
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
    await tx
      .insert(outgoing)
      .values(rows.slice(at, at + ROWS_A_STATEMENT))
      .onConflictDoNothing()
}

const ROWS_A_STATEMENT = 1000

/** Says that every live card of these objects is behind. */
export async function touchCards(
  { tx, tenantId }: StoreContext,
  touched: { view: string; ref: string }[],
): Promise<void> {
  if (touched.length === 0) return
  const subjects = touched.map(({ view, ref }) => and(eq(card.view, view), eq(card.ref, ref)))
  await tx
    .update(card)
    .set({ wanted: sql`${card.wanted} + 1` })
    .where(and(eq(card.tenantId, tenantId), eq(card.state, 'live'), or(...subjects)))
}

const toSentCard = (row: typeof card.$inferSelect): SentCard => ({
  id: row.id,
  messageId: row.messageId,
  chatId: row.chatId,
  viewerId: row.viewerId,
  view: row.view,
  ref: row.ref,
  state: row.state as SentCard['state'],
})

/** Cards that we sent. */
export function cardStore({ tx, tenantId }: StoreContext): CardStore {
  const on = (platform: string) => and(eq(card.tenantId, tenantId), eq(card.platform, platform))
  return {
    async byMessage(platform, messageId) {
      const [row] = await tx
        .select()
        .from(card)
        .where(and(on(platform), eq(card.messageId, messageId)))
      return row ? toSentCard(row) : null
    },
    shown: (view, ref) =>
      tx
        .select({
          platform: card.platform,
          messageId: card.messageId,
          chatId: card.chatId,
          sentAt: card.sentAt,
        })
        .from(card)
        .where(and(eq(card.tenantId, tenantId), eq(card.view, view), eq(card.ref, ref)))
        .orderBy(asc(card.sentAt), asc(card.id)),
    async openOf(platform, view, limit) {
      const rows = await tx
        .select()
        .from(card)
        .where(and(on(platform), eq(card.view, view), eq(card.state, 'live'), eq(card.open, true)))
        .orderBy(desc(card.sentAt))
        .limit(limit)
      return rows.map(toSentCard)
    },
  }
}
