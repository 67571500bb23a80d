import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { tablesOf } from '../../src/db/backup/tables.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'

/** A test file's own database; its members may be read from the first hook or test on. */
export interface TestDatabase extends Pick<Database, 'sql' | 'db'> {
  /** The same database as `openDatabase` gives it. */
  readonly database: Database
  /** DATABASE_URL of this database, for processes and replicas that a test starts. */
  readonly url: string
  /** Removes every row (for beforeEach). Takes about 10 ms. */
  empty(): Promise<void>
}

/** What `useDatabase` may be told. */
export interface TestDatabaseOptions {
  /** False: without tables. Default true: migrated. */
  migrated?: boolean
  /** Connections of the pool; default 5. */
  poolSize?: number
}

const open = (databaseUrl: string, poolSize: number) =>
  openDatabase({ databaseUrl, dataDir: 'unused', role: 'test', poolSize })

async function asAdmin(act: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = await open(inject('postgres').url, 1)
  try {
    await act(admin.sql)
  } finally {
    await admin.close()
  }
}

/**
 * Not `with (force)`: it asks for the right to end every process in the database, and autovacuum's belong to the
 * superuser. Without it PostgreSQL itself sends autovacuum away and waits for those whose end was asked for.
 */
async function dropDatabase(sql: postgres.Sql, name: string): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and usename = current_user`
  await sql`drop database ${sql(name)}`
}

/** Makes a database and returns its DATABASE_URL and how to drop it with all its connections. */
export async function createDatabase(migrated = true): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const source = migrated ? inject('postgres').template : 'template1'
  await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(source)}`)
  const url = new URL(inject('postgres').url)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => asAdmin((sql) => dropDatabase(sql, name)) }
}

async function removeRows(sql: postgres.Sql): Promise<void> {
  const tables = await tablesOf(sql)
  if (tables.length === 0) return
  // The audit's triggers refuse this, rightly.
  const guarded = await sql<{ name: string }[]>`
    select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal`
  await sql.begin(async (tx) => {
    for (const { name } of guarded) await tx`alter table ${tx(name)} disable trigger user`
    // One statement, so that foreign keys are looked at when all is gone; many times faster than TRUNCATE on few rows.
    await tx.unsafe(
      `with ${tables.map(({ name }, i) => `d${i} as (delete from "${name}")`).join(', ')} select`,
    )
    for (const { name } of guarded) await tx`alter table ${tx(name)} enable trigger user`
  })
}

/**
 * Gives the test file that calls it (once, at its top level) a database of its own and drops it
 * afterwards, also when tests fail.
 */
export function useDatabase({ migrated = true, poolSize = 5 }: TestDatabaseOptions = {}): TestDatabase {
  let current: { database: Database; url: string; drop(): Promise<void> } | undefined
  const ready = () => {
    if (!current) throw new Error('the database exists from the first hook or test on')
    return current
  }
  beforeAll(async () => {
    const { url, drop } = await createDatabase(migrated)
    current = { database: await open(url, poolSize), url, drop }
  })
  afterAll(async () => {
    await current?.database.close()
    await current?.drop()
  })
  return {
    get database() {
      return ready().database
    },
    get sql() {
      return ready().database.sql
    },
    get db() {
      return ready().database.db
    },
    get url() {
      return ready().url
    },
    empty: () => removeRows(ready().database.sql),
  }
}
