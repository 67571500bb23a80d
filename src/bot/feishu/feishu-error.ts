import { type FailureKind, PlatformError } from '../platform.ts'
import { codeMeanings } from './error-codes.ts'

/** A failed call to Feishu: what a {@link PlatformError} says, and what an operator needs to mend it. */
export class FeishuError extends PlatformError {
  override name = 'FeishuError'
  /** Permissions of which one is missing, as the platform names them (`im:message`). */
  readonly scopes: readonly string[]
  constructor(kind: FailureKind, message: string, more: FailureFacts = {}) {
    super(kind, message, more)
    this.scopes = more.scopes ?? []
  }
}

interface FailureFacts {
  code?: number
  retryAfterMs?: number
  logId?: string
  scopes?: string[]
}

/** What came back from a call, or instead of it. */
export interface Outcome {
  /** HTTP status; null = no answer. */
  status: number | null
  headers: Record<string, unknown>
  body: unknown
  /** Node's code of a failed connection (`ECONNRESET` …). */
  networkCode: string | null
}

/** How a call may be read when its answer is lost. */
export interface Called {
  /** For the message: method and path, no query. */
  call: string
  /** Repeating it changes nothing, so a lost answer is only a reason to ask again. */
  repeatable: boolean
}

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The platform's code, where the body is one of its own. */
export function codeOf(body: unknown): number | null {
  const code = typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : null
  return typeof code === 'number' && Number.isSafeInteger(code) ? code : null
}

const headerText = (headers: Record<string, unknown>, name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Only words of the platform are taken from its message, which may repeat what we sent. */
const wordsOf = (body: unknown, shape: RegExp): string[] => {
  const msg = typeof body === 'object' && body !== null ? (body as { msg?: unknown }).msg : null
  return typeof msg === 'string' ? [...msg.matchAll(shape)].map(([, word]) => word ?? '') : []
}

function factsOf({ headers, body }: Outcome, code: number | null): FailureFacts {
  const reset = Number(headerText(headers, 'x-ogw-ratelimit-reset'))
  const logId = headerText(headers, 'x-tt-logid')
  const scopes = code === 99991672 ? wordsOf(body, /\b([a-z_]+:[a-z_.]+(?::[a-z_.]+)?)\b/g) : []
  return {
    ...(code !== null && { code }),
    ...(Number.isFinite(reset) && reset >= 0 && { retryAfterMs: Math.ceil(reset * 1000) }),
    ...(logId && { logId }),
    ...(scopes.length > 0 && { scopes: [...new Set(scopes)] }),
  }
}

/** Kinds of HTTP statuses without a code that we know. */
const kindOfStatus = (status: number): FailureKind =>
  status === 429 || status >= 500 ? 'transient' : status === 401 || status === 403 ? 'config' : 'bug'

/** Turns either way of failing, an HTTP error or a code in a good answer, into one typed error. */
export function failureOf(outcome: Outcome, { call, repeatable }: Called): FeishuError {
  const lost: FailureKind = repeatable ? 'transient' : 'unknown'
  const { status, body, networkCode } = outcome
  if (status === null) {
    const kind = networkCode !== null && neverSent.has(networkCode) ? 'transient' : lost
    return new FeishuError(kind, `${call}: no answer (${networkCode ?? 'unknown'})`)
  }
  const code = codeOf(body)
  const facts = factsOf(outcome, code)
  // Not the platform but a gateway before it, or an answer cut short: it may have happened.
  if (code === null || code === 0) {
    const kind = status < 300 || status >= 500 ? lost : kindOfStatus(status)
    return new FeishuError(kind, `${call}: HTTP ${status} without a code`, facts)
  }
  const known = codeMeanings.get(code)
  const [detail] = wordsOf(body, /ErrCode:?\s*(\d+)/gi)
  const sentence = `${call}: code ${code}${detail ? `/${detail}` : ''} (${known?.reason ?? `HTTP ${status}`})`
  return new FeishuError(known?.kind ?? kindOfStatus(status), sentence, facts)
}
