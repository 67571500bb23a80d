import { once } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type postgres from 'postgres'
import { DatabaseFault, messageOf } from '../fault.ts'
import { migrate, migrationState, schemaLock } from '../migrate.ts'
import { migrationsFolder, readMigrations } from '../migrations.ts'
import type { Database } from '../open.ts'
import { type BackupOptions, type BackupReport, reportOf } from './backup.ts'
import { type BackupHeader, BackupReader } from './format.ts'
import { firstUsedTable, tablesOf } from './tables.ts'

/**
 * Brings a backup into an empty database: all rows in one transaction, then the migrations that are
 * newer than the backup. Refuses a database with rows, a file that is damaged or cut off (the whole
 * file is checked first) and a backup of a newer version; then nothing is changed. Throws a DatabaseFault.
 */
export async function restore(
  database: Pick<Database, 'sql'>,
  file: string,
  { folder = migrationsFolder }: BackupOptions = {},
): Promise<BackupReport> {
  const { sql } = database
  const header = await verify(file)
  await requireRoom(sql, header, folder)
  const made = await migrate(sql, { folder, upTo: header.migration })
  await sql.begin((tx) => load(tx, file, made.length > 0))
  await migrate(sql, { folder })
  return reportOf(file, header)
}

/** Reads the whole file once, touching no database. */
async function verify(file: string): Promise<BackupHeader> {
  return reading(file, async (reader) => {
    const header = await reader.header()
    for (const table of header.tables) {
      const rows = reader.rows(table)
      while (!(await rows.next()).done);
    }
    await reader.end()
    return header
  })
}

async function reading<T>(file: string, read: (reader: BackupReader) => Promise<T>): Promise<T> {
  const reader = new BackupReader(file)
  try {
    return await read(reader)
  } finally {
    reader.close()
  }
}

async function requireRoom(sql: postgres.Sql, { migration }: BackupHeader, folder: string): Promise<void> {
  if (!readMigrations(folder).some(({ name }) => name === migration)) {
    throw new DatabaseFault(
      `The backup was made by a newer version of zhibu (migration ${migration}). Restore it with that version.`,
    )
  }
  await requireEmpty(sql)
  const { current } = await migrationState(sql, folder)
  if (!current && (await tablesOf(sql)).length > 0) {
    throw new DatabaseFault(
      'The database has tables that are not of zhibu. Restore into a new, empty database.',
    )
  }
  if (current && current !== migration) {
    throw new DatabaseFault(
      `The database is at migration ${current}, the backup at ${migration}. Restore into a new, empty database; it is brought up to date afterwards.`,
    )
  }
}

async function requireEmpty(sql: postgres.Sql | postgres.TransactionSql): Promise<void> {
  const used = await firstUsedTable(sql)
  if (used) {
    throw new DatabaseFault(
      `The database is not empty (table ${used} has rows). Restore into a new, empty database: another DATA_DIR or DATABASE_URL.`,
    )
  }
}

/** `fresh`: the tables were made a moment ago; rows that migrations put into them are in the backup, too. */
async function load(tx: postgres.TransactionSql, file: string, fresh: boolean): Promise<void> {
  await tx`select pg_advisory_xact_lock(${schemaLock.application}::int, ${schemaLock.schema}::int)`
  await reading(file, async (reader) => {
    const header = await reader.header()
    await requireSameTables(tx, header)
    if (!fresh) await requireEmpty(tx)
    const restoreRules = await suspendRules(tx)
    if (fresh) for (const { name } of header.tables) await tx`truncate ${tx(name)}`
    for (const table of header.tables) await loadTable(tx, table, reader.rows(table))
    await reader.end()
    await restoreRules()
    for (const { name, value, called } of header.sequences) {
      await tx`select setval(format('%I', ${name}::text)::regclass, ${value}::int8, ${called})`
    }
  })
}

/** The header's names go into statements: only names that the database knows are used. */
async function requireSameTables(
  tx: postgres.TransactionSql,
  { tables, migration }: BackupHeader,
): Promise<void> {
  const shape = (list: readonly { name: string; columns: string[] }[]) =>
    JSON.stringify(list.map(({ name, columns }) => [name, columns]))
  if (shape(tables) !== shape(await tablesOf(tx))) {
    throw new DatabaseFault(
      `The tables of the backup are not those of migration ${migration}. The database or the backup was altered by hand.`,
    )
  }
}

/**
 * Rows come table by table in the order of names, so foreign keys are taken off and put back (which
 * checks them), and triggers of ours do not act on rows that have been through them once.
 */
async function suspendRules(tx: postgres.TransactionSql): Promise<() => Promise<void>> {
  const keys = await tx<{ drop: string; add: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint
    where connamespace = current_schema()::regnamespace and contype = 'f' and conparentid = 0`
  const tables = await tablesOf(tx)
  const run = async (statements: string[]) => {
    // Statements that PostgreSQL itself composed and quoted.
    for (const statement of statements) await tx.unsafe(statement)
  }
  await run(keys.map(({ drop }) => drop))
  for (const { name } of tables) await tx`alter table ${tx(name)} disable trigger user`
  return async () => {
    for (const { name } of tables) await tx`alter table ${tx(name)} enable trigger user`
    await run(keys.map(({ add }) => add))
  }
}

type TableHeader = BackupHeader['tables'][number]

async function loadTable(
  tx: postgres.TransactionSql,
  { name, columns, rows }: TableHeader,
  portions: AsyncIterable<Buffer>,
): Promise<void> {
  try {
    const sink = await tx`copy ${tx(name)} (${tx(columns)}) from stdin`.writable()
    await pipeline(Readable.from(portions), sink, { end: false })
    const broken = once(sink, 'error').then(([error]) => Promise.reject(error))
    broken.catch(() => undefined) // told by the races below, or too late to matter
    await Promise.race([broken, written(sink)])
    // postgres.js never tells the end of a COPY that the server refused after its last row: do not wait
    // for the stream, ask the server. In a failed transaction the question fails.
    sink.end()
    await nextTurn()
    const [row] = await Promise.race([
      broken,
      tx<{ count: number }[]>`select count(*)::int8 as count from ${tx(name)}`,
    ])
    if (Number(row?.count) !== rows) throw new Error(`${row?.count} of ${rows} rows`)
  } catch (error) {
    if (error instanceof DatabaseFault) throw error
    throw new DatabaseFault(
      `The rows of table ${name} do not fit into the database (${messageOf(error)}); nothing was changed.`,
      { cause: error },
    )
  }
}

/**
 * Resolves when everything written so far has left: a pipeline is over before its last portions are, and while one is on
 * its way the end of the COPY is not sent and postgres.js refuses every query.
 */
const written = (sink: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    sink.write(Buffer.alloc(0), (error) => (error ? reject(error) : resolve()))
  })
