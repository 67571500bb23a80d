import type { FeishuReceiver } from './handle-envelope.ts'
import { type ClientLog, sdkLogger } from './sdk-logger.ts'

/** What a long connection is made of. */
export interface LongConnectionOptions {
  appId: string
  appSecret: string
  /** Base URL of the open platform. */
  domain: string
  log: ClientLog
  handleEnvelope: FeishuReceiver['handleEnvelope']
  /** Milliseconds until a connection that the SDK has given up is started anew. */
  restartMs?: number
}

/** A long connection that keeps itself up. */
export interface LongConnection {
  /** Whether events can arrive now. */
  connected(): boolean
  /** Ends it; events under way are still handled, but can no longer be acknowledged. */
  close(): void
}

/** Seconds without any sign of life after a ping until a connection counts as dead; the platform pings every 120 s. */
const pingTimeoutSeconds = 25
const handshakeTimeoutMs = 15_000

/**
 * Receives events over the platform's long connection, so that no public address is needed. Envelopes arrive nested
 * and unencrypted, exactly as in a webhook's body, and go the same way. Resolves when the client has been started,
 * which may be before it is connected; it reconnects by itself for ever.
 */
export async function startLongConnection(options: LongConnectionOptions): Promise<LongConnection> {
  const { appId, appSecret, domain, log, handleEnvelope, restartMs = 30_000 } = options
  const [{ WSClient, LoggerLevel }, { default: axios }] = await Promise.all([
    import('@larksuiteoapi/node-sdk'),
    import('axios'),
  ])
  const http = axios.create({ timeout: 15_000, maxRedirects: 0, proxy: false })
  http.interceptors.response.use((response) => response.data)

  let restart: NodeJS.Timeout | null = null
  const client = new WSClient({
    appId,
    appSecret,
    domain: domain.replace(/\/+$/, ''),
    httpInstance: http as never,
    logger: sdkLogger(log),
    loggerLevel: LoggerLevel.error,
    handshakeTimeoutMs,
    wsConfig: { pingTimeout: pingTimeoutSeconds },
    onReady: () => log.info({}, 'long connection is up'),
    onReconnecting: () => log.warn({}, 'long connection is down, reconnecting'),
    onReconnected: () => log.info({}, 'long connection is up again'),
    onError: () => {
      log.error({ restartMs }, 'long connection was given up by the SDK, starting anew')
      restart = setTimeout(start, restartMs)
    },
  })

  /** The SDK calls this with the merged event and sends back what it answers; a throw asks for another delivery. */
  const invoke = async (envelope: unknown): Promise<unknown> => {
    const { status, body, refused } = await handleEnvelope(envelope, 'connection')
    if (status >= 500) throw new Error(`answered with ${status}`)
    if (refused) log.warn({ refusal: refused }, 'event of the long connection refused')
    return body
  }
  // The SDK's dispatcher flattens envelopes, so it gets an object of our own with the one method that it calls.
  const start = (): void => void client.start({ eventDispatcher: { invoke } as never })
  start()

  return {
    connected: () => client.getConnectionStatus().state === 'connected',
    close: () => {
      if (restart) clearTimeout(restart)
      client.close({ force: true })
    },
  }
}
