import type { ChildProcess } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { codeOf, DatabaseFault, messageOf } from '../fault.ts'
import { asServerSees, execute } from './execute.ts'
import { applicationRole, initialise, readPassword } from './initialise.ts'
import { type Layout, layOut, socketPort } from './layout.ts'
import { forgetDeadPostmaster, livePostmaster, readPostmaster, serverName, socketPath } from './postmaster.ts'
import { findPrograms, type Programs } from './programs.ts'
import { type Durability, settingArguments } from './settings.ts'
import { startFault } from './start-faults.ts'
import { stopServer } from './stop.ts'

/** How to reach the bundled server: options for postgres.js. */
export interface BundledConnection {
  host: string
  port: number
  /** The Unix socket; absent on Windows, where the server listens on 127.0.0.1. */
  path?: string
  user: string
  password: string
  database: string
}

/** A running bundled server. */
export interface BundledServer {
  connection: BundledConnection
  /** True when the server was running already: another process uses it, or its starter was killed. */
  adopted: boolean
  /**
   * Shuts the server down, whoever started it, and returns when its process has ended. Other
   * connections are cut and their transactions rolled back; what was committed stays. May be repeated.
   */
  stop(): Promise<void>
}

/** What to start. */
export interface BundledOptions {
  /** DATA_DIR: the database lies in its directory `postgres`. */
  dataDir: string
  /** Told in one line what takes time or is unusual. */
  log?: (message: string) => void
  /** Default `full`. `none` for tests only. */
  durability?: Durability
}

const startLimitMs = 120_000
const pollMs = 10

/**
 * Starts the bundled PostgreSQL of `dataDir`, making the database the first time (about 2 s, later
 * 0.1 s), or adopts the one that runs there already. Several processes may call this at once: one
 * starts the server, the others adopt it. Throws a DatabaseFault that says what to do.
 */
export async function startBundled({
  dataDir,
  log,
  durability = 'full',
}: BundledOptions): Promise<BundledServer> {
  const layout = layOut(dataDir)
  const programs = findPrograms(layout.identity)
  const deadline = Date.now() + startLimitMs
  while (Date.now() < deadline) {
    const adopted = await adopt(layout)
    if (adopted) return server(layout, programs, adopted, true)
    if (existsSync(layout.cluster) && livePostmaster(layout)) {
      await pause(pollMs) // it is starting or stopping
      continue
    }
    if (!existsSync(layout.cluster)) log?.(`making the database in ${layout.base}`)
    await initialise(layout, programs, durability)
    const connection = await launch(layout, programs, durability)
    if (connection) return server(layout, programs, connection, false)
    forgetDeadPostmaster(layout)
    await pause(pollMs)
  }
  throw startFault(layout.base, logFrom(layout, 0))
}

const server = (
  layout: Layout,
  programs: Programs,
  connection: BundledConnection,
  adopted: boolean,
): BundledServer => ({ connection, adopted, stop: () => stopServer(layout, programs) })

function connectionTo(layout: Layout): BundledConnection {
  const common = { user: applicationRole, password: readPassword(layout), database: applicationRole }
  return process.platform === 'win32'
    ? { host: '127.0.0.1', port: readPostmaster(layout)?.port ?? socketPort, ...common }
    : { host: 'localhost', port: socketPort, path: socketPath(layout), ...common }
}

/** The way to a server that answers already, or undefined when none does (yet). */
async function adopt(layout: Layout): Promise<BundledConnection | undefined> {
  const listening = process.platform === 'win32' ? readPostmaster(layout) : existsSync(socketPath(layout))
  if (!listening) return undefined
  const connection = connectionTo(layout)
  const sql = postgres({ ...connection, max: 1, connect_timeout: 5, fetch_types: false, backoff: () => 0 })
  try {
    await sql`select 1`
    return connection
  } catch (error) {
    if (codeOf(error) === '28P01') {
      throw new DatabaseFault(
        `The running database does not accept the password in ${layout.password}. Put the file back from a copy of DATA_DIR.`,
      )
    }
    return undefined // nobody listens any more, or it is starting or stopping: the caller looks again
  } finally {
    await sql.end({ timeout: 0 })
  }
}

/** A port that nobody uses now (Windows only: there is no private socket). */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : socketPort))
    })
  })

async function addressSettings(layout: Layout): Promise<Record<string, string>> {
  return process.platform === 'win32'
    ? { listen_addresses: '127.0.0.1', port: String(await freePort()) }
    : {
        listen_addresses: '',
        port: String(socketPort),
        unix_socket_directories: asServerSees(layout, layout.run),
        unix_socket_permissions: '0700',
      }
}

const logLimitBytes = 1_000_000
/** The directory belongs to the server's user: root must not follow a link that it finds there. */
const appendToOwn = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)

/** Opens the server's log for more; a long one is put aside first. */
function openLog(layout: Layout): { file: number; size: number } {
  const size = statSync(layout.log, { throwIfNoEntry: false })?.size ?? 0
  if (size > logLimitBytes) renameSync(layout.log, `${layout.log}.1`)
  return { file: openSync(layout.log, appendToOwn, 0o600), size: size > logLimitBytes ? 0 : size }
}

/** The end of what the server printed after the first `size` bytes. */
const logFrom = (layout: Layout, size: number): string =>
  existsSync(layout.log) ? readFileSync(layout.log).subarray(size).toString().slice(-4000) : ''

/** Starts the server; undefined when another one holds the directory or seems to. */
async function launch(
  layout: Layout,
  programs: Programs,
  durability: Durability,
): Promise<BundledConnection | undefined> {
  const more = { ...(await addressSettings(layout)), cluster_name: serverName(layout) }
  readPassword(layout) // without it a running server would be of no use
  const { file, size } = openLog(layout)
  try {
    const args = ['-D', asServerSees(layout, layout.cluster), ...settingArguments(durability, more)]
    const child = execute(layout, programs.postgres, args, ['ignore', file, file])
    const failure = await becomesReady(layout, child)
    if (failure === undefined) {
      child.unref()
      return connectionTo(layout)
    }
    const said = failure + logFrom(layout, size)
    if (/lock file ".*" already exists|pre-existing shared memory block/.test(said)) return undefined
    throw startFault(layout.base, said)
  } finally {
    closeSync(file)
  }
}

/** Undefined as soon as the server accepts connections; otherwise why it did not start. */
async function becomesReady(layout: Layout, child: ChildProcess): Promise<string | undefined> {
  let failure: string | undefined
  child.once('error', (error) => {
    failure = `${messageOf(error)} (${codeOf(error)})\n`
  })
  child.once('exit', () => {
    failure ??= ''
  })
  while (failure === undefined) {
    const found = readPostmaster(layout)
    if (found?.pid === child.pid && found?.status === 'ready') return undefined
    await pause(pollMs)
  }
  return failure
}
