import type { Server } from 'node:http'

/** Stops a plain server and its kept connections. */
export const closing = (server: Server) => (): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
