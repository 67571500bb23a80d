import { type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino'
import { describeError, redactFields } from './redact.ts'

/** The structured log. Messages are constant words of the program; whatever varies goes into fields, which are redacted. */
export type Log = Logger

/**
 * Standard output, written once a turn of the event loop: the lines of requests that are served together share a write.
 * What is left at `process.exit`, or when an exception ends the process, is still written.
 */
const standardOutput = ((): DestinationStream => {
  const output = pino.destination({ dest: 1, sync: true })
  let lines = ''
  const flush = (): void => {
    const taken = lines
    lines = ''
    if (taken !== '') output.write(taken)
  }
  process.on('exit', flush)
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
})()

/**
 * A logger that writes JSON lines (ISO time) to `destination`, standard output when none is given. Fields, also those of
 * child loggers, pass `redactFields`; errors are reduced to type, code, masked message and stack.
 */
export function createLog(level: string, destination: DestinationStream = standardOutput): Log {
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
