import type { DoneFuncWithErrOrRes, FastifyReply, FastifyRequest } from 'fastify'

const pagePolicy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const always: [name: string, value: string][] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
]
const forData: typeof always = [
  ...always,
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
]
const forPages: typeof always = [...always, ['content-security-policy', pagePolicy]]

/** Answers are not kept, not framed and not guessed at; a route that sets one of these itself keeps its own. */
export function addSecurityHeaders(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  next: DoneFuncWithErrOrRes,
): void {
  const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
  for (const [name, value] of isPage ? forPages : forData)
    if (!reply.hasHeader(name)) reply.header(name, value)
  next(null, payload)
}
