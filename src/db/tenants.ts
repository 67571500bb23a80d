import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'

/** The enterprise that an app serves. `key` is the platform's name of it; null until the first proved event. */
export interface Tenant {
  id: string
  key: string | null
}

/** The tenant of an app; made at the first start. With `key` (from the configuration) it is bound to that enterprise. */
export async function openTenant(
  sql: postgres.Sql,
  app: { platform: string; appId: string; key: string | undefined },
): Promise<Tenant> {
  await sql`
    insert into tenant (id, platform, app_id, key, created_at)
    values (${uuidv7()}, ${app.platform}, ${app.appId}, ${app.key ?? null}, now())
    on conflict (platform, app_id) do nothing`
  const [row] = await sql<Tenant[]>`
    update tenant set key = coalesce(${app.key ?? null}, key)
    where platform = ${app.platform} and app_id = ${app.appId} returning id, key`
  if (!row) throw new Error('the tenant could not be opened')
  return row
}

/** Binds the tenant to the enterprise of the first proved event. Answers the key that holds, whoever was first. */
export async function claimTenantKey(sql: postgres.Sql, id: string, key: string): Promise<string> {
  const [row] = await sql<{ key: string }[]>`
    update tenant set key = coalesce(key, ${key}) where id = ${id} returning key`
  return row?.key ?? key
}
