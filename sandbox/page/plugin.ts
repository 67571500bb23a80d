import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { parseJson } from '../json.ts'
import type { StandIn } from '../stand-in.ts'
import { pageApi } from './api.ts'
import type { PageClock } from './clock.ts'
import { ownOrigin } from './origin.ts'
import { openStream } from './stream.ts'

/** What the page needs. */
export interface PageOptions {
  standIn: StandIn
  clock: PageClock
}

const files = fileURLToPath(new URL('./public', import.meta.url))

/** Everything comes from the page's own address: no foreign script, style, frame or request. */
const policy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
}

/** Body parsers of the page alone, whatever the server around it does with bodies: JSON, and files as they are. */
function readOwnBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const parsed = parseJson(String(body))
    if (parsed === undefined) done(Object.assign(new Error('not JSON'), { statusCode: 400 }))
    else done(null, parsed)
  })
}

/**
 * The chat page of the sandbox: `GET /` and everything under `/sandbox/`. It lets anybody act as anybody, so it
 * answers only to its own origin on the loopback address and must never be registered outside the sandbox.
 */
export function sandboxPage({ standIn, clock }: PageOptions): FastifyPluginAsync {
  return async (app) => {
    readOwnBodies(app)
    app.addHook('onRequest', ownOrigin)
    await app.register(helmet, { contentSecurityPolicy: policy, strictTransportSecurity: false })
    await app.register(fastifyStatic, { root: files, prefix: '/sandbox/files/', cacheControl: false })
    app.get('/', (_request, reply) => reply.sendFile('index.html'))
    const stream = openStream(standIn)
    app.get('/sandbox/stream', (_request, reply) => {
      stream.join(reply)
    })
    app.addHook('preClose', async () => stream.close())
    await app.register(pageApi({ standIn, clock, announce: stream.announce }))
  }
}
