import { randomUUID } from 'node:crypto'
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
  type HTTPMethods,
  LogController,
} from 'fastify'
import { type Check, healthRoutes } from './health.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { believedProxies } from './proxy-trust.ts'
import { addSecurityHeaders } from './security-headers.ts'

/** What the web shell needs; main.ts brings it. */
export interface AppParts {
  config: {
    /** Hops or addresses of the reverse proxy whose X-Forwarded-For is believed; false = nobody's. */
    trustProxy: false | number | string[]
  }
  log: Log
  metrics: Metrics
  checks: Check[]
  /** Each is registered in a scope of its own. */
  routes: FastifyPluginCallback[]
}

/** Bytes of a request body; the platform's events are far smaller. */
const bodyLimit = 64 * 1024

/**
 * Milliseconds. A request must have arrived whole within `requestTimeout` (slow loris); a socket on which nothing moves
 * for `connectionTimeout` is closed, so event streams send a heartbeat more often than that.
 */
const timeouts = { requestTimeout: 10_000, connectionTimeout: 60_000, keepAliveTimeout: 72_000 }
const http = { headersTimeout: 5_000, connectionsCheckingInterval: 2_000 }

/**
 * The web service without a listener: tests inject, main.ts listens. `close()` stops accepting, answers what is under
 * way and resolves when the last answer has left.
 */
export function buildApp({ config, log, metrics, checks, routes }: AppParts): FastifyInstance {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: believedProxies(config.trustProxy),
    bodyLimit,
    ...timeouts,
    http,
    frameworkErrors: answerError,
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerNoRoute)
  app.addHook('onSend', addSecurityHeaders)
  app.addHook('onResponse', logResponse)
  endConnectionsOnClose(app)
  app.register(healthRoutes({ checks, metrics, log }))
  for (const route of routes) app.register(route)
  return app
}

/**
 * Node closes the idle connections when it stops listening; one whose last answer leaves afterwards would stay open for
 * the keep-alive time and hold `close()` up, so these answers say that they are the last.
 */
function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', (_request, reply, payload, next) => {
    if (closing) reply.header('connection', 'close')
    next(null, payload)
  })
}

/** Sentences for refusals that the framework itself makes; its own words would repeat parts of the request. */
const refusals: Record<number, string> = {
  400: '请求的格式不对',
  401: '无法确认请求的来源',
  403: '没有权限',
  404: '没有这个地址',
  405: '这个地址不接受这种请求方法',
  413: '请求内容过大',
  414: '地址过长',
  415: '请求内容的类型不对',
  429: '请求过于频繁，请稍后再试',
  503: '服务正在停止，请稍后再试',
}

/** Refusals keep their status; everything else is a bug: logged under the request's id, answered with that id alone. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500
  if (status < 400 || (status >= 500 && status !== 503)) {
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    return reply.code(500).send(errorBody('internal', `服务内部出错，编号 ${request.id}`))
  }
  return reply
    .code(status)
    .send(errorBody(error.code ?? `http_${status}`, refusals[status] ?? '请求无法处理'))
}

const errorBody = (code: string, message: string) => ({ error: { code: code.toLowerCase(), message } })

/** 405 where the address exists under another method, else 404. */
function answerNoRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const url = request.url.split('?', 1).join()
  const allowed = request.server.supportedMethods.filter((method) =>
    request.server.hasRoute({ method: method as HTTPMethods, url }),
  )
  if (allowed.length === 0) return reply.code(404).send(errorBody('not_found', refusals[404] ?? ''))
  return reply
    .code(405)
    .header('allow', allowed.join(', '))
    .send(errorBody('method_not_allowed', refusals[405] ?? ''))
}

/**
 * One line a request, by its route: the address itself may carry what people wrote. A route that answers all day long and
 * is counted, says so by `config.routine`: its lines are worth writing only at debug.
 */
function logResponse(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
  const { url: route, config } = request.routeOptions
  const fields = {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
  }
  if ((config as { routine?: boolean }).routine) request.log.debug(fields, 'answered')
  else request.log.info(fields, 'answered')
  next()
}
