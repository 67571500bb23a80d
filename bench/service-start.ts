import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Figure } from './report.ts'

const main = new URL('../src/main.ts', import.meta.url).pathname

/** Only what a program needs from its surroundings: no app, no database of somebody's. */
const surroundings = (dataDir: string): NodeJS.ProcessEnv => {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  )
  return { ...Object.fromEntries(kept), DATA_DIR: dataDir, PORT: '0' }
}

/** Resident memory in MB, where the system tells it in /proc; the database's processes are not in it. */
function residentMb(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** Starts the service as `npm start` does, until it says that it is ready; then it is told to stop, and has to in order. */
async function startOnce(dataDir: string): Promise<{ seconds: number; megabytes: number | null }> {
  const began = performance.now()
  const child = spawn(process.execPath, [main], {
    env: surroundings(dataDir),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('"ready: ')) return
    throw new Error('the service ended before it was ready')
  })()
  try {
    await ready
    const seconds = (performance.now() - began) / 1000
    return { seconds, megabytes: residentMb(child.pid ?? 0) }
  } finally {
    child.stdout.resume()
    child.kill('SIGTERM')
    await exited
  }
}

/** The sandbox from the start of its process until it is ready: on an empty DATA_DIR, and on the one it left. */
export async function benchStart(dir: string): Promise<Figure[]> {
  const dataDir = join(dir, 'start')
  const figures: Figure[] = []
  for (const which of ['first', 'second']) {
    const { seconds, megabytes } = await startOnce(dataDir)
    figures.push({
      bench: 'start',
      what: `${which} start, until it is ready`,
      value: seconds,
      unit: 's',
      limit: 5,
    })
    if (megabytes !== null)
      figures.push({
        bench: 'start',
        what: `${which} start, memory of the service`,
        value: megabytes,
        unit: 'MB',
        limit: null,
      })
  }
  return figures
}
