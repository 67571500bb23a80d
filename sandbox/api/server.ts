import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Fault, Faults } from '../faults.ts'
import { newId } from '../ids.ts'
import { type Fields, fieldsOf, isFields, parseJson } from '../json.ts'
import { appEndpoints } from './app.ts'
import { cardEndpoints } from './cards.ts'
import { chatEndpoints, contactEndpoints } from './chats.ts'
import { BinaryAnswer, type Endpoint, type Platform } from './endpoint.ts'
import { ApiFailure, refuse } from './failure.ts'
import { fileEndpoints } from './files.ts'
import { messageEndpoints } from './messages.ts'

/** A call that the bot made, as the stand-in remembers it. */
export interface RecordedCall {
  method: string
  /** Path and query as sent. */
  url: string
  body: unknown
  /** HTTP status, or 0 when the connection was broken. */
  status: number
  /** The platform's code, absent when the answer had none. */
  code?: number
  /** Milliseconds of the business clock. */
  at: number
}

interface Answer {
  status: number
  headers: Record<string, string>
  body: Fields | BinaryAnswer
}

const endpoints: Endpoint[] = [
  ...appEndpoints,
  ...messageEndpoints,
  ...fileEndpoints,
  ...cardEndpoints,
  ...chatEndpoints,
  ...contactEndpoints,
]

const noBytes = new Uint8Array()
const rawOf = (request: FastifyRequest): Uint8Array =>
  request.body instanceof Uint8Array ? request.body : noBytes
const isForm = (request: FastifyRequest): boolean =>
  request.headers['content-type']?.startsWith('multipart/') ?? false
const textIn = (request: FastifyRequest): string =>
  isForm(request) ? '' : new TextDecoder().decode(rawOf(request))

function authorise(request: FastifyRequest, { tokens }: Platform): void {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme !== 'Bearer' || !token) throw refuse.noToken()
  if (!tokens.valid(token)) throw refuse.badToken()
}

function spend(endpoint: Endpoint, { limits, rates }: Platform): void {
  const api = `${endpoint.method} ${endpoint.path}`
  for (const [most, windowMs] of [
    [limits.perSecond, 1000],
    [limits.perMinute, 60_000],
  ] as const) {
    const waitMs = rates.take(`${windowMs} ${api}`, most, windowMs)
    if (waitMs) throw refuse.tooMany(most, waitMs)
  }
}

async function answerCall(endpoint: Endpoint, request: FastifyRequest, platform: Platform): Promise<Answer> {
  try {
    spend(endpoint, platform)
    if (!endpoint.open) authorise(request, platform)
    const text = textIn(request)
    const body = text ? parseJson(text) : {}
    if (!isFields(body)) throw new ApiFailure(9499, 'Bad Request')
    const call = {
      params: fieldsOf(request.params) as Record<string, string>, // Fastify's path parameters are strings
      query: fieldsOf(request.query),
      body,
      bodyBytes: rawOf(request).length,
      raw: rawOf(request),
      contentType: request.headers['content-type'] ?? '',
    }
    const answer = await endpoint.answer(call, platform)
    if (answer instanceof BinaryAnswer) return { status: 200, headers: {}, body: answer }
    return { status: 200, headers: {}, body: { code: 0, msg: 'success', ...answer } }
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    const status = error.status ?? (endpoint.errorsAre200 ? 200 : 400)
    return { status, headers: error.headers, body: { code: error.code, msg: error.message } }
  }
}

/** The answer that a fault puts in the place of the real one. */
function spoiled(fault: Fault): { status: number; headers: Record<string, string>; body: string } {
  const json = { 'content-type': 'application/json; charset=utf-8' }
  const { status, code = 99991400, message = 'injected fault', reset = 1 } = fault
  if (fault.kind === 'html')
    return {
      status: status ?? 502,
      headers: { 'content-type': 'text/html' },
      body: '<html>502 Bad Gateway</html>',
    }
  if (fault.kind === 'empty') return { status: status ?? 200, headers: {}, body: '' }
  if (fault.kind === 'code')
    return { status: status ?? 200, headers: json, body: JSON.stringify({ code, msg: message }) }
  if (fault.kind === 'rate-limit')
    return {
      status: status ?? 429,
      headers: { ...json, 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': String(reset) },
      body: JSON.stringify({ code: 99991400, msg: 'request trigger frequency limit' }),
    }
  return {
    status: status ?? 500,
    headers: json,
    body: JSON.stringify({ code: fault.code ?? 2200, msg: message }),
  }
}

/** The HTTP face of the open platform. Every call is handed to `record`. */
export function createApi(
  platform: Platform,
  faults: Faults,
  record: (call: RecordedCall) => void,
): FastifyInstance {
  const api = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 40 * 1024 * 1024 })
  api.removeAllContentTypeParsers()
  // Generated SDK methods send a body with GET and DELETE too, so the body is read as it is and judged later.
  api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const note = (request: FastifyRequest, status: number, code: unknown): void =>
    record({
      method: request.method,
      url: request.url,
      body: parseJson(textIn(request)),
      status,
      ...(typeof code === 'number' ? { code } : {}),
      at: platform.now().getTime(),
    })
  const drop = (request: FastifyRequest, reply: FastifyReply): void => {
    note(request, 0, undefined)
    reply.hijack()
    request.raw.socket.destroy()
  }

  for (const endpoint of endpoints)
    api.route({
      method: endpoint.method,
      url: `/open-apis${endpoint.path}`,
      async handler(request, reply) {
        const fault = faults.take(request.method, request.url.split('?')[0] ?? '')
        if (fault?.kind === 'drop-before') return drop(request, reply)
        if (fault && fault.kind !== 'delay' && fault.kind !== 'drop-after') {
          const { status, headers, body } = spoiled(fault)
          note(request, status, fieldsOf(parseJson(body)).code)
          return reply.code(status).headers(headers).send(body)
        }
        if (fault?.kind === 'delay')
          await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000).unref())
        const { status, headers, body } = await answerCall(endpoint, request, platform)
        if (fault?.kind === 'drop-after') return drop(request, reply)
        if (body instanceof BinaryAnswer) {
          note(request, status, 0)
          return reply
            .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(body.name)}`)
            .type('application/octet-stream')
            .send(Buffer.from(body.bytes))
        }
        note(request, status, body.code)
        return reply
          .code(status)
          .headers({ ...headers, 'x-tt-logid': newId.log() })
          .send(body)
      },
    })
  api.setNotFoundHandler((request, reply) => {
    note(request, 404, undefined)
    return reply.code(404).type('text/plain').send('404 page not found')
  })
  return api
}
