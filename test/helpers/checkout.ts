import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findPackage } from '../../src/db/bundled/programs.ts'

/** A copy of the database's part of the project, to try it in another place or as another user. */
export interface Checkout {
  dir: string
  /** A copy of the Node that runs the tests, which another user may be unable to reach. */
  node: string
  /** The directory of the bundled PostgreSQL's files. */
  native: string
}

/** Makes a checkout below `dir` with its own node_modules, as `npm ci` would leave it. */
export function makeCheckout(dir: string): Checkout {
  const modules = join(dir, 'node_modules')
  const bundle = findPackage()
  const copy = join(modules, bundle.name)
  mkdirSync(modules, { recursive: true })
  cpSync(bundle.dir, copy, { recursive: true, verbatimSymlinks: true })
  cpSync(join(process.cwd(), 'node_modules/postgres'), join(modules, 'postgres'), { recursive: true })
  cpSync(join(process.cwd(), 'src/db'), join(dir, 'src/db'), { recursive: true })
  copyFileSync(join(process.cwd(), 'package.json'), join(dir, 'package.json'))
  const node = join(dir, 'node')
  copyFileSync(process.execPath, node)
  chmodSync(node, 0o755)
  return { dir, node, native: join(copy, 'native') }
}

/** The links to libraries that the package's install script makes. */
export const libraryLinks = (native: string): string[] =>
  readdirSync(join(native, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => join(native, 'lib', name))
    .filter((path) => existsSync(path))
