import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import type { PeriodStagePlan } from '../../domain/delivery/period-stages.ts'
import { type DueReminder, type Outgoing, type PlanStore, priorities } from '../../domain/ports/index.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'

/** A UUIDv7 made by PostgreSQL 14: 48 bits of milliseconds over a random version-4 one, with the version set to 7. */
const newId = (sql: postgres.ISql) => sql`
  encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid`

/** Where an organisation must have what makes a duty apply; groups exist by being organisations of their own. */
const needs: Record<PeriodStagePlan['needs'], (sql: postgres.ISql, on: string) => postgres.Fragment> = {
  always: (sql) => sql`true`,
  'org.has_groups': (sql) => sql`true`,
  'org.has_committee': (sql, on) => sql`o.committee_from <= ${on}`,
  'org.has_union': (sql, on) => sql`o.union_from <= ${on}`,
}

/** Reminders on PostgreSQL: one statement for all organisations of the enterprise. */
export function planStore(sql: postgres.Sql, tenantId: string, platform: string): PlanStore {
  return {
    async planStage(plan, now) {
      const suffix = `${plan.obligation}:${plan.period.label}:${plan.stage}`
      const ref = `|${plan.obligation}|${plan.period.label}|${plan.stage}`
      const rows = await sql`
        insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at,
          state, created_at)
        select o.tenant_id, ${newId(sql)}, 'remind:' || o.id || ${`:${suffix}:`} || f.member_id, 'reminder',
          coalesce(b.platform, ${platform}), jsonb_build_object('memberId', f.member_id),
          jsonb_build_object('view', ${reminderViews.period}::text, 'ref', o.id || ${ref}),
          ${priorities.duty}, ${plan.dueAt}, ${plan.expiresAt}, 'planned', ${now}
        from organisation o
        left join chat_binding b on b.tenant_id = o.tenant_id and b.organisation_id = o.id
        cross join lateral (
          select distinct member_id from office f
          where f.tenant_id = o.tenant_id
            and ((f.organisation_id = o.id and f.office = any(${plan.offices}))
              or (f.organisation_id = o.parent_id and f.office = any(${plan.officesAbove})))
            and f.from_date <= ${plan.on} and (f.to_date is null or f.to_date > ${plan.on})
        ) f
        where o.tenant_id = ${tenantId} and o.kind = ${plan.organisationKind}
          and greatest(o.created_at, b.bound_at) <= ${plan.at}
          and (o.founded_on is null or o.founded_on <= ${plan.period.end})
          and (o.dissolved_on is null or o.dissolved_on > ${plan.on})
          and ${needs[plan.needs](sql, plan.on)}
          and not exists (
            select 1 from meeting m
            where m.tenant_id = o.tenant_id and m.organisation_id = o.id and ${plan.obligation} = any(m.kinds)
              and m.starts_on between ${plan.period.start} and ${plan.period.end}
              and (m.status = 'held' or (m.status = 'scheduled' and m.starts_at > ${now})))
        on conflict (tenant_id, key) do nothing`
      return rows.count
    },

    sendDue: (now, today, limit, messagesOf) =>
      sql.begin(async (tx) => {
        const taken = await tx<{ id: string }[]>`
          update reminder set state = 'done'
          where tenant_id = ${tenantId} and id in (
            select id from reminder where tenant_id = ${tenantId} and state = 'planned' and due_at <= ${now}
            order by due_at, id limit ${limit} for update skip locked)
          returning id`
        if (taken.length === 0) return 0
        const due = await latestOf(tx, tenantId, { platform, now, today, ids: taken.map(({ id }) => id) })
        await insertMessages(tx, tenantId, now, due.flatMap(messagesOf))
        return taken.length
      }),

    expiredBallots: (now, limit) =>
      ids(sql`
        select id from ballot where tenant_id = ${tenantId} and status = 'open' and closes_at <= ${now}
        order by closes_at, id limit ${limit}`),

    expiredOpinions: (now, limit) =>
      ids(sql`
        select id from opinion_call where tenant_id = ${tenantId} and state = 'open' and deadline <= ${now}
        order by deadline, id limit ${limit}`),

    expiredNotices: (now, limit) =>
      ids(sql`
        select id from public_notice where tenant_id = ${tenantId} and state = 'open' and ends_at <= ${now}
        order by ends_at, id limit ${limit}`),

    async nextDueRow(after, cardLifeMs) {
      const life = sql`(${cardLifeMs}::float8 * interval '1 millisecond')`
      const [row] = await sql<{ at: Date | null }[]>`
        select least(
          (select min(due_at) from outgoing where tenant_id = ${tenantId} and state = 'planned' and due_at > ${after}),
          (select min(due_at) from reminder where tenant_id = ${tenantId} and state = 'planned' and due_at > ${after}),
          (select min(closes_at) from ballot where tenant_id = ${tenantId} and status = 'open' and closes_at > ${after}),
          (select min(deadline) from opinion_call where tenant_id = ${tenantId} and state = 'open' and deadline > ${after}),
          (select min(ends_at) from public_notice where tenant_id = ${tenantId} and state = 'open' and ends_at > ${after}),
          (select min(sent_at) + ${life} from card where tenant_id = ${tenantId} and state = 'live' and open
            and sent_at + ${life} > ${after})
        ) as at`
      return row?.at ?? null
    },

    async hasOrganisations() {
      const rows = await sql`select 1 from organisation where tenant_id = ${tenantId} limit 1`
      return rows.length > 0
    },

    async forgetInbox(hours) {
      const rows = await sql`
        delete from inbox where tenant_id = ${tenantId} and received_at < now() - ${hours}::float8 * interval '1 hour'`
      return rows.count
    },
  }
}

