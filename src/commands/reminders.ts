import { once } from 'node:events'
import { parseArgs } from 'node:util'
import type { Database } from '../db/open.ts'
import { createStorage } from '../db/stores/unit.ts'
import { atLocalTime } from '../domain/calendar/local-time.ts'
import type { LedgerQuery, ReminderRecord } from '../domain/ports/index.ts'
import { reasonWords } from '../domain/reminders/reasons.ts'
import { type Command, CommandFault } from './command.ts'
import { organisationIdsOf, requireOrganisation, tenantsOf } from './tenants.ts'
import { withDatabase } from './with-database.ts'

const usage = '用法：zhibu reminders [--org 组织名称或编号] [--from 2026-10-01] [--to 2026-12-31]'
const PAGE = 1_000
const options = { org: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } as const
const earliest = '2000-01-01'
const latest = '2999-12-31'

function optionsOf(args: string[]): { org: string | undefined; from: string; to: string } {
  let values: { org?: string; from?: string; to?: string }
  try {
    values = parseArgs({ args, options }).values
  } catch (error) {
    throw new CommandFault(`不认识的参数。${usage}`, { cause: error })
  }
  const { org, from = earliest, to = latest } = values
  for (const date of [from, to])
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
      throw new CommandFault(`“${date}”不是日期，请写成2026-12-01。${usage}`)
  if (from > to) throw new CommandFault(`开始日期在结束日期之后。${usage}`)
  return { org, from, to }
}

/** The ledger of reminders, a line of JSON each, in the order in which they were owed. Ids and states, never content. */
export const reminders: Command = async (args, terminal) => {
  const { org, from, to } = optionsOf(args)
  return withDatabase(terminal, async (database, { timezone: zone }) => {
    if (org !== undefined) await requireOrganisation(database, org)
    for (const { id: tenantId } of await tenantsOf(database)) {
      const organisationIds = org === undefined ? null : await organisationIdsOf(database, tenantId, org)
      const range = { from: atLocalTime(from, '00:00', zone), to: atLocalTime(to, '23:59', zone) }
      for await (const record of allRecords(database, tenantId, { organisationIds, ...range }))
        if (!terminal.stdout.write(`${JSON.stringify(lineOf(record))}\n`))
          await once(terminal.stdout, 'drain')
    }
    return 0
  })
}

async function* allRecords(
  { db }: Database,
  tenantId: string,
  range: Pick<LedgerQuery, 'organisationIds' | 'from' | 'to'>,
): AsyncGenerator<ReminderRecord> {
  const storage = createStorage({ db, tenantId, clock: { now: () => new Date() } })
  for (let after: LedgerQuery['after'] = null; ; ) {
    const page = await storage.unit((unit) => unit.ledger.records({ ...range, after, limit: PAGE }))
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = { owedAt: last.owedAt, id: last.id }
  }
}

const lineOf = ({ id: _, view: _view, ref: _ref, ...record }: ReminderRecord) => ({
  ...record,
  why: record.reason === null ? null : reasonWords(record.reason),
})
