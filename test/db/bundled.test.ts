import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Layout, layOut } from '../../src/db/bundled/layout.ts'
import { livePostmaster, readPostmaster } from '../../src/db/bundled/postmaster.ts'
import { type BundledOptions, type BundledServer, startBundled } from '../../src/db/bundled/start.ts'
import { runTogether, startModule } from '../helpers/processes.ts'

let dataDir: string
let layout: Layout
let servers: BundledServer[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhibu-bundled-'))
  chmodSync(dataDir, 0o711)
  layout = layOut(dataDir)
  servers = []
})
afterEach(async () => {
  for (const server of servers) await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Without waiting for the disk, unless the test is about that. */
async function start(options: Partial<BundledOptions> = {}): Promise<BundledServer> {
  const server = await startBundled({ dataDir, durability: 'none', ...options })
  servers.push(server)
  return server
}

async function within<T>(server: BundledServer, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...server.connection, max: 1, onnotice: () => undefined })
  try {
    return await act(sql)
  } finally {
    await sql.end()
  }
}

/** A process that starts or adopts the server, says so, and stays until it is killed. */
const holder = `
  import { startBundled } from './src/db/bundled/start.ts'
  const server = await startBundled({ dataDir: process.argv[1], durability: 'none' })
  console.log(server.adopted ? 'adopted' : 'started')
  setInterval(() => {}, 1000)`

describe('the bundled server', () => {
  it('makes its database once, keeps it over a restart and leaves no process', async () => {
    const told: string[] = []
    const first = await start({ log: (message) => told.push(message) })
    expect(first.adopted).toBe(false)
    await within(first, (sql) => sql`create table kept as select 1 as id`)
    await first.stop()
    expect(livePostmaster(layout)).toBeUndefined()
    const second = await start({ log: (message) => told.push(message) })
    expect(second.adopted).toBe(false)
    expect(second.connection).toEqual(first.connection)
    expect(await within(second, (sql) => sql`select id from kept`)).toEqual([{ id: 1 }])
    expect(told).toEqual([`making the database in ${layout.base}`])
  })

  it('stores Unicode with checksums and answers only when the disk has it', async () => {
    const server = await start({ durability: 'full' })
    const settings = [
      'server_encoding',
      'data_checksums',
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'TimeZone',
    ]
    const rows = await within(
      server,
      (sql) =>
        sql<
          { name: string; setting: string }[]
        >`select name, setting from pg_settings where name in ${sql(settings)}`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      server_encoding: 'UTF8',
      data_checksums: 'on',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      TimeZone: 'UTC',
    })
    const [locale] = await within(
      server,
      (sql) =>
        sql`select datlocprovider::text as provider, datlocale as locale from pg_database where datname = 'zhibu'`,
    )
    expect(locale).toEqual({ provider: 'b', locale: 'C.UTF-8' })
  })

  it('lets in only its own role with the password, over a private socket and no port', async () => {
    const server = await start()
    const asks = (change: Partial<BundledServer['connection']>) =>
      within(
        { ...server, connection: { ...server.connection, ...change } },
        (sql) => sql`select current_user::text as me`,
      )
    expect(await asks({})).toEqual([{ me: 'zhibu' }])
    await expect(asks({ password: 'guess' })).rejects.toThrow(/password authentication failed/)
    await expect(asks({ password: '' })).rejects.toThrow()
    await expect(asks({ user: 'postgres' })).rejects.toThrow(/no pg_hba.conf entry/)
    const [role] = await within(
      server,
      (sql) => sql`select rolsuper from pg_roles where rolname = current_user`,
    )
    expect(role).toEqual({ rolsuper: false })
    const [tcp] = await within(server, (sql) => sql`select current_setting('listen_addresses') as addresses`)
    expect(tcp).toEqual({ addresses: '' })
    const modes = [
      layout.base,
      layout.cluster,
      layout.run,
      layout.password,
      join(layout.run, '.s.PGSQL.5432'),
    ]
    expect(modes.map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
      '700',
      '700',
      '700',
      '600',
      '700',
    ])
  })

  it('runs as an unprivileged user that does not see the secrets of the service', async () => {
    const server = await start()
    await within(server, (sql) => sql`select 1`)
    const pid = readPostmaster(layout)?.pid
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toMatch(/PASSWORD|SECRET|npm_|VITEST/)
  })

  it('writes no statement and no value into its log', async () => {
    const server = await start()
    await within(server, async (sql) => {
      await sql`create table person (name text primary key)`
      await sql`insert into person values ('张三')`
      await expect(sql`insert into person values ('张三')`).rejects.toThrow(/duplicate/)
      await expect(sql`select ${'李四'}::uuid`).rejects.toThrow(/uuid/)
    })
    const log = readFileSync(layout.log, 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toMatch(/张三|李四|insert/i)
  })

  it('works where the path is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(120), 'y'.repeat(120))
    const server = await startBundled({ dataDir: long, durability: 'none' })
    servers.push(server)
    expect(await within(server, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
    expect(server.connection.path?.startsWith(long)).toBe(false)
    expect(statSync(join(server.connection.path ?? '', '..')).mode & 0o777).toBe(0o700)
    await server.stop()
    rmSync(join(server.connection.path ?? '', '..'), { recursive: true })
  })
})

