import { createStorage } from '../../src/db/stores/unit.ts'
import type { Unit } from '../../src/domain/ports/index.ts'
import { createFieldKeys } from '../../src/papers/storage/field-keys.ts'
import { masterKeyOf } from '../../src/papers/storage/master-key.ts'
import type { TestBot } from './test-bot.ts'

/** Reads what a bot has stored as the service does: sealed texts are opened with its keys. */
export async function inUnit<T>(bot: TestBot, act: (unit: Unit) => Promise<T>): Promise<T> {
  const [tenant] = await bot.db.sql<{ id: string }[]>`select id from tenant`
  const tenantId = tenant?.id ?? ''
  const fieldKeys = createFieldKeys({ tenantId, masterKey: masterKeyOf(bot.dataDir, undefined) })
  return createStorage({ db: bot.db.database.db, tenantId, clock: bot.clock, fieldKeys }).unit(act)
}
