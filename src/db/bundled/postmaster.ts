import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../fault.ts'
import { type Layout, socketPort } from './layout.ts'

/** What the running server wrote into postmaster.pid. */
export interface Postmaster {
  pid: number
  port: number
  status: string
}

const pidFile = (layout: Layout): string => join(layout.cluster, 'postmaster.pid')
/** The path of the server's Unix socket. */
export const socketPath = (layout: Layout): string => join(layout.run, `.s.PGSQL.${socketPort}`)

/**
 * A name in the server's arguments that tells it from any other process that has its process id by
 * chance (common in containers). The inode stays when the directory is renamed.
 */
export const serverName = (layout: Layout): string =>
  `zhibu-${statSync(layout.cluster, { bigint: true }).ino}`

/** The content of postmaster.pid, or undefined when there is none or it is still being written. */
export function readPostmaster(layout: Layout): Postmaster | undefined {
  const text = readTextIfThere(pidFile(layout))
  const [pid, , , port, , , , status] = text?.split('\n') ?? []
  if (!Number(pid)) return undefined
  return { pid: Number(pid), port: Number(port) || socketPort, status: (status ?? '').trim() }
}

function readTextIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Whether any process has this number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** The arguments of a process; empty for a zombie, undefined when there is no such process. */
function commandLine(pid: number): string | undefined {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    if (isRunning(pid)) throw error
    return undefined // it ended before or while we looked
  }
}

/** Windows shows nobody the arguments of a process, and gives its number to another one late. */
const isServer = (pid: number, layout: Layout): boolean =>
  process.platform === 'win32' ? isRunning(pid) : (commandLine(pid)?.includes(serverName(layout)) ?? false)

/** The server of this directory if its process is alive, whether it accepts connections or not. */
export function livePostmaster(layout: Layout): Postmaster | undefined {
  const found = readPostmaster(layout)
  return found && isServer(found.pid, layout) ? found : undefined
}

/** The directory belongs to the server's user: root must not follow a link that it finds there. */
function overwrite(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0))
  try {
    writeFileSync(file, text)
  } finally {
    closeSync(file)
  }
}

/** A process id beyond what any system gives. */
const nobodysPid = 2 ** 31 - 2

/**
 * Makes a server start that refused because the process id in a lock file of a dead server belongs to
 * some other process by now. Only the process id is replaced: the rest of postmaster.pid lets the new
 * server see whether children of the dead one still run.
 */
export function forgetDeadPostmaster(layout: Layout): void {
  if (livePostmaster(layout)) return
  const text = readTextIfThere(pidFile(layout))
  if (text) overwrite(pidFile(layout), text.replace(/^\d+/, String(nobodysPid)))
  rmSync(socketPath(layout), { force: true })
  rmSync(`${socketPath(layout)}.lock`, { force: true })
}
