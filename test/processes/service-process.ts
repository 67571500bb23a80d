import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Ended } from '../helpers/processes.ts'

/** A service that runs in a process of its own. */
export interface ServiceProcess {
  pid: number
  /** Where it listens; rejects with its last words when it ends before. */
  ready: Promise<string>
  kill(signal: NodeJS.Signals): void
  ended: Promise<Ended>
}

/** What an environment needs besides the service's own variables. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) =>
    process.env[name] ? [[name, process.env[name]]] : [],
  ),
)

/** Starts a program with this environment and nothing else of ours. */
export function startProgram(program: string, args: string[], env: Record<string, string>): ServiceProcess {
  const child: ChildProcess = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, ...env },
  })
  const said = { output: '', error: '' }
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...said }))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said.output += chunk
      const address = /"msg":"ready: (http[^"]+)"/.exec(said.output)?.[1]
      if (address) resolve(address)
    })
    ended.then(({ code }) => reject(new Error(`it ended with ${code}: ${said.error || said.output}`)))
  })
  child.stderr?.on('data', (chunk) => {
    said.error += chunk
  })
  ready.catch(() => undefined) // told to whoever waits for it
  if (!child.pid) throw new Error(`${program} did not start`)
  return { pid: child.pid, ready, kill: (signal) => void child.kill(signal), ended }
}

/** Starts `node src/main.ts`, on a free port unless told otherwise. */
export const startService = (env: Record<string, string>): ServiceProcess =>
  startProgram(process.execPath, ['src/main.ts'], { PORT: '0', HOST: '127.0.0.1', ...env })

/** Runs the command line to its end. */
export const runZhibu = (args: string[], env: Record<string, string>): Promise<Ended> =>
  startProgram(process.execPath, ['src/cli.ts', ...args], env).ended

/** Whether a process with this id is there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false // no such process: the answer to the question
  }
}
