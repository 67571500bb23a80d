import { type Config, loadConfig } from '../config.ts'
import { type Database, openDatabase } from '../db/open.ts'
import type { Terminal } from './command.ts'

/**
 * Opens the database of the environment beside a running service, does the work and closes it again, also after a
 * failure. A bundled server that is not running is started for that long.
 */
export async function withDatabase<T>(
  { env, stderr }: Terminal,
  work: (database: Database, config: Config) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env)
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    role: 'cli',
    poolSize: 2,
    log: (message) => stderr.write(`${message}\n`),
  })
  try {
    return await work(database, config)
  } finally {
    await database.close()
  }
}
