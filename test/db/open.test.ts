import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { layOut } from '../../src/db/bundled/layout.ts'
import { livePostmaster } from '../../src/db/bundled/postmaster.ts'
import { startBundled } from '../../src/db/bundled/start.ts'
import { type Database, type OpenOptions, openDatabase } from '../../src/db/open.ts'
import { connectFault, requireSupported } from '../../src/db/server.ts'
import { useDatabase } from '../helpers/database.ts'
import { startModule } from '../helpers/processes.ts'

describe('with DATABASE_URL', () => {
  const database = useDatabase({ migrated: false })

  it('reads instants as Date, days as text, int8 as number, json parsed', async () => {
    const [row] = await database.sql`
      select '2026-03-01 08:00+08'::timestamptz as at, '2026-02-28'::date as day, 5::int8 as small,
        9007199254740993::int8 as large, '{"a":[1]}'::jsonb as doc, array['甲', '乙'] as words`
    expect(row).toEqual({
      at: new Date('2026-03-01T00:00:00Z'),
      day: '2026-02-28',
      small: 5,
      large: '9007199254740993',
      doc: { a: [1] },
      words: ['甲', '乙'],
    })
  })

  it('writes json once, from a value, from text, and through drizzle', async () => {
    const { sql, db } = database
    await sql`create table thing (id int, at timestamptz, day date, doc jsonb, tags text[])`
    const thing = pgTable('thing', {
      id: integer(),
      at: timestamp({ withTimezone: true }),
      day: date(),
      doc: jsonb(),
      tags: text().array(),
    })
    const at = new Date('2026-03-01T00:00:00Z')
    await sql`insert into thing values (1, ${at}, ${'2026-02-28'}, ${sql.json({ a: 1 })}, ${['甲', '"']})`
    await sql`insert into thing values (2, ${at}, ${'2026-02-28'}, ${JSON.stringify({ a: 1 })}, ${['甲', '"']})`
    await db.transaction((tx) =>
      tx.insert(thing).values({ id: 3, at, day: '2026-02-28', doc: { a: 1 }, tags: ['甲', '"'] }),
    )
    const expected = [1, 2, 3].map((id) => ({ id, at, day: '2026-02-28', doc: { a: 1 }, tags: ['甲', '"'] }))
    expect(await db.select().from(thing).orderBy(thing.id)).toEqual(expected)
    expect(await sql`select * from thing order by id`).toEqual(expected)
    expect(await sql`select distinct jsonb_typeof(doc) as type from thing`).toEqual([{ type: 'object' }])
  })

  it('lets several services work together', async () => {
    const options: OpenOptions = { databaseUrl: database.url, dataDir: 'unused', role: 'service' }
    const both = await Promise.all([openDatabase(options), openDatabase(options)])
    expect(both.map(({ kind }) => kind)).toEqual(['server', 'server'])
    await Promise.all(both.map((one) => one.close()))
    await both[0]?.close()
  })
})

describe('says what is wrong with DATABASE_URL', () => {
  const secret = 'ge%40heim'
  const suite = () => new URL(inject('postgres').url)
  const change = (name: 'username' | 'password' | 'pathname', value: string) => {
    const url = suite()
    url[name] = value
    return url.href
  }
  it.each([
    [
      'nobody listens',
      () => `postgres://u:${secret}@127.0.0.1:1/db`,
      /No PostgreSQL answers at 127\.0\.0\.1:1\/db/,
    ],
    [
      'no such socket',
      () => `postgres://u:${secret}@localhost/db?host=/nowhere`,
      /no socket of a PostgreSQL at \/nowhere/,
    ],
    [
      'unknown host',
      () => `postgres://u:${secret}@host.invalid/db`,
      /(host of host\.invalid.* is not known|could not be looked up)/,
    ],
    ['wrong password', () => change('password', secret), /refuses the user or the password/],
    ['wrong user', () => change('username', 'stranger'), /(refuses the user|does not let this user in)/],
    ['no such database', () => change('pathname', '/absent'), /no database of this name/],
    ['not an address', () => `u:${secret}@host/db`, /is not an address of a PostgreSQL database/],
    ['another scheme', () => `mysql://u:${secret}@host/db`, /is not an address of a PostgreSQL database/],
    ['no database named', () => `postgres://u:${secret}@host`, /is not an address of a PostgreSQL database/],
  ])('%s', async (_, url, message) => {
    const error = await openDatabase({ databaseUrl: url(), dataDir: 'unused', role: 'cli' }).catch(
      (thrown) => thrown,
    )
    expect(error).toMatchObject({ name: 'DatabaseFault', message: expect.stringMatching(message) })
    expect(error.message).not.toMatch(/heim/)
  })

  it('too old, or not Unicode', () => {
    expect(() => requireSupported('h:5432/d', 130_011, 'UTF8')).toThrow(
      'h:5432/d runs PostgreSQL 13; version 14 or newer',
    )
    expect(() => requireSupported('h:5432/d', 140_000, 'SQL_ASCII')).toThrow('stores SQL_ASCII, not UTF8')
    expect(() => requireSupported('h:5432/d', 140_000, 'UTF8')).not.toThrow()
  })

  it('and names the reason of an unknown fault', () => {
    expect(connectFault('h:1/d', new Error('odd')).message).toBe(
      'h:1/d cannot be reached (odd). Check DATABASE_URL.',
    )
  })
})

