import type { Database } from '../db/open.ts'
import { CommandFault } from './command.ts'

/** An enterprise with its app. */
export interface TenantRow {
  id: string
  appId: string
  platform: 'feishu' | 'dingtalk'
}

/** Every enterprise of the database. */
export const tenantsOf = ({ sql }: Database) =>
  sql<TenantRow[]>`select id, app_id as "appId", platform from tenant order by created_at, id`

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The organisations of a name, or the one of an id, in an enterprise. */
export async function organisationIdsOf(
  { sql }: Database,
  tenantId: string,
  named: string,
): Promise<string[]> {
  const rows = uuid.test(named)
    ? await sql<{ id: string }[]>`select id from organisation where tenant_id = ${tenantId} and id = ${named}`
    : await sql<
        { id: string }[]
      >`select id from organisation where tenant_id = ${tenantId} and name = ${named}`
  return rows.map(({ id }) => id)
}

/** The same over all enterprises; refuses a name that nobody has. */
export async function requireOrganisation(database: Database, named: string): Promise<void> {
  for (const { id } of await tenantsOf(database))
    if ((await organisationIdsOf(database, id, named)).length > 0) return
  throw new CommandFault(`没有名为“${named}”的组织。名称须与绑定时的一致，也可以写它的编号`)
}
