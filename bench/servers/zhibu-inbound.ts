import { buildApp } from '../../src/bot/app.ts'
import { createFeishuReceiver } from '../../src/bot/feishu/handle-envelope.ts'
import { createLog } from '../../src/bot/log.ts'
import { createMetrics } from '../../src/bot/metrics.ts'
import { webhookRoute } from '../../src/bot/webhook-route.ts'
import { app } from '../app.ts'
import { serve } from './serve.ts'

// Our edge as it runs in production, up to a dispatch that does nothing.
const log = createLog('info')
const metrics = createMetrics({ runtime: true })
const receiver = createFeishuReceiver({
  ...app,
  tenant: () => app.tenantKey,
  dispatch: {
    handle: async () => undefined,
    click: async () => ({ toast: { tone: 'success', text: '已记录' } }),
  },
  botOpenId: () => app.botOpenId,
  log,
  metrics,
})
const server = buildApp({
  config: { trustProxy: false },
  log,
  metrics,
  checks: [],
  routes: [webhookRoute({ ...app, receiver, log, metrics })],
})
await server.listen({ host: '127.0.0.1', port: 0 })
serve(server.server.address(), () => server.close())
