import { resolve } from 'node:path'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { occupy } from './bundled/occupancy.ts'
import { clientOptions } from './client-options.ts'
import { survivingLoss } from './lost-connections.ts'
import { connectServer } from './server.ts'

/** An open database: one pool, used by plain queries and by drizzle alike. */
export interface Database {
  /** postgres.js: timestamptz is a Date, date 'YYYY-MM-DD', int8 a number (its digits beyond 2^53), json parsed. */
  sql: postgres.Sql
  /** drizzle-orm on the same pool, without a relational schema. */
  db: PostgresJsDatabase
  /** `bundled`: the server in DATA_DIR; `server`: the one that DATABASE_URL names. */
  kind: 'bundled' | 'server'
  /** Ends the pool, waiting up to 5 s for running queries; the last one out stops the bundled server. May be repeated. */
  close(): Promise<void>
  /** The same database over one connection of its own that can change nothing but its temporary tables. */
  aside(): Promise<Database>
}

/** What to open and as whom. */
export interface OpenOptions {
  /** PostgreSQL 14 or newer; without it the bundled server in `dataDir` is started or adopted. */
  databaseUrl?: string | undefined
  dataDir: string
  /** One `service` a DATA_DIR; a `cli` may come beside it; `test` is a cli whose data need not survive. */
  role: 'service' | 'cli' | 'test'
  /** Connections in the pool; default 10. */
  poolSize?: number
  /** Nothing but temporary tables can be changed. */
  readOnly?: boolean
  /** Told in one line what takes time or is unusual. */
  log?: (message: string) => void
}

/**
 * drizzle's constructor replaces the client's parsers (a timestamptz would become a string for plain
 * queries too). It is given the same client with a copy of the parsers to replace.
 */
async function drizzleOn(sql: postgres.Sql): Promise<PostgresJsDatabase> {
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const options = {
    ...sql.options,
    parsers: { ...sql.options.parsers },
    serializers: { ...sql.options.serializers },
  }
  return drizzle(
    new Proxy(sql, { get: (client, name) => (name === 'options' ? options : Reflect.get(client, name)) }),
  )
}

const once = (act: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined
  return () => {
    done ??= act()
    return done
  }
}

/**
 * Opens the database of the service. Throws a DatabaseFault whose message says what to do: the server
 * of DATABASE_URL is unreachable, refuses the password or is too old; DATA_DIR cannot be used, or
 * another service runs on it. Does not migrate.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const poolSize = options.poolSize ?? 10
  const [{ sql: pool, kind, leave }] = await Promise.all([
    options.databaseUrl ? openServer(options.databaseUrl, options, poolSize) : openBundled(options, poolSize),
    import('drizzle-orm/postgres-js'), // slow to load: meanwhile the server starts
  ])
  const sql = survivingLoss(pool)
  const close = once(async () => {
    await sql.end({ timeout: 5 })
    await leave()
  })
  const aside = () =>
    openDatabase({
      ...options,
      role: options.role === 'test' ? 'test' : 'cli',
      poolSize: 1,
      readOnly: true,
    })
  return { sql, db: await drizzleOn(sql), kind, close, aside }
}

interface Opened {
  sql: postgres.Sql
  kind: Database['kind']
  leave: () => Promise<void>
}

async function openServer(
  databaseUrl: string,
  { role, readOnly }: OpenOptions,
  poolSize: number,
): Promise<Opened> {
  const sql = await connectServer(databaseUrl, `zhibu ${role}`, poolSize, readOnly)
  return { sql, kind: 'server', leave: async () => undefined }
}

async function openBundled({ dataDir, role, readOnly, log }: OpenOptions, poolSize: number): Promise<Opened> {
  const occupancy = await occupy({
    dataDir: resolve(dataDir),
    service: role === 'service',
    durability: role === 'test' ? 'none' : 'full',
    ...(log && { log }),
  })
  const sql = postgres({ ...occupancy.connection, ...clientOptions(`zhibu ${role}`, poolSize, readOnly) })
  return { sql, kind: 'bundled', leave: occupancy.leave }
}
