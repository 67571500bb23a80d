import type { FastifyReply, FastifyRequest } from 'fastify'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

const hostName = (host: string): string => host.replace(/:\d+$/, '')

/**
 * Lets only the page itself in. Any website could post to a loopback address, and a foreign name could be made to point
 * to it: so the Host must be a loopback name and a browser's Origin must be the very same address.
 */
export async function ownOrigin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers
  const foreignHost = !loopback.has(hostName(host))
  const foreignOrigin = origin !== undefined && origin !== `http://${host}`
  const foreignSite = request.method !== 'GET' && site !== undefined && site !== 'same-origin'
  if (foreignHost || foreignOrigin || foreignSite)
    return reply.code(403).send({ message: '只接受本机页面的请求' })
  return undefined
}
