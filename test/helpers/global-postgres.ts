import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { isRunning } from '../../src/db/bundled/postmaster.ts'
import { type BundledServer, startBundled } from '../../src/db/bundled/start.ts'
import { migrate } from '../../src/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The suite's server: DATABASE_URL of the database `zhibu`, and the migrated database to copy. */
    postgres: { url: string; template: string }
  }
}

/** Begins the name of a test server's directory; the process id follows, so that what a killed run left can be swept. */
export const testServerPrefix = 'zhibu-test-'
const template = 'zhibu_template'

/** The DATABASE_URL of one database of a bundled server. */
export function urlOf({ connection }: BundledServer, database: string): string {
  const url = new URL(`postgres://localhost:${connection.port}/${database}`)
  url.username = connection.user
  url.password = connection.password
  if (connection.path) url.searchParams.set('host', join(connection.path, '..'))
  return url.href
}

/** A run that was killed could not stop its server. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${testServerPrefix}(\\d+)-`).exec(name)?.[1])
    const dir = join(tmpdir(), name)
    if (!pid || isRunning(pid) || statSync(dir).uid !== process.getuid?.()) continue
    await (await startBundled({ dataDir: dir, durability: 'none' })).stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function makeTemplate(server: BundledServer): Promise<void> {
  const admin = postgres({ ...server.connection, max: 1 })
  await admin`create database ${admin(template)}`
  await admin.end()
  const sql = postgres({ ...server.connection, database: template, max: 1, onnotice: () => undefined })
  await migrate(sql)
  await sql.end()
}

/**
 * One PostgreSQL server for the whole suite, with a migrated database that `useDatabase` copies for
 * each test file. Everything is gone after the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepKilledRuns()
  const dir = mkdtempSync(join(tmpdir(), `${testServerPrefix}${process.pid}-`))
  chmodSync(dir, 0o711) // as root, the server's user must pass
  const server = await startBundled({ dataDir: dir, durability: 'none' })
  const teardown = async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await makeTemplate(server)
  } catch (error) {
    await teardown()
    throw error
  }
  project.provide('postgres', { url: urlOf(server, 'zhibu'), template })
  return teardown
}
