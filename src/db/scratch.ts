import type postgres from 'postgres'

/** Whose rows a rehearsal works on: of all, or of some organisations (with those above and below them). */
export interface ScratchScope {
  tenantId: string
  organisationIds: readonly string[] | null
}

/** So far back reminders that were sent still decide what comes: the longest period with its make-up time. */
const KEPT = '450 days'

/** What reminders write, and what a case writes that the calendar starts. */
const written = [
  ...['outgoing', 'reminder', 'escalation', 'card', 'rate_bucket'],
  ...['process_instance', 'process_step', 'step_record', 'case_number', 'audit', 'audit_head'],
]

/**
 * Gives a read-only connection its own copies of the tables that planning and sending write. PostgreSQL looks up names
 * among temporary tables first, so that the very same statements work on them, while the server refuses any change of
 * the real ones. The copies end with the connection.
 */
export async function makeScratch(
  sql: postgres.Sql,
  { tenantId, organisationIds }: ScratchScope,
): Promise<void> {
  await sql.begin('read write', async (tx) => {
    const [row] = await tx<{ schema: string }[]>`select current_schema() as schema`
    const schema = row?.schema ?? 'public'
    for (const name of written)
      await tx`create temporary table ${tx(name)} (like ${tx(`${schema}.${name}`)} including all)`
    const real = (name: string) => tx(`${schema}.${name}`)
    if (organisationIds) {
      await tx`create temporary table organisation (like ${real('organisation')} including all)`
      await tx`
        insert into pg_temp.organisation
        select o.* from ${real('organisation')} o
        where o.tenant_id = ${tenantId} and (o.id = any(${[...organisationIds]})
          or o.id in (select b.parent_id from ${real('organisation')} b
            where b.tenant_id = ${tenantId} and b.id = any(${[...organisationIds]}))
          or o.parent_id in (select b.id from ${real('organisation')} b
            where b.tenant_id = ${tenantId} and b.id = any(${[...organisationIds]}) and b.kind = 'branch'))`
      // Above the superior of a group's branch.
      await tx`
        insert into pg_temp.organisation
        select o.* from ${real('organisation')} o
        where o.tenant_id = ${tenantId} and o.id in (select parent_id from pg_temp.organisation)
        on conflict do nothing`
    }
    const within = organisationIds ? tx`and r.organisation_id in (select id from pg_temp.organisation)` : tx``
    await tx`
      insert into pg_temp.outgoing
      select r.* from ${real('outgoing')} r
      where r.tenant_id = ${tenantId} and (r.kind = 'reminder' or r.key like 'routines:%')
        and r.created_at > now() - ${KEPT}::interval ${within}`
    await tx`
      insert into pg_temp.reminder
      select r.* from ${real('reminder')} r
      where r.tenant_id = ${tenantId} and r.state = 'planned' ${within}`
    await tx`
      insert into pg_temp.escalation
      select r.* from ${real('escalation')} r where r.tenant_id = ${tenantId} ${within}`
    await copyCases(tx, real, tenantId, within)
    await tx`analyze pg_temp.outgoing`
  })
}

/** Cases that still run, and those of periods, which are not started again; numbers go on where they stand. */
async function copyCases(
  tx: postgres.TransactionSql,
  real: (name: string) => postgres.Helper<string>,
  tenantId: string,
  within: postgres.PendingQuery<postgres.Row[]>,
): Promise<void> {
  await tx`
    insert into pg_temp.process_instance
    select r.* from ${real('process_instance')} r
    where r.tenant_id = ${tenantId} and (r.state in ('open', 'held')
      or (r.period_start is not null and r.started_at > now() - ${KEPT}::interval)) ${within}`
  await tx`
    insert into pg_temp.case_number
    select r.* from ${real('case_number')} r where r.tenant_id = ${tenantId} ${within}`
  await tx`
    insert into pg_temp.process_step
    select r.* from ${real('process_step')} r
    join pg_temp.process_instance i on i.tenant_id = r.tenant_id and i.id = r.instance_id`
  await tx`
    insert into pg_temp.step_record
    select r.* from ${real('step_record')} r
    join pg_temp.process_instance i on i.tenant_id = r.tenant_id and i.id = r.case_id`
}
