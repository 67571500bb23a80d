import type { AddressInfo } from 'node:net'

/** What a server process was told by the bench. */
export const orders = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T

/**
 * Tells the bench the port, and ends with the bench: when it disconnects, whether it stopped us or died, everything is
 * closed. Whatever the bench says, the answer is the processor time that this process has used so far.
 */
export function serve(address: AddressInfo | string | null, stop: () => Promise<void>): void {
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen on a port')
  process.on('disconnect', () => {
    stop().catch((error: unknown) => {
      process.exitCode = 1
      console.error(error)
    })
  })
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicros: user + system })
  })
  process.send?.({ port: address.port })
}
