import { createServer } from 'node:http'
import { adaptDefault, EventDispatcher } from '@larksuiteoapi/node-sdk'
import { app, webhookPath } from '../app.ts'
import { closing } from './closing.ts'
import { orders, serve } from './serve.ts'

/** What this server is told. */
export interface SdkOrders {
  /** Also answers the platform's question for the address, without which no address can be registered. */
  autoChallenge: boolean
}

// The official SDK's own server, as its documentation shows it, with handlers that do nothing.
const dispatcher = new EventDispatcher(app).register({
  'im.message.receive_v1': async () => ({}),
  'card.action.trigger': async () => ({ toast: { type: 'success', content: '已记录' } }),
})
const server = createServer(adaptDefault(webhookPath, dispatcher, orders<SdkOrders>()))
server.listen(0, '127.0.0.1', () => serve(server.address(), closing(server)))
