import { and, asc, desc, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { ObligationOverride, OverrideStore, UrgingStore } from '../../domain/ports/index.ts'
import { obligationOverride, urging } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toOverride = ({
  tenantId: _,
  withdrawnBy: __,
  withdrawnAt: ___,
  ...row
}: typeof obligationOverride.$inferSelect): ObligationOverride => ({
  ...row,
  kind: row.kind as ObligationOverride['kind'],
})

/** Exemptions and moved windows with their documents. */
export function overrideStore({ tx, tenantId }: StoreContext): OverrideStore {
  const one = (id: string) => and(eq(obligationOverride.tenantId, tenantId), eq(obligationOverride.id, id))
  return {
    async insert(given) {
      const rows = await tx
        .insert(obligationOverride)
        .values({ tenantId, ...given })
        .onConflictDoNothing()
        .returning({ id: obligationOverride.id })
      return rows.length === 1
    },
    async get(id) {
      const [row] = await tx.select().from(obligationOverride).where(one(id))
      return row ? toOverride(row) : null
    },
    async onFile(organisationIds) {
      if (organisationIds.length === 0) return []
      const rows = await tx
        .select()
        .from(obligationOverride)
        .where(
          and(
            eq(obligationOverride.tenantId, tenantId),
            inArray(obligationOverride.organisationId, [...organisationIds]),
            isNull(obligationOverride.withdrawnAt),
          ),
        )
        .orderBy(asc(obligationOverride.period), asc(obligationOverride.id))
      return rows.map(toOverride)
    },
    async withdraw(id, withdrawnBy, withdrawnAt) {
      const rows = await tx
        .update(obligationOverride)
        .set({ withdrawnBy, withdrawnAt })
        .where(and(one(id), isNull(obligationOverride.withdrawnAt)))
        .returning({ id: obligationOverride.id })
      return rows.length === 1
    },
  }
}

/** A statement takes 65,535 parameters. */
const ROWS_A_STATEMENT = 1000

/** What superiors urged (催办). */
export function urgingStore({ tx, tenantId }: StoreContext): UrgingStore {
  return {
    async insert(all) {
      const fresh = new Set<string>()
      for (let at = 0; at < all.length; at += ROWS_A_STATEMENT) {
        const rows = await tx
          .insert(urging)
          .values(all.slice(at, at + ROWS_A_STATEMENT).map((one) => ({ tenantId, ...one })))
          .onConflictDoNothing()
          .returning({ id: urging.id })
        for (const { id } of rows) fresh.add(id)
      }
      return all.filter(({ id }) => fresh.has(id))
    },
    async since(superiorId, date) {
      const rows = await tx
        .select()
        .from(urging)
        .where(
          and(eq(urging.tenantId, tenantId), eq(urging.superiorId, superiorId), gte(urging.urgedOn, date)),
        )
        .orderBy(desc(urging.urgedAt), desc(urging.id))
      return rows.map(({ tenantId: _, ...row }) => row)
    },
  }
}