describe('several processes', () => {
  it('adopt the server whose starter was killed, and stop it', async () => {
    const parent = startModule(holder, [dataDir])
    expect(await parent.line()).toBe('started')
    const pid = livePostmaster(layout)?.pid
    parent.kill('SIGKILL')
    await parent.ended
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(livePostmaster(layout)?.pid).toBe(pid)
    expect(await within(server, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
    await server.stop()
    expect(livePostmaster(layout)).toBeUndefined()
  })

  it('that start for the first time at once make one server', async () => {
    const program = `
      import { startBundled } from './src/db/bundled/start.ts'
      import postgres from 'postgres'
      const server = await startBundled({ dataDir: process.argv[1], durability: 'none' })
      const sql = postgres({ ...server.connection, max: 1 })
      const [row] = await sql\`select current_database() || pg_postmaster_start_time() as id\`
      await sql.end()
      console.log(JSON.stringify({ id: row.id, adopted: server.adopted }))`
    const ended = await runTogether(4, program, [dataDir])
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(ended.map(({ error }) => error)).toEqual(['', '', '', ''])
    const answers = ended.map(({ output }): { id: string; adopted: boolean } => JSON.parse(output))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(answers.filter(({ adopted }) => !adopted)).toHaveLength(1)
  })
})

describe('after a crash', () => {
  it('no acknowledged row is missing', async () => {
    const writer = `
      import { startBundled } from './src/db/bundled/start.ts'
      import postgres from 'postgres'
      const server = await startBundled({ dataDir: process.argv[1] })
      const sql = postgres({ ...server.connection, max: 1, onnotice() {} })
      await sql\`create table if not exists acked (id bigint generated always as identity primary key)\`
      for (;;) console.log((await sql\`insert into acked default values returning id\`)[0].id)`
    const acked: string[] = []
    for (const wanted of [50, 200, 100]) {
      const child = startModule(writer, [dataDir])
      for (let n = 0; n < wanted; n++) acked.push(await child.line())
      process.kill(livePostmaster(layout)?.pid ?? 0, 'SIGKILL')
      const { output } = await child.ended
      acked.push(...output.trim().split('\n'))
    }
    const server = await start()
    const rows = await within(server, (sql) => sql<{ id: string }[]>`select id::text from acked`)
    const stored = new Set(rows.map(({ id }) => id))
    expect(acked.length).toBeGreaterThan(350)
    expect(acked.filter((id) => !stored.has(id))).toEqual([])
  })

  it('a process that has got the dead server’s number by chance is left alone', async () => {
    const first = await start()
    await within(first, (sql) => sql`create table kept as select 1 as id`)
    const pidFile = readFileSync(join(layout.cluster, 'postmaster.pid'), 'utf8')
    await first.stop()
    const { uid, gid } = layout.identity ?? {}
    const bystander = spawn('sleep', ['600'], { stdio: 'ignore', ...(uid && gid && { uid, gid }) })
    await once(bystander, 'spawn')
    writeFileSync(join(layout.cluster, 'postmaster.pid'), pidFile.replace(/^\d+/, String(bystander.pid)))
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await within(server, (sql) => sql`select id from kept`)).toEqual([{ id: 1 }])
    await server.stop()
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
    bystander.kill('SIGKILL')
    await once(bystander, 'exit')
  })
})

describe('says what to do', () => {
  it('when the data are damaged', async () => {
    await (await start()).stop()
    truncateSync(join(layout.cluster, 'global', 'pg_control'), 100)
    await expect(start()).rejects.toThrow(/is damaged\. Keep a copy of the directory.*zhibu restore/s)
    expect(livePostmaster(layout)).toBeUndefined()
  })

  it('when the data directory is not one', async () => {
    await (await start()).stop()
    rmSync(join(layout.cluster, 'PG_VERSION'))
    await expect(start()).rejects.toThrow(/is damaged/)
  })

  it('when the password is gone', async () => {
    await (await start()).stop()
    rmSync(layout.password)
    await expect(start()).rejects.toThrow(/password is missing.*Put it back/)
    expect(livePostmaster(layout)).toBeUndefined()
  })

  it('when the data were made by another version', async () => {
    await (await start()).stop()
    writeFileSync(join(layout.cluster, 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toThrow(/another version of PostgreSQL/)
  })

  it('when DATA_DIR is a file', async () => {
    const file = join(dataDir, 'file')
    closeSync(openSync(file, 'w'))
    await expect(startBundled({ dataDir: file })).rejects.toThrow(/cannot be used \((EEXIST|ENOTDIR)\)/)
    expect(existsSync(file)).toBe(true)
  })
})
