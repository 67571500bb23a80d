/**
 * What may stand in a log line: ids, numbers, words of the program. Never what people wrote, chose or are called, and
 * never a credential. Two nets: fields are known by name, and any text that is no identifier is replaced by its length.
 */

const fieldNames = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Field names (lower case, without `_` and `-`) of credentials: their value never reaches a log, whatever it is. */
const credentials = fieldNames(
  'authorization cookie setcookie token accesstoken tenantaccesstoken verificationtoken ticket secret appsecret ' +
    'encryptkey encrypt password databaseurl signature headers',
)

/** Fields that hold what people wrote, chose or are called; the id of such a thing may be logged under its name. */
const contents = fieldNames(
  'content text body rawbody payload data form formvalue value values choice option options vote votes opinion ' +
    'opinions comment reason name names title matter topic topics summary card cards message mentions roster params ' +
    'parameters query detail where input config',
)

/** An id, a code, a time, a route with or without its method: ASCII without blanks. Names and sentences of people are not. */
const identifier = /^(?:(?:GET|POST|PUT|PATCH|DELETE) )?[\w.:/@#*+,=?&%~-]{0,200}$/

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function isWithheld(field: string, value: unknown): boolean {
  const plain = field.toLowerCase().replace(/[_-]/g, '')
  return credentials.has(plain) || (contents.has(plain) && !(typeof value === 'string' && uuid.test(value)))
}

/** Makes a value fit for a log line. Depth, breadth and errors are bounded, so that a bad value costs nothing. */
export function redact(value: unknown, depth = 4): unknown {
  if (typeof value === 'string') return identifier.test(value) ? value : `[${value.length} characters]`
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return value
  if (value instanceof Error) return describeError(value)
  if (depth === 0) return '[deeper]'
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => redact(one, depth - 1))
  return redactFields(value, depth)
}

/** Redacts an object field by field. */
export function redactFields(fields: object, depth = 4): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, 50)
  return Object.fromEntries(
    entries.map(([field, value]) =>
      isWithheld(field, value) ? [field, '[withheld]'] : [redact(field), redact(value, depth - 1)],
    ),
  )
}

/**
 * An error as type, code, masked message and stack. What libraries hang on errors (request headers, SQL parameters,
 * row details) is left out; quoted parts of a database's message are rows' content and are masked.
 */
export function describeError(error: unknown, causes = 3): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const {
    name,
    code,
    kind,
    constraint_name: constraint,
    table_name: table,
    logId,
  } = error as Error & Record<string, unknown>
  return {
    type: name,
    code: redact(code),
    kind: redact(kind),
    constraint: redact(constraint),
    table: redact(table),
    logId: redact(logId),
    message: maskMessage(error.message),
    stack: framesOf(error),
    ...(error.cause !== undefined && causes > 0 ? { cause: describeError(error.cause, causes - 1) } : {}),
  }
}

const secretInMessage = /((?:bearer|token|secret|password|key)["']?\s*[:= ]\s*)\S+/gi

function maskMessage(message: string): string {
  return message
    .split('\n', 1)
    .join()
    .replace(/\bparams:.*$/s, 'params: …')
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '"…"')
    .replace(/[a-z][a-z0-9+.-]*:\/\/[^\s@/]*@/gi, '…@')
    .replace(secretInMessage, '$1…')
    .replace(/[^\x20-\x7e]+/g, '…')
    .slice(0, 300)
}

/** The frames without the message that a stack starts with. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .join('\n')
