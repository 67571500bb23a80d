import { once } from 'node:events'
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildApp } from '../../src/bot/app.ts'
import type { Check } from '../../src/bot/health.ts'
import { readinessOf } from '../../src/bot/health.ts'
import { createLog } from '../../src/bot/log.ts'
import { createMetrics } from '../../src/bot/metrics.ts'

const open: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()))
})

interface Parts {
  routes?: FastifyPluginCallback[]
  checks?: Check[]
  trustProxy?: false | number | string[]
}

/** An app with what the test gives it, its metrics, and what it has logged. */
function anApp({ routes = [], checks = [], trustProxy = false }: Parts = {}) {
  const stream = new PassThrough()
  const metrics = createMetrics()
  const app = buildApp({ config: { trustProxy }, log: createLog('debug', stream), metrics, checks, routes })
  open.push(app)
  return { app, metrics, logged: () => String(stream.read() ?? '') }
}

const echo: FastifyPluginCallback = (app, _options, done) => {
  app.post('/echo', async (request) => request.body)
  app.get('/ip', async (request) => ({ ip: request.ip }))
  app.get('/page', async (_request, reply) => reply.type('text/html').send('<p>页</p>'))
  app.get('/bug', async () => {
    throw new Error('a detail about 张三')
  })
  done()
}

