import type { CardTokens } from '../card-tokens.ts'
import type { Fields } from '../json.ts'
import type { Rates } from '../rates.ts'
import type { Limits } from '../types.ts'
import type { World } from '../world.ts'
import { ApiFailure, refuse } from './failure.ts'

/** A call of the open platform, with what its caller sent. */
export interface ApiCall {
  params: Record<string, string>
  query: Record<string, unknown>
  body: Fields
  /** Length of the request's body as sent. */
  bodyBytes: number
  /** The body as sent, and its type, for bodies that are no JSON. */
  raw: Uint8Array
  contentType: string
}

/** An answer that is a file and not JSON. */
export class BinaryAnswer {
  readonly bytes: Uint8Array
  readonly name: string
  constructor(bytes: Uint8Array, name: string) {
    this.bytes = bytes
    this.name = name
  }
}

/** What the endpoints work with. */
export interface Platform {
  world: World
  limits: Limits
  rates: Rates
  cardTokens: CardTokens
  /** The platform's business clock. */
  now: () => Date
  app: { appId: string; appSecret: string; tenantKey: string; botName: string }
  /** Issues or checks tenant access tokens. */
  tokens: { issue(): { token: string; expire: number }; valid(token: string): boolean }
}

/** One API of the open platform. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Fastify path below `/open-apis`. */
  path: string
  /** Needs no tenant access token. */
  open?: true
  /** Answers errors with HTTP 200, as the older APIs do. */
  errorsAre200?: true
  /** The answer without `code` and `msg`; an {@link ApiFailure} refuses. */
  answer(call: ApiCall, platform: Platform): Fields | BinaryAnswer | Promise<Fields>
}

/** A string parameter, or the default when it is absent. */
export function parameter(value: unknown, standard: string): string {
  return typeof value === 'string' && value !== '' ? value : standard
}

/** One page of a list by `page_size` (at most `most`) and `page_token`, as the API hands it out. */
export function page<T>(
  items: T[],
  query: Record<string, unknown>,
  { most = 100, spare = 0 } = {},
): { items: T[]; page_token: string; has_more: boolean } {
  const size = Number(parameter(query.page_size, '20'))
  if (!Number.isInteger(size) || size < 1 || size > most)
    throw refuse.fieldCheck(`page_size must be 1 to ${most}`)
  const token = parameter(query.page_token, '')
  const start = token ? Number(Buffer.from(token, 'base64url').toString()) : 0
  if (!Number.isInteger(start) || start < 0)
    throw new ApiFailure(99992402, 'field validation failed, ext=page_token')
  // `spare` items are held back while more remain, because a real page may hold fewer than page_size.
  const end = start + (start + size < items.length ? Math.max(1, size - spare) : size)
  const more = end < items.length
  return {
    items: items.slice(start, end),
    page_token: more ? Buffer.from(String(end)).toString('base64url') : '',
    has_more: more,
  }
}
