import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import {
  type ClaimedMessage,
  type EarlierPart,
  fileView,
  type Handover,
  type Recipient,
} from '../../domain/ports/index.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import { content, MOST_PARTS } from './claimed-messages.ts'
import { ms } from './milliseconds.ts'

/** What the card of a sent message shows: the view of its only part; several, or a card as it was given, stay as they are. */
function shownBy({ parts, key }: ClaimedMessage): { view: string; ref: string } {
  const [part, ...others] = parts
  if (!part || others.length > 0) return { view: 'static', ref: key }
  if ('view' in part.content) return part.content
  return 'file' in part.content
    ? { view: fileView, ref: part.content.about }
    : { view: 'static', ref: part.id }
}

/** Stores that a message was handed over: its rows, its card, and what it takes the place of. May be repeated. */
export async function storeSent(
  sql: postgres.Sql,
  tenantId: string,
  message: ClaimedMessage,
  handover: Handover,
): Promise<void> {
  const { messageId, sentAt } = handover
  await sql.begin(async (tx) => {
    await tx`
      update outgoing set state = 'sent', message_id = ${messageId}, sent_at = ${sentAt}, error = null, retry_at = null,
        lease_until = now() + ${ms(tx, handover.spacingMs)}
      where tenant_id = ${tenantId} and id in ${tx(message.parts.map(({ id }) => id))} and state <> 'sent'`
    const { view, ref } = handover.frozen ? { view: 'static', ref: message.key } : shownBy(message)
    const chatId = 'chatId' in message.recipient ? message.recipient.chatId : handover.chatId
    const viewerId = 'memberId' in message.recipient ? message.recipient.memberId : null
    // One behind: what was touched between rendering and now found no card to touch.
    const wanted = view === 'static' || view === fileView ? 0 : 1
    await tx`
      insert into card (tenant_id, id, platform, message_id, chat_id, viewer_id, view, ref, sent_at, wanted, shown,
        state, open, digest)
      values (${tenantId}, ${uuidv7()}, ${message.platform}, ${messageId}, ${chatId}, ${viewerId}, ${view},
        ${ref}, ${sentAt}, ${wanted}, 0, 'live', ${handover.open}, ${handover.digest})
      on conflict (tenant_id, platform, message_id) do nothing`
    if (handover.replaces) await replace(tx, tenantId, message.platform, handover, handover.replaces)
  })
}

/** The new card stands for what it carries on; the older ones fold up at their next refresh. */
async function replace(
  tx: postgres.TransactionSql,
  tenantId: string,
  platform: string,
  { messageId, sentAt }: Handover,
  { rows, messages }: NonNullable<Handover['replaces']>,
): Promise<void> {
  if (rows.length > 0)
    await tx`
      update outgoing set message_id = ${messageId}
      where tenant_id = ${tenantId} and id = any(${[...rows]}) and state = 'sent'`
  await tx`
    update card set view = ${reminderViews.replaced}, ref = ${sentAt.toISOString()}, open = false,
      wanted = greatest(wanted, shown) + 1
    where tenant_id = ${tenantId} and platform = ${platform} and message_id = any(${[...messages]})
      and message_id <> ${messageId} and state = 'live' and view <> ${reminderViews.replaced}`
}

/** A person's reminders that were handed over since an instant (business time), the most urgent first. */
export async function earlierReminders(
  sql: postgres.Sql,
  tenantId: string,
  { platform, recipient, since }: { platform: string; recipient: Recipient; since: Date },
): Promise<EarlierPart[]> {
  const rows = await sql<EarlierPart[]>`
    select id, content, due_at as "dueAt", expires_at as "expiresAt", owed_at as "owedAt", reason,
      sent_at as "sentAt", message_id as "messageId"
    from outgoing
    where tenant_id = ${tenantId} and recipient = ${JSON.stringify(recipient)}::jsonb and platform = ${platform}
      and kind = 'reminder' and state = 'sent' and sent_at >= ${since}
    order by priority, due_at, id limit ${MOST_PARTS}`
  // One that nobody can read was not sent by this release: it stays where it is.
  return rows.filter((row) => content.safeParse(row.content).success)
}
