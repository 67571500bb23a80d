import { createHash } from 'node:crypto'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { AuditEntry, ChainEntry } from '../../domain/ports/index.ts'
import { audit, auditHead } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** The hash before the first entry of a chain. */
export const genesis = '0'.repeat(64)

/** The hash of one entry: `SHA-256(0x01 ‖ prev ‖ body)`, hex. */
export const entryHash = (prev: string, body: string): string =>
  createHash('sha256').update(Uint8Array.of(1)).update(Buffer.from(prev, 'hex')).update(body).digest('hex')

/** SHA-256 of a text in UTF-8, hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The last committed entry on an object by one of the acts. */
export async function chainEntry(
  { tx, tenantId }: StoreContext,
  organisationId: string,
  object: string,
  actions: readonly string[],
): Promise<ChainEntry | null> {
  const [row] = await tx
    .select({ seq: audit.seq, prev: audit.prev, body: audit.body, hash: audit.hash })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, tenantId),
        eq(audit.organisationId, organisationId),
        eq(audit.object, object),
        inArray(audit.action, [...actions]),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(1)
  return row ?? null
}

/** The committed entries on any of these objects, in the order of the chain. */
export async function chainEntries(
  { tx, tenantId }: StoreContext,
  organisationId: string,
  objects: readonly string[],
): Promise<ChainEntry[]> {
  if (objects.length === 0) return []
  return tx
    .select({ seq: audit.seq, prev: audit.prev, body: audit.body, hash: audit.hash })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, tenantId),
        eq(audit.organisationId, organisationId),
        inArray(audit.object, [...objects]),
      ),
    )
    .orderBy(audit.seq)
}

/** The text that is hashed and stored for an entry. */
export const entryBody = (seq: number, at: Date, entry: AuditEntry): string =>
  canonicalJson({
    seq,
    at: at.toISOString(),
    organisation: entry.organisationId,
    actor: entry.actorId,
    action: entry.action,
    object: entry.object,
    facts: entry.facts,
  })

/** One row of the chain after `head`. */
export function nextEntry(head: { seq: number; hash: string }, at: Date, entry: AuditEntry) {
  const seq = head.seq + 1
  const body = entryBody(seq, at, entry)
  return { seq, body, prev: head.hash, hash: entryHash(head.hash, body) }
}

/** Appends entries to their organisations' chains, each under the lock of its head. Organisations in a fixed order. */
export async function appendAudit({ tx, tenantId, now }: StoreContext, entries: AuditEntry[]): Promise<void> {
  const organisations = [...new Set(entries.map((one) => one.organisationId))].sort()
  for (const organisationId of organisations) {
    await tx
      .insert(auditHead)
      .values({ tenantId, organisationId, seq: 0, hash: genesis })
      .onConflictDoNothing()
    const mine = and(eq(auditHead.tenantId, tenantId), eq(auditHead.organisationId, organisationId))
    const [locked] = await tx.select().from(auditHead).where(mine).for('update')
    let head = { seq: locked?.seq ?? 0, hash: locked?.hash ?? genesis }
    const rows = entries
      .filter((one) => one.organisationId === organisationId)
      .map((entry) => {
        const next = nextEntry(head, now, entry)
        head = { seq: next.seq, hash: next.hash }
        return {
          tenantId,
          organisationId,
          at: now,
          actorId: entry.actorId,
          action: entry.action,
          object: entry.object,
          ...next,
        }
      })
    await tx.insert(audit).values(rows)
    await tx.update(auditHead).set(head).where(mine)
  }
}
