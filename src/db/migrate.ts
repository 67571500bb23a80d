import type postgres from 'postgres'
import { codeOf, DatabaseFault, messageOf } from './fault.ts'
import { type Migration, migrationsFolder, readMigrations } from './migrations.ts'

/** How far the schema of a database has come. */
export interface MigrationState {
  /** Name of the last applied migration; undefined in an empty database. */
  current: string | undefined
  /** Names that are still to be applied, in order. Empty = the schema is the one of this code. */
  pending: string[]
}

/** How to migrate; everything has a default. */
export interface MigrateOptions {
  /** A drizzle-kit folder; default: the migrations of this code. */
  folder?: string
  /** Name of the last migration to apply; default: all. */
  upTo?: string
  /** How long one statement may wait for a lock that somebody else holds; default 10 s. */
  lockTimeoutMs?: number
  /** Told the name of each migration before it is applied. */
  log?: (message: string) => void
}

/** Name of the advisory lock (with `application` of bundled/occupancy.ts) under which the schema is changed or read as a whole. */
export const schemaLock = { application: 0x7a68, schema: 3 } as const

interface Applied {
  name: string
  hash: string
}

type Queries = postgres.Sql | postgres.TransactionSql

async function readApplied(sql: Queries): Promise<Applied[]> {
  const [row] = await sql<{ found: string | null }[]>`select to_regclass('migration')::text as found`
  return row?.found ? sql<Applied[]>`select name, hash from migration order by position` : []
}

/** Refuses a database whose history is not the beginning of ours. */
function requireOurHistory(applied: readonly Applied[], known: readonly Migration[]): void {
  applied.forEach(({ name, hash }, position) => {
    const ours = known[position]
    if (!ours) {
      throw new DatabaseFault(
        `The database is newer than this program: it has migration ${name}, and this program ends with ${known.at(-1)?.name ?? 'none'}. Start the newer version of zhibu again, or restore a backup from before the upgrade.`,
      )
    }
    if (ours.name !== name) {
      throw new DatabaseFault(
        `The database was migrated by another line of versions: it has ${name} where this program has ${ours.name}. Use the program that made it, or another database.`,
      )
    }
    if (ours.hash !== hash) {
      throw new DatabaseFault(
        `Migration ${name} was changed after it had been applied. Put the file back as it was and make a new migration for the change.`,
      )
    }
  })
}

/** What `readyz` and `doctor` show. Throws a DatabaseFault when the database is newer than the code. */
export async function migrationState(sql: Queries, folder = migrationsFolder): Promise<MigrationState> {
  const known = readMigrations(folder)
  const applied = await readApplied(sql)
  requireOurHistory(applied, known)
  return { current: applied.at(-1)?.name, pending: known.slice(applied.length).map(({ name }) => name) }
}

/**
 * Applies what is pending, each migration in a transaction of its own, and returns the names it applied.
 * May be repeated and called by any number of processes at once: one applies, the others wait and find
 * nothing left. Never goes back. Throws a DatabaseFault; the migration that failed left nothing behind.
 */
export async function migrate(sql: postgres.Sql, options: MigrateOptions = {}): Promise<string[]> {
  const known = readMigrations(options.folder ?? migrationsFolder)
  const wanted = options.upTo ? known.findIndex(({ name }) => name === options.upTo) + 1 : known.length
  if (wanted === 0 && options.upTo) throw new DatabaseFault(`There is no migration ${options.upTo}.`)
  const done: string[] = []
  for (;;) {
    const name = await applyNext(sql, known, wanted, options)
    if (!name) return done
    done.push(name)
  }
}

/** Applies the first migration that is missing, if any is, and returns its name. */
async function applyNext(
  sql: postgres.Sql,
  known: readonly Migration[],
  wanted: number,
  { lockTimeoutMs = 10_000, log }: MigrateOptions,
): Promise<string | undefined> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${schemaLock.application}::int, ${schemaLock.schema}::int)`
    const applied = await readApplied(tx)
    requireOurHistory(applied, known)
    const next = applied.length < wanted ? known[applied.length] : undefined
    if (!next) return undefined
    log?.(next.name)
    await tx`select set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`
    if (applied.length === 0) await createHistory(tx)
    await runStatements(tx, next)
    await tx`insert into migration (position, name, hash) values (${applied.length}, ${next.name}, ${next.hash})`
    return next.name
  })
}

const createHistory = (tx: postgres.TransactionSql) => tx`
  create table if not exists migration (
    position integer primary key,
    name text not null unique,
    hash text not null,
    applied_at timestamptz not null default now()
  )`

async function runStatements(tx: postgres.TransactionSql, { name, statements }: Migration): Promise<void> {
  try {
    // The text is our own, read from the migration's file.
    for (const statement of statements) await tx.unsafe(statement)
  } catch (error) {
    const reason =
      codeOf(error) === '55P03'
        ? 'somebody else holds a lock on the table; try again in a quiet moment'
        : messageOf(error)
    throw new DatabaseFault(`Migration ${name} failed and was undone: ${reason}.`, { cause: error })
  }
}
