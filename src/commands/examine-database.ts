import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { DatabaseFault } from '../db/fault.ts'
import { migrationState } from '../db/migrate.ts'
import { type Database, openDatabase } from '../db/open.ts'
import { deliveryStore } from '../db/stores/delivery.ts'
import { openKeyStore } from '../sealing/index.ts'
import { examineKeys } from './examine-keys.ts'
import { examineTextKeys } from './examine-text-keys.ts'
import type { Finding } from './findings.ts'

/**
 * Reachable, new enough, schema current, clock right, nothing given up. A bundled database that was never started is
 * left alone: looking must not make one.
 */
export async function examineDatabase(config: Config, now: () => Date): Promise<Finding[]> {
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres'))) {
    const sentence = `没有设置 DATABASE_URL，自带的数据库尚未建立，首次启动时会建在 ${config.dataDir}`
    return [{ level: 'hint', subject: '数据库', sentence }]
  }
  let database: Database
  try {
    database = await openDatabase({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      role: 'cli',
      poolSize: 1,
    })
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error
    return [{ level: 'fault', subject: '数据库', sentence: '无法打开', mend: error.message }]
  }
  try {
    const schema = await examineSchema(database)
    const findings = [await describeServer(database), await compareClocks(database, now), schema]
    if (schema.level !== 'ok') return findings
    const keys = await examineKeys(database, openKeyStore(config), now())
    const texts = await examineTextKeys(database, config)
    return [...findings, ...(await examineDelivery(database, now())), ...keys, ...texts]
  } finally {
    await database.close()
  }
}

async function describeServer({ sql, kind }: Database): Promise<Finding> {
  const [row] = await sql<{ version: string; size: string }[]>`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`
  const which = kind === 'bundled' ? '自带的 PostgreSQL' : 'DATABASE_URL 的 PostgreSQL'
  return { level: 'ok', subject: '数据库', sentence: `${which} ${row?.version} 可以连接，数据 ${row?.size}` }
}

/** Signatures are judged by the service's clock and leases by the database's. */
async function compareClocks({ sql }: Database, now: () => Date): Promise<Finding> {
  const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`
  const seconds = Math.round(Math.abs(+(row?.now ?? now()) - +now()) / 1000)
  const subject = '时钟'
  if (seconds <= 30) return { level: 'ok', subject, sentence: '服务与数据库的时间一致' }
  return {
    level: 'fault',
    subject,
    sentence: `服务与数据库的时间相差 ${seconds} 秒；相差过大时，平台的请求会被当作过期而拒绝`,
    mend: '请在两台机器上启用时间同步（NTP）',
  }
}

async function examineSchema({ sql }: Database): Promise<Finding> {
  const subject = '数据库结构'
  try {
    const { current, pending } = await migrationState(sql)
    if (pending.length === 0) return { level: 'ok', subject, sentence: `已是最新（${current}）` }
    const mend = '启动服务时会自动升级，也可以先执行 npm run zhibu -- migrate'
    return { level: 'hint', subject, sentence: `还有 ${pending.length} 个升级没有执行`, mend }
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error
    return { level: 'fault', subject, sentence: '与本程序的版本不符', mend: error.message }
  }
}

async function examineDelivery({ sql }: Database, now: Date): Promise<Finding[]> {
  const tenants = await sql<
    { id: string; appId: string }[]
  >`select id, app_id as "appId" from tenant order by id`
  return Promise.all(
    tenants.map(async ({ id, appId }): Promise<Finding> => {
      const { due, dead, unknown } = await deliveryStore(sql, id).depths(now)
      const subject = `消息发送（${appId}）`
      if (dead + unknown === 0)
        return { level: 'ok', subject, sentence: `没有发送失败的消息，${due} 条待发送` }
      const sentence = `${dead} 条消息发送失败，${unknown} 条结果不明`
      return {
        level: 'hint',
        subject,
        sentence,
        mend: '用 npm run zhibu -- outgoing 查看原因，处理后用 --redrive 重新发送',
      }
    }),
  )
}
