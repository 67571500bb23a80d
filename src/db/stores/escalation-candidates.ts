import type postgres from 'postgres'
import type { CandidateOfPlan, CandidatePlace } from '../../domain/ports/index.ts'
import type { EscalationPlan } from '../../domain/reminders/escalation.ts'
import { escalationSetting } from '../../domain/settings/setting.ts'
import { hasChosen, hasThisEnd } from './stage-conditions.ts'
import { anyMoved } from './stages-as-rows.ts'

/** Offices that answer for a duty; by kind of the organisation one of them is held. */
const HEADS = ['secretary', 'group_leader', 'union_chair']

/** A plan as a row of the relation `p`. */
const asRow = (plan: EscalationPlan, place: number) => ({
  place,
  obligation: plan.obligation,
  period: plan.period.label,
  first: plan.period.start,
  last: plan.end,
  moved_to: plan.movedTo,
  kinds: plan.organisationKind === 'unit' ? ['branch', 'union'] : [plan.organisationKind],
  digest_from: plan.from.digest,
  immediate_from: plan.from.immediate,
  chosen_by: plan.chosenBy?.key ?? null,
  standard: plan.chosenBy?.standard ?? null,
})

/**
 * The next organisations that have not held the meeting of a period and whose superior may have to be told, for all
 * periods in one statement. What their state really is (make-ups, leave of the superior) is asked of the rules afterwards.
 */
export const escalationCandidates = (
  sql: postgres.Sql,
  tenantId: string,
  plans: readonly EscalationPlan[],
  on: { today: string; before: Date; standard: string; after: CandidatePlace | null; limit: number },
) => sql<CandidateOfPlan[]>`
  with p as materialized (
    select r.*, ${anyMoved(sql, tenantId)} as any_moved
    from jsonb_to_recordset(${JSON.stringify(plans.map(asRow))}::jsonb) as r (
      place int, obligation text, period text, first date, last date, moved_to date, kinds text[], digest_from date,
      immediate_from date, chosen_by text, standard text)
  )
  select c.plan, c."organisationId", c."branchId", c."superiorId", c.manner, c.heads, (
      select count(distinct r.content ->> 'ref')::int from outgoing r
      where r.tenant_id = ${tenantId} and r.organisation_id = c."organisationId" and r.kind = 'reminder'
        and r.state = 'sent' and r.sent_at < ${on.before}
        and starts_with(r.content ->> 'ref', c."organisationId" || '|' || c.obligation || '|' || c.period || '|')
        and r.recipient ->> 'memberId' = any(c.heads)) as reminded
  from (
    select p.place as plan, p.obligation, p.period, o.id as "organisationId", b.id as "branchId", s.id as "superiorId",
      coalesce(own.value ->> 'value', above.value ->> 'value', ${on.standard}) as manner, p.digest_from, p.immediate_from,
      coalesce((
        select array_agg(distinct f.member_id::text) from office f
        where f.tenant_id = o.tenant_id and f.office = any(${HEADS}) and f.from_date <= ${on.today}
          and (f.to_date is null or f.to_date > ${on.today})
          and (f.organisation_id = o.id or f.organisation_id in (
            select u.id from organisation u
            where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.kind = 'union'))), '{}') as heads
    from p
    join organisation o on o.tenant_id = ${tenantId} and o.kind = any(p.kinds)
    join organisation b on b.tenant_id = o.tenant_id and b.id = case when o.kind = 'group' then o.parent_id else o.id end
    join organisation s on s.tenant_id = o.tenant_id and s.id = b.parent_id and s.kind = 'superior'
    left join chat_binding cb on cb.tenant_id = b.tenant_id and cb.organisation_id = b.id
    left join setting own on own.tenant_id = o.tenant_id and own.organisation_id = b.id and own.key = ${escalationSetting.key}
    left join setting above on above.tenant_id = o.tenant_id and above.organisation_id = s.id and above.key = ${escalationSetting.key}
    where (${on.after === null} or (p.place, o.id) > (${on.after?.plan ?? 0}::int, ${on.after?.organisationId ?? null}::uuid))
      and (o.founded_on is null or o.founded_on <= p.last)
      and greatest(o.created_at, cb.bound_at) < p.last + 1
      and (o.dissolved_on is null or o.dissolved_on > ${on.today})
      and ${hasChosen(sql)} and ${hasThisEnd(sql)}
      and not exists (
        select 1 from escalation e
        where e.tenant_id = o.tenant_id and e.organisation_id = o.id and e.obligation = p.obligation
          and e.period = p.period)
      and not exists (
        select 1 from meeting m
        where m.tenant_id = o.tenant_id and m.organisation_id = b.id and m.status = 'held'
          and (o.kind <> 'group' or o.id = any(m.groups))
          and p.obligation = any(m.kinds) and m.starts_on between p.first and p.last)
  ) c
  where (c.manner = 'digest' and c.digest_from <= ${on.today})
    or (c.manner = 'immediate' and c.immediate_from <= ${on.today})
  order by c.plan, c."organisationId" limit ${on.limit}`