const ids = async (rows: Promise<postgres.Row[]>): Promise<string[]> =>
  (await rows).map(({ id }) => String(id))

/** The taken reminders that no later due one of the same subject supersedes, with all that decides who gets them. */
const latestOf = (
  tx: postgres.ISql,
  tenantId: string,
  { platform, now, today, ids }: { platform: string; now: Date; today: string; ids: string[] },
) => tx<DueReminder[]>`
  select r.id, r.organisation_id as "organisationId", r.subject, r.ref, r.stage, r.due_at as "dueAt", r.roles,
    r.member_id as "memberId", coalesce(b.platform, ${platform}) as platform, b.chat_id as "chatId",
    m.starts_at as "startsAt",
    (select min(n.due_at) from reminder n
      where n.tenant_id = r.tenant_id and n.subject = r.subject and n.ref = r.ref and n.state = 'planned'
        and n.due_at > ${now} and n.member_id is not distinct from r.member_id) as "nextAt",
    coalesce((
      select jsonb_agg(jsonb_build_object('memberId', f.member_id, 'office', f.office) order by f.office, f.member_id)
      from office f
      where f.tenant_id = o.tenant_id
        and (f.organisation_id = o.id or (o.kind = 'group' and f.organisation_id = o.parent_id))
        and f.from_date <= ${today} and (f.to_date is null or f.to_date > ${today})), '[]') as holders
  from reminder r
  join organisation o on o.tenant_id = r.tenant_id and o.id = r.organisation_id
  left join chat_binding b on b.tenant_id = o.tenant_id and b.organisation_id = o.id
  left join meeting m on m.tenant_id = r.tenant_id
    and m.id = case when r.subject = 'meeting' and r.ref ~ '^[0-9a-f-]{36}$' then r.ref::uuid end
  where r.tenant_id = ${tenantId} and r.id in ${tx(ids)}
    and not exists (
      select 1 from reminder later
      where later.tenant_id = r.tenant_id and later.subject = r.subject and later.ref = r.ref
        and later.due_at <= ${now} and (later.due_at, later.id) > (r.due_at, r.id)
        and (later.state = 'planned' or later.id in ${tx(ids)})
        and later.member_id is not distinct from r.member_id)
  order by r.due_at, r.id`

async function insertMessages(
  tx: postgres.ISql,
  tenantId: string,
  now: Date,
  messages: Outgoing[],
): Promise<void> {
  for (const one of messages)
    await tx`
      insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at,
        state, created_at)
      values (${tenantId}, ${uuidv7()}, ${one.key}, ${one.kind}, ${one.platform}, ${JSON.stringify(one.recipient)}::jsonb,
        ${JSON.stringify(one.content)}::jsonb, ${priorities[one.priority]}, ${one.dueAt ?? now},
        ${one.expiresAt ?? null}, 'planned', ${now})
      on conflict (tenant_id, key) do nothing`
}
