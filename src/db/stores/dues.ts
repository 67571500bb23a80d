import { and, asc, between, eq } from 'drizzle-orm'
import type { DueStore } from '../../domain/ports/index.ts'
import { unionDue, unionExpense } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** Dues and spending of a union. */
export function dueStore({ tx, tenantId, now, newId }: StoreContext): DueStore {
  return {
    async set(of, change, by) {
      const written = { ...change, recordedBy: by, recordedAt: now }
      await tx
        .insert(unionDue)
        .values({ tenantId, ...of, ...written })
        .onConflictDoUpdate({
          target: [unionDue.tenantId, unionDue.organisationId, unionDue.periodStart, unionDue.memberId],
          set: written,
        })
    },
    async ofPeriod(organisationId, periodStart) {
      const rows = await tx
        .select()
        .from(unionDue)
        .where(
          and(
            eq(unionDue.tenantId, tenantId),
            eq(unionDue.organisationId, organisationId),
            eq(unionDue.periodStart, periodStart),
          ),
        )
        .orderBy(asc(unionDue.memberId))
      return rows.map(({ memberId, dueFen, paidFen }) => ({
        organisationId,
        periodStart,
        memberId,
        dueFen,
        paidFen,
      }))
    },
    addExpense: async (expense, by) =>
      void (await tx
        .insert(unionExpense)
        .values({ tenantId, id: newId(), ...expense, recordedBy: by, recordedAt: now })),
    async expenses(organisationId, start, end) {
      const rows = await tx
        .select()
        .from(unionExpense)
        .where(
          and(
            eq(unionExpense.tenantId, tenantId),
            eq(unionExpense.organisationId, organisationId),
            between(unionExpense.spentOn, start, end),
          ),
        )
        .orderBy(asc(unionExpense.spentOn), asc(unionExpense.id))
      return rows.map(({ spentOn, amountFen, purpose }) => ({ organisationId, spentOn, amountFen, purpose }))
    },
  }
}
