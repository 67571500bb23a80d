import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { YearPlan, YearPlanItemKey, YearPlanStore } from '../../domain/ports/index.ts'
import { yearPlan, yearPlanItem } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toPlan = ({ tenantId: _, ...row }: typeof yearPlan.$inferSelect): YearPlan => ({
  ...row,
  state: row.state as YearPlan['state'],
})

/** Plans of a year's meetings. */
export function yearPlanStore({ tx, tenantId }: StoreContext): YearPlanStore {
  const one = (id: string) => and(eq(yearPlan.tenantId, tenantId), eq(yearPlan.id, id))
  const item = (planId: string, key: YearPlanItemKey) =>
    and(
      eq(yearPlanItem.tenantId, tenantId),
      eq(yearPlanItem.planId, planId),
      eq(yearPlanItem.obligation, key.obligation),
      eq(yearPlanItem.period, key.period),
      eq(yearPlanItem.body, key.body),
    )
  const first = (rows: (typeof yearPlan.$inferSelect)[]) => (rows[0] ? toPlan(rows[0]) : null)
  return {
    ofYear: async (organisationId, year) =>
      first(
        await tx
          .select()
          .from(yearPlan)
          .where(
            and(
              eq(yearPlan.tenantId, tenantId),
              eq(yearPlan.organisationId, organisationId),
              eq(yearPlan.year, year),
            ),
          ),
      ),
    get: async (id) => first(await tx.select().from(yearPlan).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(yearPlan).where(one(id)).for('update')),
    getUnlessTaken: async (id) =>
      first(await tx.select().from(yearPlan).where(one(id)).for('update', { skipLocked: true })),
    async items(planId) {
      const rows = await tx
        .select()
        .from(yearPlanItem)
        .where(and(eq(yearPlanItem.tenantId, tenantId), eq(yearPlanItem.planId, planId)))
        .orderBy(asc(yearPlanItem.on), asc(yearPlanItem.obligation), asc(yearPlanItem.body))
      return rows.map(({ tenantId: _, planId: __, ...row }) => row)
    },
    async insert(plan, items) {
      const rows = await tx
        .insert(yearPlan)
        .values({ tenantId, ...plan })
        .onConflictDoNothing()
        .returning({ id: yearPlan.id })
      if (rows.length === 0) return false
      if (items.length > 0)
        await tx.insert(yearPlanItem).values(items.map((row) => ({ tenantId, planId: plan.id, ...row })))
      return true
    },
    setItem: async (planId, key, change) =>
      void (await tx.update(yearPlanItem).set(change).where(item(planId, key))),
    file: async (planId, filedBy, filedAt) =>
      void (await tx.update(yearPlan).set({ state: 'filed', filedBy, filedAt }).where(one(planId))),
    async queue(planId, items, arrangedBy, arrangedAt) {
      await tx.update(yearPlan).set({ arrangedBy, arrangedAt }).where(one(planId))
      const keys = items.map(({ obligation, period, body }) => [obligation, period, body].join('|'))
      if (keys.length === 0) return
      await tx
        .update(yearPlanItem)
        .set({ queued: true, refusal: null })
        .where(
          and(
            eq(yearPlanItem.tenantId, tenantId),
            eq(yearPlanItem.planId, planId),
            inArray(
              sql`concat_ws('|', ${yearPlanItem.obligation}, ${yearPlanItem.period}, ${yearPlanItem.body})`,
              keys,
            ),
          ),
        )
    },
  }
}
