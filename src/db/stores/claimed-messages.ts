import { z } from 'zod'
import type { ClaimedMessage, MessagePart } from '../../domain/ports/index.ts'

/** Reminders of one person that become one card; more than anybody has, and bounded because they are rendered at once. */
export const MOST_PARTS = 50

const recipient = z.union([z.strictObject({ chatId: z.string() }), z.strictObject({ memberId: z.uuid() })])
/** A row's content as it is stored. */
export const content = z.union([
  z.strictObject({ view: z.string(), ref: z.string() }),
  z.strictObject({ card: z.unknown() }),
  z.strictObject({ file: z.uuid(), about: z.string() }),
])

/** A leased row; `leader` is the row for whose sake it was leased: itself, or that of its batch. */
export interface ClaimedRow
  extends Omit<MessagePart, 'content'>,
    Omit<ClaimedMessage, 'recipient' | 'parts'> {
  leader: string
  priority: number
  recipient: unknown
  content: unknown
}

const inOrder = (a: ClaimedRow, b: ClaimedRow): number =>
  a.priority - b.priority || +a.dueAt - +b.dueAt || (a.id < b.id ? -1 : 1)

/** The leased rows as messages, and the ids of those that nobody can send: they must not stop the others. */
export function readClaimed(rows: readonly ClaimedRow[]): {
  messages: ClaimedMessage[]
  unreadable: string[]
} {
  const messages = new Map<string, ClaimedMessage>()
  const unreadable: string[] = []
  for (const row of rows.toSorted(inOrder)) {
    const parsed = { recipient: recipient.safeParse(row.recipient), content: content.safeParse(row.content) }
    if (!parsed.recipient.success || !parsed.content.success) {
      unreadable.push(row.id)
      continue
    }
    const { id, dueAt, expiresAt, owedAt, reason, leader, key, kind, platform, attempts, maybeDelivered } =
      row
    const part = { id, content: parsed.content.data, dueAt, expiresAt, owedAt, reason }
    const known = messages.get(leader)
    if (known) known.parts.push(part)
    else {
      const to = parsed.recipient.data
      messages.set(leader, { key, kind, platform, recipient: to, parts: [part], attempts, maybeDelivered })
    }
  }
  return { messages: [...messages.values()], unreadable }
}