describe('the error handler', () => {
  it('answers a bug with its id alone, logs it under that id, and goes on', async () => {
    const { app, logged } = anApp({ routes: [echo] })
    const answer = await app.inject('/bug')
    expect(answer.statusCode).toBe(500)
    const { error } = answer.json()
    const id = /编号 ([0-9a-f-]{36})/.exec(error.message)?.[1]
    expect(error.code).toBe('internal')
    expect(answer.body).not.toMatch(/张三|detail|at .*\.ts/)
    const line = logged()
      .split('\n')
      .find((text) => text.includes('request failed'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({ reqId: id, route: '/bug', err: { type: 'Error' } })
    expect((await app.inject('/healthz')).statusCode).toBe(200)
  })

  it.each([
    {
      why: 'malformed JSON',
      headers: { 'content-type': 'application/json' },
      payload: '{"张三',
      status: 400,
    },
    {
      why: 'a body over 64 KiB',
      headers: { 'content-type': 'application/json' },
      payload: `"${'x'.repeat(65_536)}"`,
      status: 413,
    },
    {
      why: 'another content type',
      headers: { 'content-type': 'application/xml' },
      payload: '<a/>',
      status: 415,
    },
    {
      why: 'a __proto__ key',
      headers: { 'content-type': 'application/json' },
      payload: '{"__proto__":{"a":1}}',
      status: 400,
    },
  ])('refuses $why with a sentence and without the request in it', async ({ headers, payload, status }) => {
    const { app, logged } = anApp({ routes: [echo] })
    const answer = await app.inject({ method: 'POST', url: '/echo', headers, payload })
    expect(answer.statusCode).toBe(status)
    expect(answer.json().error.message).toMatch(/^请求/)
    expect(answer.body + logged()).not.toContain('张三')
  })

  it('takes a body of exactly 64 KiB', async () => {
    const { app } = anApp({ routes: [echo] })
    const payload = `"${'x'.repeat(65_534)}"`
    const answer = await app.inject({
      method: 'POST',
      url: '/echo',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(200)
  })

  it('answers an unknown address 404 in JSON, a malformed one 400, and repeats neither', async () => {
    const { app, logged } = anApp()
    const unknown = await app.inject('/nowhere?q=geheim')
    expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, 'not_found'])
    const malformed = await app.inject('/%E0%A4%A')
    expect(malformed.statusCode).toBe(400)
    expect(unknown.body + malformed.body + logged()).not.toMatch(/geheim|%E0/)
  })

  it.each([
    'GET',
    'PUT',
    'TRACE',
    'DELETE',
  ] as const)('answers %s where only POST is taken with 405', async (method) => {
    const { app } = anApp({ routes: [echo] })
    const answer = await app.inject({ method, url: '/echo' })
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST'])
  })
})

describe('headers', () => {
  it('guard every answer; a page may load its own files and nothing else', async () => {
    const { app } = anApp({ routes: [echo] })
    const [json, page] = await Promise.all([app.inject('/ip'), app.inject('/page')])
    expect(json.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    expect(json.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    expect((await app.inject('/bug')).headers['x-content-type-options']).toBe('nosniff')
  })

  it('are left alone where a route sets its own', async () => {
    const { app } = anApp({
      routes: [
        (scope, _options, done) => {
          scope.get('/own', async (_request, reply) => reply.header('cache-control', 'max-age=60').send('a'))
          done()
        },
      ],
    })
    expect((await app.inject('/own')).headers['cache-control']).toBe('max-age=60')
  })
})

describe('the address of the caller', () => {
  const from = async (trustProxy: false | number | string[], remoteAddress: string, forwarded: string) => {
    const { app } = anApp({ routes: [echo], trustProxy })
    const answer = await app.inject({ url: '/ip', remoteAddress, headers: { 'x-forwarded-for': forwarded } })
    return answer.json().ip
  }

  it('is the socket’s when no proxy is named: X-Forwarded-For is anybody’s word', async () => {
    expect(await from(false, '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  })

  it('is what the named proxy says, and nobody else', async () => {
    expect(await from(['10.0.0.1'], '10.0.0.1', '198.51.100.1')).toBe('198.51.100.1')
    expect(await from(['10.0.0.1'], '10.0.0.2', '198.51.100.1')).toBe('10.0.0.2')
  })

  it('goes back as many hops as there are proxies, so that a forged first entry is not believed', async () => {
    expect(await from(1, '10.0.0.1', '6.6.6.6, 198.51.100.1')).toBe('198.51.100.1')
    expect(await from(2, '10.0.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.7')).toBe('198.51.100.1')
  })

  it('is the socket’s when somebody outside the private networks reaches the service past its proxy', async () => {
    expect(await from(1, '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  })
})

describe('health', () => {
  const ok: Check = { name: 'database', run: async () => undefined }

  it('is alive even when nothing is ready', async () => {
    const down: Check = {
      name: 'database',
      run: () => Promise.reject(new Error('password of postgres://u:geheim@h')),
    }
    const { app, logged } = anApp({ checks: [down, { ...ok, name: 'migrations' }] })
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    const answer = await app.inject('/readyz')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toEqual({ ready: false, checks: { database: 'failed', migrations: 'ok' } })
    expect(answer.body + logged()).not.toContain('geheim')
  })

  it('is ready when every check holds', async () => {
    const { app } = anApp({ checks: [ok] })
    const answer = await app.inject('/readyz')
    expect([answer.statusCode, answer.json()]).toEqual([200, { ready: true, checks: { database: 'ok' } }])
  })

  it('does not wait for a check that hangs, and asks again the next time', async () => {
    let runs = 0
    const hangs: Check = {
      name: 'token',
      run: () => {
        runs += 1
        return runs === 1 ? new Promise(() => {}) : Promise.resolve()
      },
    }
    const ready = readinessOf([hangs], createLog('silent'), 20)
    expect(await Promise.all([ready(), ready()])).toEqual([
      { ready: false, checks: { token: 'timed out' } },
      { ready: false, checks: { token: 'timed out' } },
    ])
    expect(runs).toBe(1)
    expect(await ready()).toEqual({ ready: true, checks: { token: 'ok' } })
  })
})

describe('metrics', () => {
  it('shows counts, times and watched numbers', async () => {
    const { app, metrics } = anApp()
    metrics.eventHandled('message', 'handled')
    metrics.requestRefused('signature')
    metrics.clickAnswered('counted', 0.02)
    metrics.outgoingMoved('card', 'sent')
    metrics.watch('zhibu_dead_letters', 'Messages given up', async () => 3)
    metrics.watch('zhibu_pool', 'Connections', async () => ({ idle: 8, busy: 2 }))
    const { headers, body } = await app.inject('/metrics')
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toContain('zhibu_events_total{type="message",outcome="handled"} 1')
    expect(body).toContain('zhibu_refused_requests_total{reason="signature"} 1')
    expect(body).toContain('zhibu_click_seconds_bucket{le="0.025",outcome="counted"} 1')
    expect(body).toContain('zhibu_outgoing_total{kind="card",state="sent"} 1')
    expect(body).toMatch(/zhibu_dead_letters 3/)
    expect(body).toContain('zhibu_pool{of="busy"} 2')
  })

  it('leaves out a number that cannot be read, counts that, and shows the others', async () => {
    const { metrics } = anApp()
    metrics.watch('zhibu_dead_letters', 'Messages given up', () => Promise.reject(new Error('down')))
    metrics.requestRefused('stale')
    await metrics.render()
    const { text } = await metrics.render()
    expect(text).not.toMatch(/^zhibu_dead_letters/m)
    expect(text).toContain('zhibu_unread_gauges_total{gauge="zhibu_dead_letters"}')
    expect(text).toContain('zhibu_refused_requests_total{reason="stale"} 1')
  })

  it('keeps two services in one process apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()]
    one.requestRefused('stale')
    expect((await other.render()).text).not.toContain('stale')
  })
})

describe('close', () => {
  it('answers what is under way and refuses what comes later', async () => {
    const begun = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    const slow: FastifyPluginCallback = (scope, _options, done) => {
      scope.get('/slow', async () => {
        begun.resolve()
        await released.promise
        return { done: true }
      })
      done()
    }
    const { app } = anApp({ routes: [slow] })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const answer = fetch(`${address}/slow`)
    await begun.promise
    const closed = app.close()
    await vi.waitFor(() => expect(app.server.listening).toBe(false))
    const late = connect(Number(new URL(address).port), '127.0.0.1')
    const [refusal] = await once(late, 'error')
    expect(refusal.code).toBe('ECONNREFUSED')
    released.resolve()
    expect(await (await answer).json()).toEqual({ done: true })
    await closed
  })
})
