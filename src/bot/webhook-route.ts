import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { nextBurst } from './bursts.ts'
import type { FeishuReceiver } from './feishu/handle-envelope.ts'
import { webhookBodyLimit } from './feishu/limits.ts'
import { bodyOpener } from './feishu/open-body.ts'
import { refusalLog, unprovedLimiter } from './feishu/unproved.ts'

const path = '/webhooks/feishu'

/** What the webhook is made of. */
export interface WebhookOptions {
  encryptKey: string
  verificationToken: string
  receiver: FeishuReceiver
  log: { warn(facts: object, message: string): void }
  metrics?: { requestRefused(reason: string): void }
  /** System time in milliseconds, for the age of signatures; never the business clock. */
  systemNowMs?: () => number
}

/**
 * `POST /webhooks/feishu`: events, card callbacks and URL verification. Register it in a scope of its own: it replaces
 * the body parsers there. Refused requests get a status and an empty body; 200 for an event means committed.
 */
export function webhookRoute(options: WebhookOptions): FastifyPluginCallback {
  const { encryptKey, verificationToken, receiver, log, metrics, systemNowMs = Date.now } = options
  const open = bodyOpener(encryptKey, verificationToken)
  const mayTry = unprovedLimiter()
  const writeRefusal = refusalLog((facts) => log.warn(facts, 'webhook request refused'))

  const refuse = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    refusal: string,
  ): FastifyReply => {
    metrics?.requestRefused(refusal)
    writeRefusal(refusal, request.ip, systemNowMs())
    return reply.code(status).send()
  }

  const receive = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!Buffer.isBuffer(request.body)) return refuse(request, reply, 400, 'no-body')
    const now = systemNowMs()
    const opened = open(request.body, request.headers, () => mayTry(request.ip, now), now)
    if ('challenge' in opened) return reply.send({ challenge: opened.challenge })
    if ('refused' in opened) return refuse(request, reply, opened.status, opened.refused)
    const { status, body, refused } = await receiver.handleEnvelope(opened.envelope, 'webhook', opened.bytes)
    await nextBurst()
    return refused ? refuse(request, reply, status, refused) : reply.code(status).send(body)
  }

  return (scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    const asBytes = { parseAs: 'buffer', bodyLimit: webhookBodyLimit } as const
    scope.addContentTypeParser('application/json', asBytes, (_request, body, parsed) => parsed(null, body))
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      // Refusals of the framework (413, 415 …) are refusals of ours; faults go on to the app's handler.
      const status = error.statusCode ?? 500
      if (status >= 500) throw error
      return refuse(request, reply, status, `http-${status}`)
    })
    scope.addHook('onRequest', (request, reply, next) => {
      const encoding = request.headers['content-encoding']
      if (encoding === undefined || encoding === 'identity') next()
      else refuse(request, reply, 415, 'content-encoding')
    })
    // Events are counted, faults and refusals have lines of their own; a line each would let anybody fill the log.
    const config = { routine: true }
    scope.post(path, { config }, receive)
    // Answered before a body is read, which the app's own 405 would do.
    scope.route({
      method: scope.supportedMethods.filter((method) => method !== 'POST'),
      url: path,
      exposeHeadRoute: false,
      config,
      onRequest: (request, reply, _next) => {
        refuse(request, reply.header('allow', 'POST'), 405, 'method')
      },
      handler: (_request, reply) => reply,
    })
    done()
  }
}
