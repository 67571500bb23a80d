import { and, asc, eq } from 'drizzle-orm'
import type postgres from 'postgres'
import type { EscalationCandidate, EscalationRow, EscalationStore } from '../../domain/ports/index.ts'
import type { EscalationPlan } from '../../domain/reminders/escalation.ts'
import { escalationSetting } from '../../domain/settings/setting.ts'
import { escalation } from '../schema/index.ts'
import type { StoreContext } from './context.ts'
import { hasDuty } from './duty-choice.ts'

const toRow = ({ tenantId: _, ...row }: typeof escalation.$inferSelect): EscalationRow => ({
  ...row,
  manner: row.manner as EscalationRow['manner'],
})

/** What superiors were told of. */
export function escalationStore({ tx, tenantId }: StoreContext): EscalationStore {
  const mine = eq(escalation.tenantId, tenantId)
  return {
    async insert(row) {
      const rows = await tx
        .insert(escalation)
        .values({ tenantId, ...row })
        .onConflictDoNothing()
        .returning({ period: escalation.period })
      return rows.length === 1
    },
    async ofDay(superiorId, onDate) {
      const rows = await tx
        .select()
        .from(escalation)
        .where(and(mine, eq(escalation.superiorId, superiorId), eq(escalation.onDate, onDate)))
        .orderBy(
          asc(escalation.branchId),
          asc(escalation.organisationId),
          asc(escalation.obligation),
          asc(escalation.period),
        )
      return rows.map(toRow)
    },
    async ofDuty(organisationId, obligation, period) {
      const [row] = await tx
        .select()
        .from(escalation)
        .where(
          and(
            mine,
            eq(escalation.organisationId, organisationId),
            eq(escalation.obligation, obligation),
            eq(escalation.period, period),
          ),
        )
      return row ? toRow(row) : null
    },
  }
}

/** Offices that answer for a duty; by kind of the organisation one of them is held. */
const HEADS = ['secretary', 'group_leader', 'union_chair']

/**
 * The next organisations in order of id that have not held the meeting and whose superior may have to be told. What
 * their state really is (make-ups, leave of the superior) is asked of the rules afterwards.
 */
export const escalationCandidates = (
  sql: postgres.Sql,
  tenantId: string,
  plan: EscalationPlan,
  on: { today: string; before: Date; standard: string; after: string | null; limit: number },
) => sql<EscalationCandidate[]>`
  select c.*, (
      select count(distinct r.content ->> 'ref')::int from outgoing r
      where r.tenant_id = ${tenantId} and r.organisation_id = c."organisationId" and r.kind = 'reminder'
        and r.state = 'sent' and r.sent_at < ${on.before} and r.content ->> 'ref' like c."organisationId" || ${`|${plan.obligation}|${plan.period.label}|%`}
        and r.recipient ->> 'memberId' = any(c.heads)) as reminded
  from (
    select o.id as "organisationId", b.id as "branchId", s.id as "superiorId",
      coalesce(own.value ->> 'value', above.value ->> 'value', ${on.standard}) as manner,
      coalesce((
        select array_agg(distinct f.member_id::text) from office f
        where f.tenant_id = o.tenant_id and f.office = any(${HEADS}) and f.from_date <= ${on.today}
          and (f.to_date is null or f.to_date > ${on.today})
          and (f.organisation_id = o.id or f.organisation_id in (
            select u.id from organisation u
            where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.kind = 'union'))), '{}') as heads
    from organisation o
    join organisation b on b.tenant_id = o.tenant_id and b.id = case when o.kind = 'group' then o.parent_id else o.id end
    join organisation s on s.tenant_id = o.tenant_id and s.id = b.parent_id and s.kind = 'superior'
    left join chat_binding c on c.tenant_id = b.tenant_id and c.organisation_id = b.id
    left join setting own on own.tenant_id = o.tenant_id and own.organisation_id = b.id and own.key = ${escalationSetting.key}
    left join setting above on above.tenant_id = o.tenant_id and above.organisation_id = s.id and above.key = ${escalationSetting.key}
    where o.tenant_id = ${tenantId}
      and o.kind = any(${plan.organisationKind === 'unit' ? ['branch', 'union'] : [plan.organisationKind]})
      and (${on.after}::uuid is null or o.id > ${on.after})
      and (o.founded_on is null or o.founded_on <= ${plan.end})
      and greatest(o.created_at, c.bound_at) < ${plan.end}::date + 1
      and (o.dissolved_on is null or o.dissolved_on > ${on.today})
      and ${hasDuty(sql, plan.chosenBy)}
      and not exists (
        select 1 from escalation e
        where e.tenant_id = o.tenant_id and e.organisation_id = o.id and e.obligation = ${plan.obligation}
          and e.period = ${plan.period.label})
      and not exists (
        select 1 from meeting m
        where m.tenant_id = o.tenant_id and m.organisation_id = b.id and m.status = 'held'
          and (o.kind <> 'group' or o.id = any(m.groups))
          and ${plan.obligation} = any(m.kinds) and m.starts_on between ${plan.period.start} and ${plan.end})
      and ${plan.movedTo === null ? sql`not` : sql``} exists (
        select 1 from obligation_override v
        where v.tenant_id = o.tenant_id and v.organisation_id = b.id and v.obligation = ${plan.obligation}
          and v.period = ${plan.period.label} and v.kind = 'moved' and v.withdrawn_at is null
          and (v.body = '' or v.body = o.id::text) and (${plan.movedTo}::date is null or v.until = ${plan.movedTo}))
  ) c
  where (c.manner = 'digest' and ${plan.from.digest} <= ${on.today})
    or (c.manner = 'immediate' and ${plan.from.immediate} <= ${on.today})
  order by c."organisationId" limit ${on.limit}`
