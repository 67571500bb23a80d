import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** What a process printed and how it ended. */
export interface Ended {
  code: number | null
  output: string
  error: string
}

/** A running program of a test. */
export interface Running {
  pid: number
  /** The next line on standard output; rejects when the program ends without one. */
  line(): Promise<string>
  kill(signal: NodeJS.Signals): void
  ended: Promise<Ended>
}

/** How to start a program of a test. */
export interface StartOptions {
  /** Directory to run in; relative imports of the program start there. Default: the project. */
  cwd?: string
  /** Run as this user (only root may ask for that). */
  user?: { uid: number; gid: number }
  /** The Node to run; default: the one of this process. */
  node?: string
}

/** Starts a TypeScript module given as text, in a Node process of its own. */
export function startModule(
  text: string,
  args: string[] = [],
  { cwd = process.cwd(), user, node = process.execPath }: StartOptions = {},
): Running {
  const child: ChildProcess = spawn(node, ['--input-type=module-typescript', '--eval', text, '--', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  let output = ''
  let error = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    error += chunk
  })
  const ended = once(child, 'close').then(([code]): Ended => ({ code, output, error }))
  if (!child.stdout || !child.pid) throw new Error('the process did not start')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid,
    async line() {
      const { value, done } = await lines.next()
      if (done) throw new Error(`the process ended: ${(await ended).error}`)
      return value
    },
    kill: (signal) => void child.kill(signal),
    ended,
  }
}

/** Starts the same module `count` times at once and waits for all to end. */
export const runTogether = (count: number, text: string, args: string[]): Promise<Ended[]> =>
  Promise.all(Array.from({ length: count }, () => startModule(text, args).ended))
