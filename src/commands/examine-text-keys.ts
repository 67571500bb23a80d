import type { Config } from '../config.ts'
import type { Database } from '../db/open.ts'
import { openDataKey } from '../papers/storage/field-keys.ts'
import { KeyFault, presentMasterKey } from '../papers/storage/master-key.ts'
import type { Finding } from './findings.ts'

const subject = '限定内容的密钥'
const mend = '请从备份恢复 DATA_DIR/keys/files.key，或设置原来的 FILES_KEY；各副本须用同一密钥'

/** Whether the key that is there opens what restricted texts and files are sealed with. Nothing where nothing is sealed. */
export async function examineTextKeys({ sql }: Database, config: Config): Promise<Finding[]> {
  const rows = await sql<{ tenantId: string; organisationId: string; wrapped: string }[]>`
    select distinct on (tenant_id) tenant_id as "tenantId", organisation_id as "organisationId", wrapped
    from data_key order by tenant_id, created_at desc`
  if (rows.length === 0) return []
  try {
    const master = await presentMasterKey(config.dataDir, config.filesKey)
    return rows.every((row) => openDataKey(master, row))
      ? [{ level: 'ok', subject, sentence: '可以打开已加密的文字和文件' }]
      : [{ level: 'fault', subject, sentence: '打不开已加密的文字和文件：不是当时的密钥', mend }]
  } catch (error) {
    if (!(error instanceof KeyFault)) throw error
    return [{ level: 'fault', subject, sentence: '有已加密的文字和文件，但密钥不在或不能使用', mend }]
  }
}
