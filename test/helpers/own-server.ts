import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { layOut } from '../../src/db/bundled/layout.ts'
import { livePostmaster } from '../../src/db/bundled/postmaster.ts'
import { type BundledServer, startBundled } from '../../src/db/bundled/start.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, openDatabase } from '../../src/db/open.ts'
import type { TestDatabase } from './database.ts'
import { testServerPrefix, urlOf } from './global-postgres.ts'

/** A PostgreSQL server that one test file has for itself; empty, its database is migrated by the first service. */
export interface OwnServer {
  readonly sql: postgres.Sql
  /** DATABASE_URL; the same after a restart. */
  readonly url: string
  /** Everything that the server keeps on disk: data files, write-ahead log, its own log. */
  readonly dataDir: string
  /** The server's database for a test bot: migrated instead of emptied. */
  readonly testDatabase: TestDatabase
  /** Shuts the server down under everybody who is connected, and starts it again. */
  restart(): Promise<void>
  /** Kills the server (SIGKILL, nothing is written any more) and starts it again: it recovers from its log. */
  crash(): Promise<void>
}

/**
 * Gives the test file that calls it a server that it may restart or crash, which the suite's shared one must not be. It is
 * durable: what it acknowledged must be there after a crash.
 */
export function useOwnServer({ poolSize = 2 } = {}): OwnServer {
  let current: { dir: string; server: BundledServer; database: Database } | undefined
  const ready = () => {
    if (!current) throw new Error('the server runs from the first hook or test on')
    return current
  }
  const startIn = (dir: string) => startBundled({ dataDir: dir, durability: 'full' })
  const url = () => urlOf(ready().server, 'zhibu')
  beforeAll(async () => {
    const dir = mkdtempSync(join(tmpdir(), `${testServerPrefix}${process.pid}-`))
    chmodSync(dir, 0o711) // as root, the server's user must pass
    const server = await startIn(dir)
    const databaseUrl = urlOf(server, 'zhibu')
    current = {
      dir,
      server,
      database: await openDatabase({ databaseUrl, dataDir: 'unused', role: 'test', poolSize }),
    }
  })
  afterAll(async () => {
    if (!current) return
    await current.database.close()
    await current.server.stop()
    rmSync(current.dir, { recursive: true, force: true })
  })
  return {
    get sql() {
      return ready().database.sql
    },
    get url() {
      return url()
    },
    get dataDir() {
      return ready().dir
    },
    testDatabase: {
      get database() {
        return ready().database
      },
      get sql() {
        return ready().database.sql
      },
      get db() {
        return ready().database.db
      },
      get url() {
        return url()
      },
      empty: async () => void (await migrate(ready().database.sql)),
    },
    async restart() {
      await ready().server.stop()
      ready().server = await startIn(ready().dir)
    },
    async crash() {
      const postmaster = livePostmaster(layOut(ready().dir))
      if (!postmaster) throw new Error('the server is not running')
      process.kill(postmaster.pid, 'SIGKILL')
      ready().server = await startIn(ready().dir)
    },
  }
}
