import { and, asc, eq } from 'drizzle-orm'
import type { EscalationRow, EscalationStore } from '../../domain/ports/index.ts'
import { escalation } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toRow = ({ tenantId: _, ...row }: typeof escalation.$inferSelect): EscalationRow => ({
  ...row,
  manner: row.manner as EscalationRow['manner'],
})

/** What superiors were told of. */
export function escalationStore({ tx, tenantId }: StoreContext): EscalationStore {
  const mine = eq(escalation.tenantId, tenantId)
  return {
    async insert(row) {
      const rows = await tx
        .insert(escalation)
        .values({ tenantId, ...row })
        .onConflictDoNothing()
        .returning({ period: escalation.period })
      return rows.length === 1
    },
    async ofDay(superiorId, onDate) {
      const rows = await tx
        .select()
        .from(escalation)
        .where(and(mine, eq(escalation.superiorId, superiorId), eq(escalation.onDate, onDate)))
        .orderBy(
          asc(escalation.branchId),
          asc(escalation.organisationId),
          asc(escalation.obligation),
          asc(escalation.period),
        )
      return rows.map(toRow)
    },
    async ofDuty(organisationId, obligation, period) {
      const [row] = await tx
        .select()
        .from(escalation)
        .where(
          and(
            mine,
            eq(escalation.organisationId, organisationId),
            eq(escalation.obligation, obligation),
            eq(escalation.period, period),
          ),
        )
      return row ? toRow(row) : null
    },
  }
}
