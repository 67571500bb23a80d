import type { FastifyReply, FastifyRequest } from 'fastify'

const pagePolicy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Answers are not kept, not framed and not guessed at; a route that sets one of these itself keeps its own. */
export async function addSecurityHeaders(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
  const headers = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-security-policy': isPage ? pagePolicy : "default-src 'none'; frame-ancestors 'none'",
  }
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
  return payload
}