describe('without DATABASE_URL', () => {
  let dataDir: string
  let opened: Database[]
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'zhibu-open-'))
    chmodSync(dataDir, 0o711)
    opened = []
  })
  afterEach(async () => {
    for (const database of opened) await database.close()
    if (running()) await (await startBundled({ dataDir })).stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  /** Makes the database without waiting for the disk; it is opened with full durability afterwards. */
  const prepared = async () => (await startBundled({ dataDir, durability: 'none' })).stop()
  const running = () => livePostmaster(layOut(dataDir))
  const open = async (role: OpenOptions['role'], log?: (message: string) => void) => {
    const database = await openDatabase({ dataDir, role, poolSize: 2, ...(log && { log }) })
    opened.push(database)
    return database
  }

  it('starts the bundled server and stops it at the end', async () => {
    const service = await open('service')
    expect(service.kind).toBe('bundled')
    expect(await service.sql`select 1 as one`).toEqual([{ one: 1 }])
    await service.close()
    expect(running()).toBeUndefined()
  })

  it('refuses a second service and lets the command line in', async () => {
    await prepared()
    const service = await open('service')
    await service.sql`create table seen (id int)`
    await expect(open('service')).rejects.toThrow(
      `Another service (zhibu service ${process.pid}) already runs on DATA_DIR ${dataDir}. Stop it first`,
    )
    const cli = await open('cli')
    await cli.sql`insert into seen values (1)`
    await cli.close()
    expect(await service.sql`select id from seen`).toEqual([{ id: 1 }])
  })

  it('leaves the server to whoever is still in, whoever started it', async () => {
    await prepared()
    const cli = await open('cli')
    const service = await open('service')
    await cli.close()
    expect(await service.sql`select 1 as one`).toEqual([{ one: 1 }])
    const late = await open('cli')
    await service.close()
    expect(await late.sql`select 1 as one`).toEqual([{ one: 1 }])
    await late.close()
    expect(running()).toBeUndefined()
  })

  it('takes over from a service that was killed, and stops its server', async () => {
    await prepared()
    const killed = startModule(
      `import { openDatabase } from './src/db/open.ts'
       const { sql } = await openDatabase({ dataDir: process.argv[1], role: 'service' })
       await sql\`create table kept as select 1 as id\`
       console.log('ready')
       setInterval(() => {}, 1000)`,
      [dataDir],
    )
    expect(await killed.line()).toBe('ready')
    killed.kill('SIGKILL')
    await killed.ended
    expect(running()).toBeDefined()
    const service = await open('service')
    expect(await service.sql`select id from kept`).toEqual([{ id: 1 }])
    await service.close()
    expect(running()).toBeUndefined()
  })

  it('heals when PostgreSQL is killed under it, and is still the only service', async () => {
    await prepared()
    const told: string[] = []
    const service = await open('service', (message) => told.push(message))
    await service.sql`create table kept as select 1 as id`
    process.kill(running()?.pid ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(told).toContain('the bundled database is back'), { timeout: 20_000 })
    await vi.waitFor(async () => expect(await service.sql`select id from kept`).toEqual([{ id: 1 }]))
    await expect(open('service')).rejects.toThrow(/already runs on DATA_DIR/)
    await service.close()
    expect(running()).toBeUndefined()
  })

  it('survives many command lines that come and go at once', async () => {
    await prepared()
    const visits = Array.from({ length: 6 }, async () => {
      const cli = await open('cli')
      const rows = await cli.sql`select 1 as one`
      await cli.close()
      return rows[0]
    })
    expect(await Promise.all(visits)).toEqual(Array(6).fill({ one: 1 }))
    expect(running()).toBeUndefined()
  })
})
