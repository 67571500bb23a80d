import { expect, it } from 'vitest'
import { app, webhookPath } from '../../bench/app.ts'
import { messageEnvelope, push, voteEnvelope } from '../../bench/pushes.ts'
import { buildApp } from '../../src/bot/app.ts'
import { createFeishuReceiver } from '../../src/bot/feishu/handle-envelope.ts'
import { createLog } from '../../src/bot/log.ts'
import { createMetrics } from '../../src/bot/metrics.ts'
import type { Inbound } from '../../src/bot/platform.ts'
import { webhookRoute } from '../../src/bot/webhook-route.ts'

function edge() {
  const log = createLog('silent')
  const events: Inbound[] = []
  const receiver = createFeishuReceiver({
    ...app,
    tenant: () => app.tenantKey,
    dispatch: {
      handle: async (event) => void events.push(event),
      click: async (event) => {
        events.push(event)
        return {}
      },
    },
    botOpenId: () => app.botOpenId,
    log,
  })
  const routes = [webhookRoute({ ...app, receiver, log })]
  const server = buildApp({
    config: { trustProxy: false },
    log,
    metrics: createMetrics(),
    checks: [],
    routes,
  })
  return { events, server }
}

const vote = {
  ballotId: '0192e4a0-7c1e-7b1a-9c1d-3f5a5e8b0c11',
  choice: 'no',
  openId: 'ou_1',
  chatId: 'oc_1',
  messageId: 'om_1',
  at: Date.parse('2026-11-22T10:00:00Z'),
} as const

it('makes pushes that our webhook takes for what they are', async () => {
  const { events, server } = edge()
  for (const envelope of [messageEnvelope('ou_1', 'oc_1', '/会议 列表'), voteEnvelope(vote)]) {
    const { headers, body } = push(envelope)
    const answer = await server.inject({ method: 'POST', url: webhookPath, headers, payload: body })
    expect(answer.statusCode).toBe(200)
  }
  expect(events).toMatchObject([
    {
      type: 'message',
      text: '/会议 列表',
      chat: { chatId: 'oc_1', type: 'group' },
      from: [{ value: 'ou_1' }, {}],
    },
    {
      type: 'click',
      messageId: 'om_1',
      chatId: 'oc_1',
      at: new Date(vote.at),
      value: { ballot: vote.ballotId, choice: 'no' },
    },
  ])
  await server.close()
})

it('makes pushes that are refused when a byte is changed', async () => {
  const { events, server } = edge()
  const { headers, body } = push(voteEnvelope(vote))
  const payload = body.replace(/.{5}"}$/, 'AAAA="}')
  const answer = await server.inject({ method: 'POST', url: webhookPath, headers, payload })
  expect(answer.statusCode).toBe(401)
  expect(events).toEqual([])
  await server.close()
})

it('makes every envelope with an event id of its own', () => {
  const ids = Array.from({ length: 100 }, () => voteEnvelope(vote).header.event_id)
  expect(new Set(ids).size).toBe(100)
})
