import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '../../src/db/backup/backup.ts'
import { restore } from '../../src/db/backup/restore.ts'
import { sequencesOf, tablesOf } from '../../src/db/backup/tables.ts'
import { migrate, migrationState } from '../../src/db/migrate.ts'
import { migrationsFolder, readMigrations } from '../../src/db/migrations.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { createDatabase, useDatabase } from '../helpers/database.ts'
import { migrationFolder } from '../helpers/migration-folder.ts'

const work = mkdtempSync(join(tmpdir(), 'zhibu-backup-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Rows that are hard to carry: every kind of column, line ends, backslashes, the end mark itself, cycles. */
const awkward = {
  '0000_things': `
    create table thing (
      id bigint generated always as identity primary key, parent bigint references thing, name text not null,
      doubled text generated always as (name || name) stored, doc jsonb, raw json, bytes bytea, at timestamptz,
      day date, exact numeric, near double precision, span interval, tags text[], yes boolean, other_id int);
    --> statement-breakpoint
    create table other (id serial primary key, thing bigint not null references thing, "Odd Name" text);
    --> statement-breakpoint
    alter table thing add foreign key (other_id) references other;
    --> statement-breakpoint
    create function never() returns trigger language plpgsql as $$ begin raise exception 'never'; end $$;
    --> statement-breakpoint
    create table log (line text);
    --> statement-breakpoint
    create trigger log_insert before insert or truncate on log for each statement execute function never();
    --> statement-breakpoint
    create table seeded (word text);
    --> statement-breakpoint
    insert into seeded values ('from the migration');`,
}
const later = { ...awkward, '0001_add_colour': `alter table other add colour text not null default 'red';` }

const source = useDatabase({ migrated: false })
const folder = migrationFolder(work, awkward)
const file = join(work, 'whole.zhibu.gz')

beforeAll(async () => {
  const { sql } = source
  await migrate(sql, { folder })
  await sql`
    insert into thing (name, doc, raw, bytes, at, day, exact, near, span, tags, yes)
    select case i % 4 when 0 then E'\\\\.' when 1 then E'tab\\t\\nline\\r\\n\\\\N' when 2 then '' else '支部 “党员大会” 🙂' end,
      jsonb_build_object('i', i, 'x', E'a\\nb'), '{"b" : 1,  "a": [1]}', decode('00ff0a5c2e', 'hex'),
      '2026-03-01 12:00:00.123456+08'::timestamptz + i * interval '1 second', '2026-02-28'::date + i, 0.1::numeric / (i + 1),
      0.1::float8 + i / 3.0, make_interval(months => i, secs => 0.5), array['a', null, 'b,"c'], i % 2 = 0
    from generate_series(1, 20000) i`
  await sql`update thing set parent = id % 100 + 1, name = coalesce(name, 'x')`
  await sql`insert into other (thing, "Odd Name") select id, 'o' || id from thing where id <= 500`
  await sql`update thing set other_id = id where id <= 500`
  await sql`alter table log disable trigger user`
  await sql`insert into log values ('kept')`
  await sql`alter table log enable trigger user`
  await sql`update seeded set word = 'changed since'`
  await backup(source.database, file, { folder })
})

/** Count and hash of every row of every table. */
async function fingerprint({ sql }: Pick<Database, 'sql'>) {
  const prints: Record<string, unknown> = {}
  for (const { name } of await tablesOf(sql)) {
    const [row] = await sql`
      select count(*) as rows, md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql(name)} t`
    prints[name] = row
  }
  return { prints, sequences: await sequencesOf(sql) }
}

/** Foreign keys and triggers with their state. */
const rulesOf = ({ sql }: Pick<Database, 'sql'>) => sql`
  select conname::text as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid <> 0
  union all select tgname::text, tgenabled::text from pg_trigger where not tgisinternal order by 1, 2`

async function withEmptyDatabase(act: (database: Database) => Promise<void>): Promise<void> {
  const { url, drop } = await createDatabase(false)
  const database = await openDatabase({ databaseUrl: url, dataDir: 'unused', role: 'test', poolSize: 2 })
  try {
    await act(database)
  } finally {
    await database.close()
    await drop()
  }
}

const altered = (name: string, change: (text: string) => string): string => {
  const target = join(work, name)
  writeFileSync(target, gzipSync(change(gunzipSync(readFileSync(file)).toString())))
  return target
}

describe('backup and restore', () => {
  it('bring every row, sequence, key and trigger back', () =>
    withEmptyDatabase(async (target) => {
      const report = await restore(target, file, { folder })
      expect(report).toEqual({ file, migration: '0000_things', rows: 20_502, tables: 4 })
      expect(await fingerprint(target)).toEqual(await fingerprint(source))
      expect(await rulesOf(target)).toEqual(await rulesOf(source))
      await target.sql`insert into thing (name) values ('next')`
      expect(await target.sql`select max(id) as id from thing`).toEqual([{ id: 20_001 }])
      await expect(target.sql`insert into other (thing) values (0)`).rejects.toThrow(/foreign key/)
    }))

  it('carry the real schema, audit and all', () =>
    withEmptyDatabase(async (target) => {
      const real = join(work, 'real.gz')
      await migrate(target.sql)
      const tenant = '0190a000-0000-7000-8000-000000000001'
      const hash = 'h'
      await target.sql`
        insert into audit (tenant_id, organisation_id, seq, at, action, object, body, prev, hash)
        select ${tenant}, ${tenant}, i, now(), 'act', 'thing', ${'{"a":"支部"}'}, '', ${hash} from generate_series(1, 100) i`
      await backup(target, real)
      await withEmptyDatabase(async (copy) => {
        await restore(copy, real)
        expect(await fingerprint(copy)).toEqual(await fingerprint(target))
        expect(await migrationState(copy.sql)).toEqual({
          current: readMigrations(migrationsFolder).at(-1)?.name,
          pending: [],
        })
        await expect(copy.sql`update audit set action = 'forged'`).rejects.toThrow(/append only/)
      })
    }))

  it('bring an older backup up to date', () =>
    withEmptyDatabase(async (target) => {
      const newer = migrationFolder(work, later)
      await restore(target, file, { folder: newer })
      expect(await migrationState(target.sql, newer)).toEqual({ current: '0001_add_colour', pending: [] })
      expect(await target.sql`select distinct colour from other`).toEqual([{ colour: 'red' }])
    }))

  it('see one instant while others write', async () => {
    const racing = join(work, 'racing.gz')
    let writing = true
    const writer = (async () => {
      while (writing) {
        await source.sql.begin(async (tx) => {
          await tx`update thing set exact = exact + 1 where id = 1`
          await tx`update thing set exact = exact - 1 where id = 2`
        })
      }
    })()
    const [before] = await source.sql`select sum(exact) as total from thing where id <= 2`
    await backup(source.database, racing, { folder })
    writing = false
    await writer
    await withEmptyDatabase(async (target) => {
      await restore(target, racing, { folder })
      expect(await target.sql`select sum(exact) as total from thing where id <= 2`).toEqual([before])
    })
  })
})

describe('backup', () => {
  it('writes a file for its owner alone and leaves no partial one', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(work).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('keeps the older file when it cannot finish', async () => {
    const before = readFileSync(file)
    await withEmptyDatabase(async (target) => {
      await expect(backup(target, file, { folder })).rejects.toThrow(/nothing to save/)
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('says what is wrong with the place', async () => {
    await expect(backup(source.database, join(work, 'no', 'such', 'dir.gz'), { folder })).rejects.toThrow(
      /its directory does not exist. No file was left behind/,
    )
    expect(await source.sql`select 1 as alive`).toEqual([{ alive: 1 }])
  })

  it('gives its connection back when the disk is full', async () => {
    const single = await openDatabase({
      databaseUrl: source.url,
      dataDir: 'unused',
      role: 'test',
      poolSize: 1,
    })
    // A directory of this name makes the rename fail after everything was written.
    const blocked = mkdtempSync(join(work, 'blocked-'))
    await expect(backup(single, blocked, { folder })).rejects.toThrow(/could not be written/)
    expect(await single.sql`select 1 as alive`).toEqual([{ alive: 1 }])
    await single.close()
  })
})

describe('restore refuses', () => {
  const whole = () => readFileSync(file)
  const written = (name: string, bytes: Buffer): string => {
    writeFileSync(join(work, name), bytes)
    return join(work, name)
  }
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 0x40
    return copy
  }

  it.each([
    ['a file that is cut off', () => written('cut', whole().subarray(0, -2000)), /cut off or altered/],
    [
      'a file that lacks its last byte',
      () => written('short', whole().subarray(0, -1)),
      /cut off or altered/,
    ],
    ['a file with one altered bit', () => written('bit', flipped(whole(), 40_000)), /not a whole backup/],
    ['a file that is no backup', () => written('text', Buffer.from('hello')), /not a whole backup/],
    ['an empty file', () => written('empty', Buffer.alloc(0)), /not a whole backup/],
    [
      'another gzip file',
      () => written('other', gzipSync('{"a":1}\n')),
      /first line is not that of a backup/,
    ],
    ['a file that is not there', () => join(work, 'absent'), /absent cannot be read \(ENOENT\)/],
    ['a changed value', () => altered('value', (text) => text.replace('支部', '党部')), /checksum differs/],
    ['a lost row', () => altered('row', (text) => text.replace(/^1\t.*\n/m, '')), /has \d+ of \d+ rows/],
    ['a lost end', () => altered('end', (text) => text.replace(/\{"end".*\n/, '')), /ends too early/],
    ['more after the end', () => altered('more', (text) => `${text}x\n`), /something follows/],
    [
      'a newer format',
      () => altered('format', (text) => text.replace('"format":1', '"format":2')),
      /newer version of zhibu \(format 2\)/,
    ],
    [
      'an altered header',
      () => altered('level', (text) => text.replace('"0000_things"', '"0007_later"')),
      /checksum differs/,
    ],
  ])('%s, changing nothing', (_, make, message) =>
    withEmptyDatabase(async (target) => {
      await expect(restore(target, make(), { folder })).rejects.toThrow(message)
      expect(await tablesOf(target.sql)).toEqual([])
    }))

  it('a backup of a newer migration', () =>
    withEmptyDatabase(async (target) => {
      const newer = join(work, 'newer.gz')
      const newerFolder = migrationFolder(work, later)
      await restore(target, file, { folder: newerFolder })
      await backup(target, newer, { folder: newerFolder })
      await withEmptyDatabase(async (other) => {
        await expect(restore(other, newer, { folder })).rejects.toThrow(
          /newer version of zhibu \(migration 0001_add_colour\)/,
        )
        expect(await tablesOf(other.sql)).toEqual([])
      })
    }))

  it('a database with rows', async () => {
    const before = await fingerprint(source)
    await expect(restore(source.database, file, { folder })).rejects.toThrow(
      /not empty \(table log has rows\)/,
    )
    expect(await fingerprint(source)).toEqual(before)
  })

  it('a database with tables of somebody else', () =>
    withEmptyDatabase(async (target) => {
      await target.sql`create table theirs (id int)`
      await expect(restore(target, file, { folder })).rejects.toThrow(/tables that are not of zhibu/)
    }))

  it('rows that do not fit, undoing those that did', () =>
    withEmptyDatabase(async (target) => {
      const strict = migrationFolder(work, {
        '0000_things': awkward['0000_things'].replace(
          '"Odd Name" text',
          `"Odd Name" text check ("Odd Name" <> 'o500')`,
        ),
      })
      await expect(restore(target, file, { folder: strict })).rejects.toThrow(
        /rows of table other do not fit/,
      )
      expect(await target.sql`select count(*) as n from thing`).toEqual([{ n: 0 }])
      expect(await target.sql`select 1 as alive`).toEqual([{ alive: 1 }])
    }))
})
