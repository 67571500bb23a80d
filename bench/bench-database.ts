import { join } from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { type Database, openDatabase } from '../src/db/open.ts'
import { openTenant, type Tenant } from '../src/db/tenants.ts'
import { app } from './app.ts'

/** A migrated database with the bench's tenant in it. */
export interface BenchDatabase {
  database: Database
  tenant: Tenant
}

/** Opens the database for work that needs no server of ours: the bench's own process talks to it over ten connections. */
export async function openBenchDatabase(dir: string): Promise<BenchDatabase> {
  const database = await openDatabase({ dataDir: join(dir, 'stores'), role: 'cli', poolSize: 10 })
  try {
    await migrate(database.sql)
    const tenant = await openTenant(database.sql, {
      platform: 'feishu',
      appId: app.appId,
      key: app.tenantKey,
    })
    return { database, tenant }
  } catch (error) {
    await database.close()
    throw error
  }
}
