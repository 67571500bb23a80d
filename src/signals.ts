import type { Log } from './bot/log.ts'

/** How long an orderly stop may take before the process is left to end by force. */
const patienceMs = 15_000

/**
 * Ends in order at SIGTERM and SIGINT: runs `stops` one after the other as they stand at that moment, first to last. A
 * promise rejected without a handler, or an exception outside any, is logged: the process goes on with what is whole.
 */
export function closeOnSignals(log: Log, stops: readonly (() => Promise<void>)[]): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    const timer = setTimeout(() => process.exit(1), patienceMs)
    let failed = false
    for (const one of stops)
      await one().catch((error: unknown) => {
        failed = true
        log.error({ err: error }, 'a part did not stop in order')
      })
    clearTimeout(timer)
    log.info({ signal }, 'stopped')
    process.exit(failed ? 1 : 0)
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise was rejected without a handler'),
  )
  process.on('uncaughtException', (error) => log.error({ err: error }, 'an exception was caught by nobody'))
}
