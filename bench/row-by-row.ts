import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import type { PeriodStagePlan } from '../src/domain/delivery/period-stages.ts'
import { priorities } from '../src/domain/ports/index.ts'

/** Where the reference works. */
export interface Place {
  sql: Sql
  tenantId: string
}

/**
 * Plans one stage for one branch after the other, as one usually writes it: reads the branch, whether it meets, who is to
 * be told; then writes a row for each. Answers how many rows are new.
 */
export async function planRowByRow(
  { sql, tenantId }: Place,
  plan: PeriodStagePlan,
  branchIds: readonly string[],
  now: Date,
): Promise<number> {
  let planned = 0
  for (const id of branchIds) {
    const [branch] = await sql<{ platform: string | null }[]>`
      select b.platform from organisation o
      left join chat_binding b on b.tenant_id = o.tenant_id and b.organisation_id = o.id
      where o.tenant_id = ${tenantId} and o.id = ${id} and o.kind = ${plan.organisationKind}
        and greatest(o.created_at, b.bound_at) <= ${plan.at}
        and (o.founded_on is null or o.founded_on <= ${plan.period.end})
        and (o.dissolved_on is null or o.dissolved_on > ${plan.on})
        and (${plan.needs} <> 'org.has_committee' or o.committee_from <= ${plan.on})
        and (${plan.needs} <> 'org.has_union' or o.union_from <= ${plan.on})`
    if (!branch) continue
    const meetings = await sql`
      select 1 from meeting where tenant_id = ${tenantId} and organisation_id = ${id}
        and ${plan.obligation} = any(kinds) and starts_on between ${plan.period.start} and ${plan.period.end}
        and (status = 'held' or (status = 'scheduled' and starts_at > ${now}))`
    if (meetings.length > 0) continue
    const holders = await sql<{ memberId: string }[]>`
      select distinct member_id as "memberId" from office
      where tenant_id = ${tenantId} and organisation_id = ${id} and office = any(${plan.offices})
        and from_date <= ${plan.on} and (to_date is null or to_date > ${plan.on})`
    for (const { memberId } of holders) {
      const rows = await sql`
        insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at, state,
          created_at)
        values (${tenantId}, ${uuidv7()}, ${`remind:${id}:${plan.obligation}:${plan.period.label}:${plan.stage}:${memberId}`},
          'reminder', ${branch.platform ?? 'feishu'}, ${sql.json({ memberId })},
          ${sql.json({ view: 'reminder.period', ref: `${id}|${plan.obligation}|${plan.period.label}|${plan.stage}` })},
          ${priorities.duty}, ${plan.dueAt}, ${plan.expiresAt}, 'planned', ${now})
        on conflict (tenant_id, key) do nothing`
      planned += rows.count
    }
  }
  return planned
}

/** Leases the next due messages one by one. Answers how many it got. */
export async function claimRowByRow({ sql, tenantId }: Place, count: number, now: Date): Promise<number> {
  for (let claimed = 0; claimed < count; claimed++) {
    const found = await sql.begin(async (tx) => {
      const [next] = await tx<{ id: string }[]>`
        select o.id from outgoing o
        where o.tenant_id = ${tenantId} and o.state = 'planned' and o.due_at <= ${now}
          and (o.lease_until is null or o.lease_until <= now())
        order by o.priority, o.due_at, o.id limit 1 for update skip locked`
      if (!next) return false
      await tx`
        update outgoing set lease_until = now() + interval '1 minute', attempts = attempts + 1,
          first_tried_at = coalesce(first_tried_at, now())
        where tenant_id = ${tenantId} and id = ${next.id}`
      return true
    })
    if (!found) return claimed
  }
  return count
}
