import { randomBytes, randomUUID } from 'node:crypto'
import {
  existsSync,
  lchownSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { codeOf, DatabaseFault } from '../fault.ts'
import { asServerSees, runToEnd } from './execute.ts'
import type { Layout } from './layout.ts'
import { isRunning } from './postmaster.ts'
import type { Programs } from './programs.ts'
import type { Durability } from './settings.ts'
import { startFault } from './start-faults.ts'

/** The application's role and its database. The role owns the database and is no superuser. */
export const applicationRole = 'zhibu'

/**
 * Only the application's role is let in, with its password. The superuser of initdb has none and
 * nobody can log in as it.
 */
const accessRules =
  process.platform === 'win32'
    ? `host all ${applicationRole} 127.0.0.1/32 scram-sha-256\n`
    : `local all ${applicationRole} scram-sha-256\n`

/** Makes the password once; of several processes at once one wins and all read the same. */
function ensurePassword(layout: Layout): string {
  if (!existsSync(layout.password)) {
    const draft = `${layout.password}.${randomUUID()}`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true })
    try {
      linkSync(draft, layout.password)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
  }
  return readPassword(layout)
}

/** The password of the application's role. Throws a DatabaseFault when this user may not read it or it is gone. */
export function readPassword(layout: Layout): string {
  try {
    return readFileSync(layout.password, 'utf8')
  } catch (error) {
    throw new DatabaseFault(
      codeOf(error) === 'ENOENT'
        ? `${layout.password} is missing; the database beside it cannot be opened without it. Put it back from a copy of DATA_DIR.`
        : `${layout.password} cannot be read (${codeOf(error)}). Run this as the user that runs the service, or as root.`,
      { cause: error },
    )
  }
}

/** A start that was killed leaves a half-made directory behind. */
function removeAbandoned(layout: Layout): void {
  for (const name of readdirSync(layout.base)) {
    const pid = Number(/^new-(\d+)-/.exec(name)?.[1])
    if (pid && !isRunning(pid)) rmSync(join(layout.base, name), { recursive: true, force: true })
  }
}

/**
 * Makes the database if there is none. It is made under another name and moved into place when it is
 * complete, so that a half-made one is never started; several processes at once are harmless.
 */
export async function initialise(layout: Layout, programs: Programs, durability: Durability): Promise<void> {
  if (existsSync(layout.cluster)) return
  removeAbandoned(layout)
  const password = ensurePassword(layout)
  const fresh = join(layout.base, `new-${process.pid}-${randomUUID()}`)
  try {
    await createCluster(layout, programs, fresh, durability)
    await createRole(layout, programs, fresh, password)
    const rules = join(fresh, 'pg_hba.conf')
    writeFileSync(rules, accessRules, { flush: true })
    if (layout.identity) lchownSync(rules, layout.identity.uid, layout.identity.gid)
    renameSync(fresh, layout.cluster)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(layout.cluster))
      throw error instanceof DatabaseFault ? error : startFault(layout.base, String(error))
  }
}

async function createCluster(layout: Layout, programs: Programs, fresh: string, durability: Durability) {
  const { ok, output } = await runToEnd(layout, programs.initdb, [
    `--pgdata=${asServerSees(layout, fresh)}`,
    '--username=postgres',
    '--auth=reject',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
    ...(durability === 'none' ? ['--no-sync'] : []),
  ])
  if (!ok) throw startFault(layout.base, output)
}

/** The server runs for a moment without listening anywhere; its superuser speaks through standard input. */
async function createRole(layout: Layout, programs: Programs, fresh: string, password: string) {
  const { ok, output } = await runToEnd(
    layout,
    programs.postgres,
    ['--single', '-D', asServerSees(layout, fresh), 'template1'],
    `CREATE ROLE ${applicationRole} LOGIN CREATEDB PASSWORD '${password}'\nCREATE DATABASE ${applicationRole} OWNER ${applicationRole}\n`,
  )
  if (!ok || /\b(ERROR|FATAL|PANIC):/.test(output))
    throw startFault(layout.base, output.replaceAll(password, '…'))
}
