import { createHash, randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type postgres from 'postgres'
import { codeOf, DatabaseFault, messageOf } from '../fault.ts'
import { migrationState, schemaLock } from '../migrate.ts'
import type { Database } from '../open.ts'
import { type BackupHeader, endOfRows, formatVersion, jsonLine } from './format.ts'
import { sequencesOf, tablesOf } from './tables.ts'

/** What was saved or restored. */
export interface BackupReport {
  file: string
  migration: string
  /** Rows of all tables together. */
  rows: number
  tables: number
}

/** Where the migrations are, if not where this code has them. */
export interface BackupOptions {
  folder?: string
}

/**
 * Writes the whole database into `file` (gzip, readable by its owner alone) as it stood at one instant,
 * while the service may go on working. The file appears when it is complete; an older one of the same
 * name is replaced then. Memory stays bounded. Throws a DatabaseFault.
 */
export async function backup(
  database: Pick<Database, 'sql'>,
  file: string,
  { folder }: BackupOptions = {},
): Promise<BackupReport> {
  const target = resolve(file)
  const partial = `${target}.${randomUUID()}.partial`
  // The first failure is the one to tell: rolling back while a COPY still runs fails with words of its own.
  let failure: unknown
  try {
    // Before any row is read: a place that cannot be written to is found out at once.
    const output = await open(partial, 'wx', 0o600)
    const header = await database.sql
      .begin('isolation level repeatable read read only', async (tx) => {
        const found = await describe(tx, folder)
        await pipeline(
          Readable.from(checked(contents(tx, found)), { objectMode: true }),
          createGzip({ level: 6 }),
          output.createWriteStream({ flush: true }),
        ).catch((error: unknown) => {
          failure = error
          throw error
        })
        return found
      })
      .finally(() => output.close())
    await rename(partial, target)
    await flushDirectory(dirname(target))
    return reportOf(target, header)
  } catch (error) {
    await rm(partial, { force: true })
    throw error instanceof DatabaseFault ? error : backupFault(target, failure ?? error)
  }
}

/** The figures of a header. */
export const reportOf = (file: string, { migration, tables }: BackupHeader): BackupReport => ({
  file,
  migration,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  tables: tables.length,
})

function backupFault(file: string, error: unknown): DatabaseFault {
  const code = codeOf(error)
  const reason =
    code === 'ENOSPC'
      ? 'the disk is full'
      : code === 'ENOENT'
        ? 'its directory does not exist'
        : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
          ? 'this user may not write there'
          : messageOf(error)
  return new DatabaseFault(`The backup ${file} could not be written: ${reason}. No file was left behind.`, {
    cause: error,
  })
}

async function describe(tx: postgres.TransactionSql, folder: string | undefined): Promise<BackupHeader> {
  const [lock] = await tx<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock_shared(${schemaLock.application}::int, ${schemaLock.schema}::int) as free`
  if (!lock?.free) throw new DatabaseFault('The database is being migrated. Try again when that is done.')
  const { current } = await migrationState(tx, folder)
  if (!current) throw new DatabaseFault('The database is empty: there is nothing to save.')
  const tables: BackupHeader['tables'] = []
  for (const { name, columns } of await tablesOf(tx)) {
    const [row] = await tx<{ rows: number }[]>`select count(*)::int8 as rows from ${tx(name)}`
    tables.push({ name, columns, rows: Number(row?.rows) })
  }
  return {
    zhibu: 'backup',
    format: formatVersion,
    migration: current,
    savedAt: new Date().toISOString(),
    tables,
    sequences: await sequencesOf(tx),
  }
}

async function* contents(tx: postgres.TransactionSql, header: BackupHeader): AsyncGenerator<Buffer> {
  yield jsonLine(header)
  // Text that reads back as the same value whatever the server's defaults are.
  await tx`select set_config('datestyle', 'ISO', true), set_config('timezone', 'UTC', true),
    set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true)`
  for (const { name, columns } of header.tables) {
    yield jsonLine({ table: name })
    yield* rowsOf(tx, name, columns)
    yield endOfRows
  }
}

async function* rowsOf(tx: postgres.TransactionSql, name: string, columns: string[]): AsyncGenerator<Buffer> {
  const rows = await tx`copy (select ${tx(columns)} from ${tx(name)}) to stdout`.readable()
  try {
    yield* rows.iterator({ destroyOnReturn: false })
  } finally {
    // When writing failed, the rest must still be taken from the connection before it can roll back.
    rows.resume()
    // postgres.js stops its socket at each full buffer and goes on when the stream asks for more, which
    // an ended stream never does: without this the end of the COPY may wait in a stopped socket for ever.
    rows._read(0)
  }
}

/** Adds the closing line with the checksum of all that went before. */
async function* checked(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const part of parts) {
    hash.update(part)
    yield part
  }
  yield jsonLine({ end: true, sha256: hash.digest('hex') })
}

/** So that the new name survives a power cut, too. */
async function flushDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
