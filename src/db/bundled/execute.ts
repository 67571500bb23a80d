import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, constants, existsSync, openSync } from 'node:fs'
import { join, relative } from 'node:path'
import { codeOf, DatabaseFault } from '../fault.ts'
import type { Layout } from './layout.ts'

/**
 * The name under which the server sees a path below `layout.base`. Usually the path itself. Where the
 * server's user may not pass through a directory above (DATA_DIR in /root), the open directory that
 * the program inherits as its descriptor 3 is the way in, so that the data can stay in DATA_DIR.
 */
export function asServerSees(layout: Layout, path: string): string {
  if (layout.reachable || !path.startsWith(layout.base)) return path
  if (!existsSync('/proc/self/fd')) {
    throw new DatabaseFault(
      `The unprivileged user ${layout.identity?.name} may not enter a directory above ${layout.base}. Set DATA_DIR to a directory that every user may pass through, run the service as a plain user, or set DATABASE_URL.`,
    )
  }
  return join('/proc/self/fd/3', relative(layout.base, path))
}

/** The service's environment holds secrets: the database's programs get none of it. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
})

/** Starts a program of PostgreSQL as the server's user, in a session of its own so that Ctrl-C does not reach it. */
export function execute(
  layout: Layout,
  program: string,
  args: readonly string[],
  stdio: ['pipe' | 'ignore', 'pipe' | 'ignore' | number, 'pipe' | number],
): ChildProcess {
  const base = openSync(layout.base, constants.O_RDONLY)
  try {
    return spawn(program, args, {
      ...(layout.identity && { uid: layout.identity.uid, gid: layout.identity.gid }),
      cwd: layout.base,
      env: environment(),
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: process.platform === 'win32' ? stdio : [...stdio, base],
    })
  } finally {
    closeSync(base)
  }
}

/** Runs a program to its end, with `input` on its standard input. Never rejects for an exit code. */
export function runToEnd(
  layout: Layout,
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = execute(layout, program, args, ['pipe', 'pipe', 'pipe'])
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) =>
      resolve({ ok: false, output: `${output}${error.message} (${codeOf(error)})` }),
    )
    child.on('close', (code) => resolve({ ok: code === 0, output }))
    // A program that ends early closes its input; its exit code and output tell why.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}
