import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildApp } from '../../src/bot/app.ts'
import { createFeishuReceiver } from '../../src/bot/feishu/handle-envelope.ts'
import { createLog } from '../../src/bot/log.ts'
import { createMetrics } from '../../src/bot/metrics.ts'
import { webhookRoute } from '../../src/bot/webhook-route.ts'
import { app as feishu, fixture, sealed, signed } from './feishu/fixtures.ts'

let app: FastifyInstance
let port: number
let sockets: Socket[]
let handled: number

beforeEach(async () => {
  sockets = []
  handled = 0
  const log = createLog('silent')
  const { appId, verificationToken, encryptKey, tenantKey, botOpenId } = feishu
  const receiver = createFeishuReceiver({
    appId,
    verificationToken,
    tenant: () => tenantKey,
    botOpenId: () => botOpenId,
    log,
    dispatch: {
      handle: async () => {
        handled += 1
      },
      click: async () => ({}),
    },
  })
  const route = webhookRoute({ encryptKey, verificationToken, receiver, log })
  app = buildApp({
    config: { trustProxy: false },
    log,
    metrics: createMetrics(),
    checks: [],
    routes: [route],
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await app.close()
})

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  // A reset by the server is one of the expected ends.
  socket.on('error', () => {})
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

/** All that the server says until it closes. */
async function untilClosed(socket: Socket): Promise<string> {
  let said = ''
  socket.on('data', (chunk) => {
    said += String(chunk)
  })
  await once(socket, 'close')
  return said
}

async function expectServed(): Promise<void> {
  const { body, headers } = signed(sealed(fixture('message-private')))
  const before = handled
  const response = await fetch(`http://127.0.0.1:${port}/webhooks/feishu`, {
    method: 'POST',
    headers,
    body: String(body),
  })
  expect([response.status, await response.json()]).toEqual([200, {}])
  expect(handled).toBe(before + 1)
}

const head = `POST /webhooks/feishu HTTP/1.1\r\nhost: bot\r\ncontent-type: application/json\r\n`

it('refuses a body without a length as soon as it is larger than 64 KiB', async () => {
  const socket = await open()
  const closed = untilClosed(socket)
  socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
  for (let chunk = 0; chunk < 5; chunk++) socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`)
  expect(await closed).toMatch(/^HTTP\/1\.1 413 /)
  await expectServed()
})

it('takes a chunked body below the limit', async () => {
  const { body, headers } = signed(sealed(fixture('message-private')))
  const socket = await open()
  const closed = untilClosed(socket)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`POST /webhooks/feishu HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n${lines.join('')}`)
  socket.write('transfer-encoding: chunked\r\n\r\n')
  for (const part of String(body).match(/.{1,50}/gs) ?? [])
    socket.write(`${part.length.toString(16)}\r\n${part}\r\n`)
  socket.write('0\r\n\r\n')
  expect(await closed).toMatch(/^HTTP\/1\.1 200 /)
})

it('closes connections on which a request does not arrive in time, and serves others meanwhile', async () => {
  app.server.headersTimeout = 100
  app.server.requestTimeout = 200
  const slowHeaders = await open()
  const slowBody = await open()
  const ends = [untilClosed(slowHeaders), untilClosed(slowBody)]
  slowHeaders.write('POST /webhooks/feishu HTTP/1.1\r\nx-a: ')
  slowBody.write(`${head}content-length: 100\r\n\r\n{`)
  await expectServed()
  for (const said of await Promise.all(ends)) expect(said).toMatch(/^(HTTP\/1\.1 408 |$)/)
  await expectServed()
})

it('limits how long it waits for headers and bodies', () => {
  expect(app.server.requestTimeout).toBeGreaterThan(0)
  expect(app.server.requestTimeout).toBeLessThanOrEqual(15_000)
  expect(app.server.headersTimeout).toBeGreaterThan(0)
  expect(app.server.timeout).toBeGreaterThan(0)
})

/** Both ends of a connection are in this process; a machine may allow fewer open files than 5,000 connections need. */
function idleConnections(): number {
  const report = process.report.getReport() as unknown as { userLimits?: { open_files?: { soft?: unknown } } }
  const files = Number(report.userLimits?.open_files?.soft)
  return Math.min(5000, Number.isFinite(files) ? Math.floor((files - 300) / 2) : 5000)
}

it('serves while thousands of connections say nothing', async () => {
  for (let left = idleConnections(); left > 0; left -= 100)
    await Promise.all(Array.from({ length: Math.min(100, left) }, open))
  await expectServed()
})

it('survives clients that leave in the middle of a body', async () => {
  for (let n = 0; n < 20; n++) {
    const socket = await open()
    socket.write(`${head}content-length: 1000\r\n\r\n{"encrypt":`)
    socket.destroy()
    await once(socket, 'close')
  }
  await expectServed()
})
