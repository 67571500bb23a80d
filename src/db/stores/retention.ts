import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { visibilityFrom } from '../../domain/papers/visibility.ts'
import type { Disposal, RetentionStore, StoredFile } from '../../domain/ports/index.ts'
import { disposal, legalHold, storedFile } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toFile = (row: typeof storedFile.$inferSelect): StoredFile => ({
  ...row,
  visibility: visibilityFrom(row.visibility),
})
const toDisposal = (row: typeof disposal.$inferSelect): Disposal => ({
  ...row,
  state: row.state as Disposal['state'],
})

/** Retention: what is past its time, who decided about it, and what must stay. */
export function retentionStore({ tx, tenantId, now }: StoreContext): RetentionStore {
  /** No hold on the organisation, or on the case whose evidence or document the file is. */
  const free = sql`not exists (
    select 1 from legal_hold h where h.tenant_id = ${tenantId} and h.lifted_at is null
      and h.organisation_id = ${storedFile.organisationId}
      and (h.instance_id is null or h.instance_id in (
        select e.instance_id from evidence e where e.tenant_id = ${tenantId} and e.file_id = ${storedFile.id}
        union select d.instance_id from document_version v
          join document d on d.tenant_id = v.tenant_id and d.id = v.document_id
          where v.tenant_id = ${tenantId} and v.file_id = ${storedFile.id})))`
  const living = and(eq(storedFile.tenantId, tenantId), isNull(storedFile.deletedAt))
  const one = (id: string) => and(eq(disposal.tenantId, tenantId), eq(disposal.id, id))
  const holdOf = (organisationId: string, instanceId: string | null) =>
    and(
      eq(legalHold.tenantId, tenantId),
      eq(legalHold.organisationId, organisationId),
      instanceId === null ? isNull(legalHold.instanceId) : eq(legalHold.instanceId, instanceId),
      isNull(legalHold.liftedAt),
    )
  return {
    async expired(classes, limit) {
      if (classes.length === 0) return []
      const past = classes.map(
        ({ id, before }) =>
          sql`(${storedFile.retention} = ${id} and ${storedFile.createdAt} < ${before.toISOString()})`,
      )
      const rows = await tx
        .select()
        .from(storedFile)
        .where(
          and(
            living,
            sql`(${sql.join(past, sql` or `)})`,
            free,
            sql`not exists (select 1 from disposal p where p.tenant_id = ${tenantId}
              and (p.state in ('proposed', 'confirmed')
                or p.state = 'rejected' and p.second_at > ${now.toISOString()}::timestamptz - interval '1 year')
              and ${storedFile.id} = any(p.file_ids))`,
          ),
        )
        .orderBy(storedFile.organisationId, storedFile.createdAt, storedFile.id)
        .limit(limit)
      return rows.map(toFile)
    },
    async deletable(fileIds) {
      if (fileIds.length === 0) return []
      const rows = await tx
        .select()
        .from(storedFile)
        .where(and(living, inArray(storedFile.id, [...fileIds]), free))
      return rows.map(toFile)
    },
    insert: async (given) => void (await tx.insert(disposal).values({ tenantId, ...given })),
    async get(id) {
      const [row] = await tx.select().from(disposal).where(one(id))
      return row ? toDisposal(row) : null
    },
    async getForUpdate(id) {
      const [row] = await tx.select().from(disposal).where(one(id)).for('update')
      return row ? toDisposal(row) : null
    },
    update: async (id, change) => void (await tx.update(disposal).set(change).where(one(id))),
    async tombstone(fileId, disposalId, at) {
      await tx
        .update(storedFile)
        .set({
          address: null,
          deletedAt: at,
          disposalId,
          name: sql`case when ${storedFile.sealed} then '已销毁' else ${storedFile.name} end`,
        })
        .where(and(living, eq(storedFile.id, fileId)))
    },
    async living(address) {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(storedFile)
        .where(and(living, eq(storedFile.address, address)))
      return row?.count ?? 0
    },
    async hold(given) {
      const [standing] = await tx
        .select({ id: legalHold.id })
        .from(legalHold)
        .where(holdOf(given.organisationId, given.instanceId))
      if (standing) return false
      await tx.insert(legalHold).values({ tenantId, ...given })
      return true
    },
    async lift(organisationId, instanceId, by, at) {
      const rows = await tx
        .update(legalHold)
        .set({ liftedBy: by, liftedAt: at })
        .where(holdOf(organisationId, instanceId))
        .returning({ id: legalHold.id })
      return rows.length > 0
    },
  }
}
