/** What the client and the long connection write: ids, codes and outcomes; never content, tokens or secrets. */
export interface ClientLog {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/**
 * A logger for the SDK. What the SDK hands to its logger holds bearer tokens, the app secret and whole payloads, so
 * only the fact that it spoke is kept; our own wrapper describes each failed call.
 */
export function sdkLogger(log: ClientLog) {
  const spoke = (level: string) => () => log.debug({ level }, 'the SDK logged something')
  const silent = () => {}
  return { error: spoke('error'), warn: spoke('warn'), info: silent, debug: silent, trace: silent }
}
