import { createServer, type Server } from 'node:http'
import { adaptDefault, EventDispatcher } from '@larksuiteoapi/node-sdk'
import type { Database } from '../../src/db/open.ts'
import type { Tenant } from '../../src/db/tenants.ts'
import { app, webhookPath } from '../app.ts'
import { voteInOneTransaction } from './reference-vote.ts'

/** The usual kind of bot on a database: the SDK's own server, and an ORM transaction for each click. Does not listen. */
export function referenceServer(database: Database, tenant: Tenant): Server {
  const dispatcher = new EventDispatcher(app).register({
    'card.action.trigger': voteInOneTransaction(database, tenant.id),
  })
  return createServer(adaptDefault(webhookPath, dispatcher))
}
