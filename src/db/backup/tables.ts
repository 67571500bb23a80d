import type postgres from 'postgres'
import type { BackupHeader } from './format.ts'

type Queries = postgres.Sql | postgres.TransactionSql

/**
 * The tables of the schema with their stored columns, without the history of migrations. A partitioned
 * table counts as one table.
 */
export const tablesOf = (sql: Queries) => sql<{ name: string; columns: string[] }[]>`
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> 'migration' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  group by c.relname order by c.relname`

/** The sequences of the schema; `value` is text because a sequence may exceed a number. */
export async function sequencesOf(sql: Queries): Promise<BackupHeader['sequences']> {
  const names = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`
  const sequences: BackupHeader['sequences'] = []
  for (const { name } of names) {
    const [row] = await sql<{ value: string; called: boolean }[]>`
      select last_value::text as value, is_called as called from ${sql(name)}`
    sequences.push({ name, value: row?.value ?? '1', called: row?.called ?? false })
  }
  return sequences
}

/** Name of the first table that has a row, if any has. */
export async function firstUsedTable(sql: Queries): Promise<string | undefined> {
  for (const { name } of await tablesOf(sql)) {
    const [row] = await sql<{ used: boolean }[]>`select exists (select from ${sql(name)}) as used`
    if (row?.used) return name
  }
  return undefined
}
