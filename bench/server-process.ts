import { fork } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'

/** A server in a process of its own. */
export interface ServerProcess {
  port: number
  stop(): Promise<void>
}

/**
 * Starts `bench/servers/<name>.ts` and waits until it listens. Its log goes to a file, as a service's does; what it
 * prints about faults comes to standard error.
 */
export async function startServer(
  name: string,
  logFile: string,
  orders: object = {},
): Promise<ServerProcess> {
  const file = new URL(`./servers/${name}.ts`, import.meta.url)
  const child = fork(file, [JSON.stringify(orders)], {
    stdio: ['ignore', openSync(logFile, 'a'), 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
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
    async stop() {
      if (child.connected) child.disconnect()
      const [code] = await exited
      if (code !== 0) throw new Error(`the server ${name} ended with ${code}`)
    },
  }
}
