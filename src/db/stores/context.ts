import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgTransaction } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { FieldSeals } from '../../domain/ports/index.ts'

/** The transaction that a store is bound to. */
export type Tx = PgTransaction<
  PostgresJsQueryResultHKT,
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>

/** What every store is made with: its transaction, its tenant, and fresh ids. */
export interface StoreContext {
  tx: Tx
  tenantId: string
  now: Date
  newId: () => string
  /** Seals and opens texts of restricted matters. */
  fields: FieldSeals
}
