import { and, eq } from 'drizzle-orm'
import type { InboxStore } from '../../domain/ports/index.ts'
import { inbox } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** Marks of events that took effect. `received_at` is the system's time: it only bounds how long a row is kept. */
export function inboxStore({ tx, tenantId }: StoreContext): InboxStore {
  const one = (source: string, key: string) =>
    and(eq(inbox.tenantId, tenantId), eq(inbox.source, source), eq(inbox.key, key))
  return {
    async mark({ source, key, digest }) {
      const fresh = await tx
        .insert(inbox)
        .values({ tenantId, source, key, digest, receivedAt: new Date() })
        .onConflictDoNothing()
        .returning({ key: inbox.key })
      if (fresh.length === 1) return null
      const [row] = await tx.select().from(inbox).where(one(source, key))
      return { answer: row?.answer ?? null, sameBody: row?.digest === digest }
    },
    answer: async (source, key, answer) =>
      void (await tx.update(inbox).set({ answer }).where(one(source, key))),
  }
}
