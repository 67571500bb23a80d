import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, localDate, tenantId } from './columns.ts'
import { organisation } from './organisation.ts'

/** What one union member owes and has paid for a period, in fen. Read by the union's finance and the member alone. */
export const unionDue = pgTable(
  'union_due',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    periodStart: localDate('period_start').notNull(),
    memberId: uuid('member_id').notNull(),
    dueFen: integer('due_fen').notNull().default(0),
    paidFen: integer('paid_fen').notNull().default(0),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.organisationId, t.periodStart, t.memberId] }),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** What was spent out of the dues, in fen, with its purpose. */
export const unionExpense = pgTable(
  'union_expense',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    spentOn: localDate('spent_on').notNull(),
    amountFen: integer('amount_fen').notNull(),
    purpose: text('purpose').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('union_expense_spent').on(t.tenantId, t.organisationId, t.spentOn),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)
