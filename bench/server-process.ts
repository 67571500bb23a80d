import { fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A server in a process of its own. */
export interface ServerProcess {
  port: number
  /** Processor time that it has used since it was started, all threads, in microseconds. */
  cpuMicros(): Promise<number>
  stop(): Promise<void>
}

/**
 * Starts a program of `bench/servers` and waits until it listens. Its log goes to a file in `logDir`, as a service's does;
 * what it prints about faults comes to standard error.
 */
export async function startServer(file: URL, logDir: string, orders: object = {}): Promise<ServerProcess> {
  const name = basename(file.pathname, '.ts')
  const log = openSync(join(logDir, `${name}.log`), 'a')
  const child = fork(file, [JSON.stringify(orders)], {
    stdio: ['ignore', log, 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  closeSync(log) // the child has its own
  const exited = once(child, 'exit')
  const told = await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`the server ${name} ended with ${code} before it listened`)
    }),
  ])
  const { port } = told[0] as { port: number } // serve() sends nothing else
  return {
    port,
    async cpuMicros() {
      child.send('cpu')
      const [{ cpuMicros }] = (await once(child, 'message')) as [{ cpuMicros: number }] // nothing else is sent
      return cpuMicros
    },
    async stop() {
      if (child.connected) child.disconnect()
      const [code] = await exited
      if (code !== 0) throw new Error(`the server ${name} ended with ${code}`)
    },
  }
}
