import { type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino'
import { describeError, redactFields } from './redact.ts'

/** The structured log. Messages are constant words of the program; whatever varies goes into fields, which are redacted. */
export type Log = Logger

/**
 * A logger that writes JSON lines (ISO time) to `destination`. Without one they go to standard output, several at a time
 * when many come, so that no request waits for whoever reads them; `process.exit` writes out what is left, a killed
 * process may lose the lines of its last milliseconds. Fields, also those of child loggers, pass `redactFields`; errors
 * are reduced to type, code, masked message and stack.
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 1, sync: false }),
): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: redactFields },
    // The formatter has described the error already; pino's own serialiser would add its raw fields again.
    serializers: { err: describedError, error: describedError },
  }
  return redactingChildren(pino(options, destination))
}

const describedError = (value: unknown): unknown => (value instanceof Error ? describeError(value) : value)

/** pino formats the bindings of the first logger only; children inherit this `child`, so theirs are redacted as well. */
function redactingChildren(log: Log): Log {
  const makeChild: (this: Log, bindings: object, options?: ChildLoggerOptions) => Log = log.child
  const child = function (this: Log, bindings: object, options?: ChildLoggerOptions): Log {
    return makeChild.call(this, redactFields(bindings), options)
  }
  return Object.assign(log, { child })
}
