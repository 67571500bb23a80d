import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { feishuLimits } from '../bot/feishu/limits.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Database } from '../db/open.ts'
import { importedYears } from '../db/stores/imported-years.ts'
import { atLocalTime, localDate } from '../domain/calendar/local-time.ts'
import { provisionalLine } from '../domain/calendar/provisional.ts'
import { presentMasterKey } from '../papers/storage/master-key.ts'
import { rehearse } from '../rehearsal.ts'
import { loadTemplates } from '../templates.ts'
import { type Command, CommandFault } from './command.ts'
import { organisationIdsOf, requireOrganisation, tenantsOf } from './tenants.ts'
import { withDatabase } from './with-database.ts'

const usage = '用法：zhibu simulate --year 2027 [--org 组织名称或编号]'

function optionsOf(args: string[]): { year: number; org: string | undefined } {
  try {
    const { values } = parseArgs({ args, options: { year: { type: 'string' }, org: { type: 'string' } } })
    if (!/^20\d\d$/.test(values.year ?? '')) throw new CommandFault(`请写明年份。${usage}`)
    return { year: Number(values.year), org: values.org }
  } catch (error) {
    if (error instanceof CommandFault) throw error
    throw new CommandFault(`不认识的参数。${usage}`, { cause: error })
  }
}

/** Business time: the shared clock of `CLOCK=virtual`, where it is used, else the system's. */
export async function businessNow(
  { clock }: Pick<Config, 'clock'>,
  { sql }: Database,
  tenantId: string,
): Promise<Date> {
  if (clock.kind !== 'virtual') return new Date()
  const [row] = await sql<{ now: Date }[]>`select now from virtual_clock where tenant_id = ${tenantId}`
  return row && row.now > clock.startsAt ? row.now : clock.startsAt
}

/**
 * The reminders that a year will bring if nobody does anything until then, one line of JSON each, in order: the real
 * planning and sending on scratch tables. Changes nothing and runs beside a service.
 */
export const simulate: Command = async (args, terminal) => {
  const { year, org } = optionsOf(args)
  const { templatesDir } = loadConfig({ TEMPLATES_DIR: terminal.env.TEMPLATES_DIR })
  const catalogue = loadTemplates({ extraDir: templatesDir })
  return withDatabase(terminal, async (database, config) => {
    const zone = config.timezone
    const starts = atLocalTime(`${year}-01-01`, '00:00', zone)
    const until = new Date(+atLocalTime(`${year + 1}-01-01`, '00:00', zone) - 1)
    if (org !== undefined) await requireOrganisation(database, org)
    for (const tenant of await tenantsOf(database)) {
      const from = await businessNow(config, database, tenant.id)
      if (until <= from)
        throw new CommandFault(`${year}年已经过去（现在是${localDate(from, zone)}），请写今年或以后的年份`)
      const organisationIds = org === undefined ? null : await organisationIdsOf(database, tenant.id, org)
      if (organisationIds?.length === 0) continue
      catalogue.calendar.replace(await importedYears(database.sql, tenant.id).all())
      const sent = rehearse({
        database,
        tenantId: tenant.id,
        platform: tenant.platform,
        callsPerMinute: feishuLimits.perMinute,
        catalogue,
        zone,
        from,
        until,
        organisationIds,
        masterKey: () => presentMasterKey(config.dataDir, config.filesKey),
      })
      let provisional = false
      for await (const { at, to, kind, key } of sent) {
        if (at < starts) continue
        provisional ||= catalogue.calendar.isProvisional(localDate(at, zone))
        const line = `${JSON.stringify({ at: at.toISOString(), to, kind, key })}\n`
        if (!terminal.stdout.write(line)) await once(terminal.stdout, 'drain')
      }
      if (provisional) terminal.stderr.write(`${provisionalLine(String(year))}\n`)
    }
    return 0
  })
}
