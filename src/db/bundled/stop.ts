import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, DatabaseFault } from '../fault.ts'
import type { Layout } from './layout.ts'
import { livePostmaster } from './postmaster.ts'
import type { Programs } from './programs.ts'

const stopLimitMs = 60_000
const pollMs = 10

function requestStop(layout: Layout, programs: Programs, pid: number): void {
  if (process.platform === 'win32') {
    execFileSync(programs.pgCtl, ['stop', '-D', layout.cluster, '-m', 'fast', '--no-wait'], {
      stdio: 'ignore',
    })
    return
  }
  try {
    process.kill(pid, 'SIGINT') // PostgreSQL's "fast shutdown": roll back, write everything, end
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/** Shuts the server of this directory down and waits for its process to end. May be repeated. */
export async function stopServer(layout: Layout, programs: Programs): Promise<void> {
  const found = livePostmaster(layout)
  if (!found) return
  requestStop(layout, programs, found.pid)
  const deadline = Date.now() + stopLimitMs
  while (livePostmaster(layout)?.pid === found.pid) {
    if (Date.now() > deadline) {
      throw new DatabaseFault(
        `The database (process ${found.pid}) did not stop within a minute. It keeps running; the next start adopts it.`,
      )
    }
    await pause(pollMs)
  }
}
