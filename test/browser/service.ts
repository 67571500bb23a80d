import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A service that runs in the sandbox, with its own database, until it is stopped. */
export interface RunningService {
  /** Where its page is. */
  url: string
  /** Ends it as a person would, with SIGTERM, and removes its files; the exit code. */
  stop(): Promise<number | null>
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Starts `src/main.ts` as its own process without any credentials, on any free port and in a new `DATA_DIR`. `CLOCK` is
 * handed on, for pictures at a nice hour. Rejects with the process's own words when it ends early.
 */
export async function startSandbox(): Promise<RunningService> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhibu-browser-'))
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: '0',
    ...(process.env.CLOCK ? { CLOCK: process.env.CLOCK } : {}),
  }
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    url: await addressOf(child),
    async stop() {
      child.kill('SIGTERM')
      const code = await ended
      rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

/** Reads the log until the service says where it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: unknown) => {
      said += String(chunk)
      const address = /ready: (http:\/\/[^\s"]+)/.exec(said)?.[1]
      if (address) resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${said}`)))
  })
}
