import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Rectification, RectificationEntry, RectificationStore } from '../../domain/ports/index.ts'
import { rectification, rectificationEntry } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toItem = ({ tenantId: _, ...row }: typeof rectification.$inferSelect): Rectification => ({
  ...row,
  state: row.state as Rectification['state'],
})

/** Rectification items and what happened to them. */
export function rectificationStore({ tx, tenantId, now }: StoreContext): RectificationStore {
  const one = (id: string) => and(eq(rectification.tenantId, tenantId), eq(rectification.id, id))
  const of = (organisationId: string) =>
    and(eq(rectification.tenantId, tenantId), eq(rectification.organisationId, organisationId))
  const first = (rows: (typeof rectification.$inferSelect)[]): Rectification | null =>
    rows[0] ? toItem(rows[0]) : null
  return {
    insert: async (given) => void (await tx.insert(rectification).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(rectification).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(rectification).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(rectification)
          .where(and(of(organisationId), matchesNumber(rectification.number, number)))
          .orderBy(newestNumber(rectification.number, now))
          .limit(1),
      ),
    update: async (id, change) => void (await tx.update(rectification).set(change).where(one(id))),
    async list(organisationId, limit) {
      const rows = await tx
        .select()
        .from(rectification)
        .where(of(organisationId))
        .orderBy(
          sql`${rectification.state} = 'closed'`,
          sql`case when ${rectification.state} = 'closed' then null else ${rectification.dueOn} end`,
          desc(rectification.acceptedAt),
        )
        .limit(limit)
      return rows.map(toItem)
    },
    async open(organisationId) {
      const rows = await tx
        .select()
        .from(rectification)
        .where(and(of(organisationId), ne(rectification.state, 'closed')))
        .orderBy(asc(rectification.dueOn), asc(rectification.number))
      return rows.map(toItem)
    },
    async ofCase(caseId) {
      const rows = await tx
        .select()
        .from(rectification)
        .where(and(eq(rectification.tenantId, tenantId), eq(rectification.caseId, caseId)))
        .orderBy(asc(rectification.number))
      return rows.map(toItem)
    },
    addEntry: async (entry) => void (await tx.insert(rectificationEntry).values({ tenantId, ...entry })),
    async entries(rectificationId) {
      const rows = await tx
        .select()
        .from(rectificationEntry)
        .where(
          and(
            eq(rectificationEntry.tenantId, tenantId),
            eq(rectificationEntry.rectificationId, rectificationId),
          ),
        )
        .orderBy(asc(rectificationEntry.writtenAt), asc(rectificationEntry.id))
      return rows.map(({ tenantId: _, ...row }) => ({ ...row, kind: row.kind as RectificationEntry['kind'] }))
    },
  }
}
