import { type Database, openDatabase } from '../../src/db/open.ts'
import { openTenant, type Tenant } from '../../src/db/tenants.ts'
import { app } from '../app.ts'
import { orders } from './serve.ts'

/** What the servers of clicks are told. */
export interface ClickOrders {
  /** Where the bundled PostgreSQL of the bench lies. */
  dataDir: string
}

/** The bench's database, with a pool of 10 of one's own, and its tenant. */
export async function openForClicks(
  role: 'service' | 'cli',
): Promise<{ database: Database; tenant: Tenant }> {
  const { dataDir } = orders<ClickOrders>()
  const database = await openDatabase({ dataDir, role, poolSize: 10 })
  return {
    database,
    tenant: await openTenant(database.sql, { platform: 'feishu', appId: app.appId, key: app.tenantKey }),
  }
}
