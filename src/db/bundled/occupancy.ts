import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { clientOptions } from '../client-options.ts'
import { codeOf, DatabaseFault, messageOf } from '../fault.ts'
import { type BundledConnection, type BundledOptions, type BundledServer, startBundled } from './start.ts'

/**
 * Being in a bundled database. Everybody who is in holds one advisory lock in shared mode, a service
 * one more that only one can hold; both are held by a connection and so end with their holder, however
 * it ends. Whoever leaves last stops the server, no matter who started it.
 */
export interface Occupancy {
  connection: BundledConnection
  /** Stops the server unless somebody else is in. May be repeated. */
  leave(): Promise<void>
}

/** What an occupant needs. */
export interface OccupancyOptions extends BundledOptions {
  /** A second service on the same DATA_DIR is refused; command lines may be many. */
  service: boolean
  /** How long a service waits for its killed predecessor's lock; default 3 s. */
  patienceMs?: number
}

// Two numbers make an advisory lock's name; the first is this application's.
const application = 0x7a68
const anybody = 1
const service = 2

const enterLimitMs = 15_000
const retryMs = 100

const lost = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
])
const isLost = (error: unknown): boolean => lost.has(codeOf(error) ?? '')

async function holderOfService(sql: postgres.Sql): Promise<string> {
  const rows = await sql<{ name: string }[]>`
    select application_name as name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and classid = ${application} and objid = ${service} and granted`
  return rows[0]?.name ?? 'zhibu service'
}

async function takeServiceLock(
  sql: postgres.Sql,
  { dataDir, patienceMs = 3000 }: OccupancyOptions,
): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const [row] = await sql<{ taken: boolean }[]>`
      select pg_try_advisory_lock(${application}::int, ${service}::int) as taken`
    if (row?.taken) return
    if (Date.now() >= deadline) break
    await pause(retryMs)
  }
  throw new DatabaseFault(
    `Another service (${await holderOfService(sql)}) already runs on DATA_DIR ${dataDir}. Stop it first, or give this one its own DATA_DIR. Several services together need DATABASE_URL.`,
  )
}

interface Entered {
  server: BundledServer
  sql: postgres.Sql
}

async function enterOnce(options: OccupancyOptions, onclose: () => void): Promise<Entered> {
  const server = await startBundled(options)
  const name = `zhibu ${options.service ? 'service' : 'cli'} ${process.pid}`
  const sql = postgres({
    ...server.connection,
    ...clientOptions(name, 1),
    fetch_types: false,
    max_lifetime: null, // the locks live as long as this connection
    onclose,
  })
  try {
    // Waits while the last one out is stopping the server; then this connection is cut and we start anew.
    await sql`select pg_advisory_lock_shared(${application}::int, ${anybody}::int)`
    if (options.service) await takeServiceLock(sql, options)
    return { server, sql }
  } catch (error) {
    await leaveOnce({ server, sql })
    throw error
  }
}

/** The exclusive lock is held until the server is down: nobody can come in between. */
async function leaveOnce({ server, sql }: Entered): Promise<void> {
  try {
    await sql`select pg_advisory_unlock_all()`
    const [row] = await sql<{ last: boolean }[]>`
      select pg_try_advisory_lock(${application}::int, ${anybody}::int) as last`
    if (row?.last) await server.stop()
  } catch (error) {
    if (!isLost(error)) throw error // lost: the server is down already
  } finally {
    await sql.end({ timeout: 0 })
  }
}

/**
 * Starts or adopts the bundled server and enters it. If the server dies (killed, out of memory), it is
 * started again and entered again, so that a service heals by itself; its pool reconnects by itself.
 */
export async function occupy(options: OccupancyOptions): Promise<Occupancy> {
  let leaving: Promise<void> | undefined
  let returning: Promise<void> = Promise.resolve()
  let within = false
  let entered = await enterPatiently()
  within = true

  async function enterPatiently(): Promise<Entered> {
    const deadline = Date.now() + enterLimitMs
    for (;;) {
      try {
        return await enterOnce(options, cameOut)
      } catch (error) {
        if (!isLost(error) || Date.now() > deadline) throw error
      }
    }
  }

  function cameOut(): void {
    if (within && !leaving) returning = comeBack()
  }

  async function comeBack(): Promise<void> {
    within = false
    options.log?.('the connection to the bundled database was lost; starting it again')
    await entered.sql.end({ timeout: 0 })
    while (!leaving) {
      try {
        entered = await enterPatiently()
        within = true
        options.log?.('the bundled database is back')
        return
      } catch (error) {
        options.log?.(`the bundled database is not back yet: ${messageOf(error)}`)
        await pause(1000)
      }
    }
  }

  return {
    connection: entered.server.connection,
    leave: () => {
      leaving ??= returning.then(() => leaveOnce(entered))
      return leaving
    },
  }
}
