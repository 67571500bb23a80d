import { createServer, type Server } from 'node:http'
import { adaptDefault, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk'
import type { Database } from '../../src/db/open.ts'
import type { Tenant } from '../../src/db/tenants.ts'
import { app, webhookPath } from '../app.ts'
import { answerVote } from './reference-vote.ts'

/** The usual kind of bot on a database: the SDK's own server, and an ORM transaction for each click. Does not listen. */
export function referenceServer(database: Database, tenant: Tenant): Server {
  const dispatcher = new EventDispatcher({ ...app, loggerLevel: LoggerLevel.warn }).register({
    'card.action.trigger': answerVote(database, tenant.id),
  })
  return createServer(adaptDefault(webhookPath, dispatcher))
}
