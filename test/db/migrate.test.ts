import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, migrationState } from '../../src/db/migrate.ts'
import { migrationsFolder, readMigrations } from '../../src/db/migrations.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { createDatabase } from '../helpers/database.ts'
import { migrationFolder } from '../helpers/migration-folder.ts'
import { runTogether } from '../helpers/processes.ts'

const work = mkdtempSync(join(tmpdir(), 'zhibu-migrations-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const steps: Record<string, string> = {
  '0000_first_tables':
    'create table a (id int primary key);\n--> statement-breakpoint\ncreate table b (id int);',
  '0001_add_note':
    "alter table a add note text;\n--> statement-breakpoint\ninsert into a values (1, 'made');",
  '0002_add_c': 'create table c (id int);',
}

/** A folder with the first `count` steps, some of them replaced. */
const folderOf = (count: number, changed: Record<string, string> = {}): string =>
  migrationFolder(
    work,
    Object.fromEntries(
      Object.entries({ ...steps, ...changed })
        .sort()
        .slice(0, count),
    ),
  )

let made: Awaited<ReturnType<typeof createDatabase>>
let database: Database
beforeEach(async () => {
  made = await createDatabase(false)
  database = await openDatabase({ databaseUrl: made.url, dataDir: 'unused', role: 'test', poolSize: 3 })
})
afterEach(async () => {
  await database.close()
  await made.drop()
})

describe('migrate', () => {
  it('brings an empty database to the schema of this code and names what it applied', async () => {
    const names = readMigrations(migrationsFolder).map(({ name }) => name)
    expect(await migrationState(database.sql)).toEqual({ current: undefined, pending: names })
    expect(await migrate(database.sql)).toEqual(names)
    expect(await migrationState(database.sql)).toEqual({ current: names.at(-1), pending: [] })
    expect(await database.sql`select to_regclass('tenant')::text as name`).toEqual([{ name: 'tenant' }])
  })

  it('does nothing the second time', async () => {
    const folder = folderOf(2)
    await migrate(database.sql, { folder })
    expect(await migrate(database.sql, { folder })).toEqual([])
    expect(await database.sql`select * from a`).toEqual([{ id: 1, note: 'made' }])
  })

  it('applies only what is new after an upgrade', async () => {
    await migrate(database.sql, { folder: folderOf(2) })
    expect(await migrationState(database.sql, folderOf(3))).toEqual({
      current: '0001_add_note',
      pending: ['0002_add_c'],
    })
    expect(await migrate(database.sql, { folder: folderOf(3) })).toEqual(['0002_add_c'])
  })

  it('stops at the migration that was asked for', async () => {
    expect(await migrate(database.sql, { folder: folderOf(3), upTo: '0000_first_tables' })).toEqual([
      '0000_first_tables',
    ])
    await expect(migrate(database.sql, { folder: folderOf(3), upTo: '0009_x' })).rejects.toThrow(
      'no migration 0009_x',
    )
  })

  it('is harmless from ten connections at once', async () => {
    const folder = folderOf(3)
    const pools = await Promise.all(
      Array.from({ length: 10 }, () =>
        openDatabase({ databaseUrl: made.url, dataDir: 'unused', role: 'test', poolSize: 1 }),
      ),
    )
    const applied = await Promise.all(pools.map(({ sql }) => migrate(sql, { folder })))
    await Promise.all(pools.map((pool) => pool.close()))
    expect(applied.flat().sort()).toEqual(Object.keys(steps))
    expect(await database.sql`select count(*) as n from a`).toEqual([{ n: 1 }])
  })

  it('is harmless from ten processes at once', async () => {
    const program = `
      import postgres from 'postgres'
      import { connectServer } from './src/db/server.ts'
      import { migrate } from './src/db/migrate.ts'
      const sql = await connectServer(process.argv[1], 'test', 1)
      console.log(JSON.stringify(await migrate(sql)))
      await sql.end()`
    const results = await runTogether(10, program, [made.url])
    expect(results.map(({ code, error }) => ({ code, error }))).toEqual(
      Array(10).fill({ code: 0, error: '' }),
    )
    const applied = results.flatMap(({ output }): string[] => JSON.parse(output))
    expect(applied.sort()).toEqual(readMigrations(migrationsFolder).map(({ name }) => name))
  })

  it('refuses a database that is newer than the code, and changes nothing', async () => {
    await migrate(database.sql, { folder: folderOf(3) })
    const older = folderOf(2)
    await expect(migrate(database.sql, { folder: older })).rejects.toThrow(
      /newer than this program.*0002_add_c/,
    )
    await expect(migrationState(database.sql, older)).rejects.toThrow(/newer than this program/)
    expect(await database.sql`select count(*) as n from migration`).toEqual([{ n: 3 }])
  })

  it('refuses a database of another line of versions', async () => {
    await migrate(database.sql, { folder: folderOf(2) })
    const other = folderOf(2, { '0000_other_start': 'create table z ()' })
    await expect(migrate(database.sql, { folder: other })).rejects.toThrow(/another line of versions/)
  })

  it('notices that an applied migration was edited, but not that its line ends changed', async () => {
    const folder = folderOf(2)
    await migrate(database.sql, { folder })
    const windows = folderOf(2, {
      '0000_first_tables': steps['0000_first_tables']?.replaceAll('\n', '\r\n') ?? '',
    })
    expect(await migrate(database.sql, { folder: windows })).toEqual([])
    appendFileSync(join(folder, '0000_first_tables.sql'), '\n-- later thought')
    await expect(migrate(database.sql, { folder })).rejects.toThrow(/0000_first_tables was changed/)
  })

  it('undoes a migration that fails half way and keeps those before it', async () => {
    const folder = folderOf(3, { '0002_add_c': 'create table c ();\n--> statement-breakpoint\nselect 1/0;' })
    await expect(migrate(database.sql, { folder })).rejects.toThrow(
      'Migration 0002_add_c failed and was undone: division',
    )
    expect(await migrationState(database.sql, folder)).toEqual({
      current: '0001_add_note',
      pending: ['0002_add_c'],
    })
    expect(await database.sql`select to_regclass('c') as name`).toEqual([{ name: null }])
    expect(await migrate(database.sql, { folder: folderOf(3) })).toEqual(['0002_add_c'])
  })

  it('gives up when somebody holds a table, instead of stopping everybody behind it', async () => {
    await migrate(database.sql, { folder: folderOf(1) })
    await database.sql.begin(async (tx) => {
      await tx`lock table a in access share mode`
      await expect(migrate(database.sql, { folder: folderOf(2), lockTimeoutMs: 50 })).rejects.toThrow(
        /0001_add_note failed and was undone: somebody else holds a lock/,
      )
    })
    expect(await migrate(database.sql, { folder: folderOf(2) })).toEqual(['0001_add_note'])
  })

  it('reads the folder that drizzle-kit generates', () => {
    const copy = join(work, 'copy')
    cpSync(migrationsFolder, copy, { recursive: true })
    expect(readMigrations(copy)).toEqual(readMigrations(migrationsFolder))
    for (const { name, statements } of readMigrations(copy)) {
      expect(name).toMatch(/^\d{4}_[a-z0-9_]+$/)
      expect(statements.length).toBeGreaterThan(0)
    }
  })
})
