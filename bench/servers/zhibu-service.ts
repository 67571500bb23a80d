import { createFeishuPlatform } from '../../src/bot/feishu/client.ts'
import { createLog } from '../../src/bot/log.ts'
import { systemClock } from '../../src/clock.ts'
import { loadConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/open.ts'
import type { Tenant } from '../../src/db/tenants.ts'
import { createService, type Service } from '../../src/service.ts'
import { loadTemplates } from '../../src/templates.ts'
import { app } from '../app.ts'

/** Our whole service on a database. Its delivery and its ticks are not started: nothing is sent to anybody. */
export function zhibuService(database: Database, tenant: Tenant, logLevel = 'info'): Service {
  const log = createLog(logLevel)
  const feishu = {
    ...app,
    domain: 'http://127.0.0.1:9',
    transport: 'webhook',
    tenantKey: app.tenantKey,
  } as const
  return createService({
    settings: loadConfig({ DATA_DIR: 'unused' }),
    feishu,
    database,
    tenant,
    platform: createFeishuPlatform({ ...feishu, log }),
    clock: systemClock,
    catalogue: loadTemplates(),
    log,
  })
}
