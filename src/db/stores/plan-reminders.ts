import type postgres from 'postgres'
import type { MovedPeriod } from '../../domain/delivery/period-stages.ts'
import type { PlanStore, QueuedPlanItem } from '../../domain/ports/index.ts'
import { sendDue } from './due-reminders.ts'
import { escalationCandidates } from './escalation-candidates.ts'
import { ms } from './milliseconds.ts'
import { planStages } from './plan-stages.ts'

/** From so many organisations on it is no longer asked how many there are. */
const MOST_COUNTED = 100_000

/** Reminders on PostgreSQL: one statement for all organisations of the enterprise. */
export function planStore(sql: postgres.Sql, tenantId: string, platform: string): PlanStore {
  return {
    planStages: (stages, now, spread = 0) => planStages(sql, { tenantId, platform, now, spread }, stages),

    escalationCandidates: (of, on) => escalationCandidates(sql, tenantId, of, on),

    movedPeriods: () => sql<MovedPeriod[]>`
      select distinct obligation, period, until::text as until from obligation_override
      where tenant_id = ${tenantId} and kind = 'moved' and withdrawn_at is null`,

    sendDue: (now, today, limit, messagesOf) =>
      sendDue(sql, { tenantId, platform, now, today, limit }, messagesOf),

    async routinesInUse() {
      const rows = await sql<{ id: string }[]>`
        select distinct template_id as id from process_switch where tenant_id = ${tenantId} and "on"`
      return rows.map(({ id }) => id)
    },

    routinesDue: (templateId, periodStart, limit) =>
      ids(sql`
        select s.organisation_id as id from process_switch s
        join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id and o.dissolved_on is null
        where s.tenant_id = ${tenantId} and s.template_id = ${templateId} and s."on" and not exists (
          select 1 from process_instance p
          where p.tenant_id = s.tenant_id and p.organisation_id = s.organisation_id
            and p.template_id = s.template_id and p.period_start = ${periodStart})
        order by s.organisation_id limit ${limit}`),

    routineOffersDue: (year, before, limit) =>
      ids(sql`
        select o.id from organisation o
        join chat_binding b on b.tenant_id = o.tenant_id and b.organisation_id = o.id
        where o.tenant_id = ${tenantId} and o.kind in ('branch', 'union') and o.dissolved_on is null
          and greatest(o.created_at, b.bound_at) < ${before}
          and not exists (select 1 from process_switch s
            where s.tenant_id = o.tenant_id and s.organisation_id = o.id)
          and not exists (select 1 from outgoing g
            where g.tenant_id = o.tenant_id and g.key = 'routines:' || o.id::text || ':' || ${String(year)}::text)
        order by o.id limit ${limit}`),

    queuedPlanItems: async (limit) => [
      ...(await sql<QueuedPlanItem[]>`
        select i.plan_id as "planId", i.obligation, i.period, i.body
        from year_plan_item i
        join year_plan p on p.tenant_id = i.tenant_id and p.id = i.plan_id
        where i.tenant_id = ${tenantId} and i.queued
        order by p.arranged_at, p.id, i.on_date, i.obligation, i.body
        limit ${limit}`),
    ],

    expiredBallots: (now, limit) =>
      ids(sql`
        select b.id from ballot b
        where b.tenant_id = ${tenantId} and b.status = 'open' and b.method <> 'paper'
          and (b.closes_at <= ${now} or (b.close_when_all_voted and not exists (
            select 1 from electorate e
            left join vote v
              on v.tenant_id = e.tenant_id and v.ballot_id = e.ballot_id and v.member_id = e.member_id
            where e.tenant_id = b.tenant_id and e.ballot_id = b.id and e.source is null and v.member_id is null)))
        order by b.closes_at, b.id limit ${limit}`),

    keysToDestroy: (now, limit) =>
      ids(sql`
        select id from ballot
        where tenant_id = ${tenantId} and key_destroy_at <= ${now} and key_destroyed_at is null
        order by key_destroy_at, id limit ${limit}`),

    expiredOpinions: (now, limit) =>
      ids(sql`
        select id from opinion_call where tenant_id = ${tenantId} and state = 'open' and deadline <= ${now}
        order by deadline, id limit ${limit}`),

    expiredNotices: (now, limit) =>
      ids(sql`
        select id from public_notice where tenant_id = ${tenantId} and state = 'open' and ends_at <= ${now}
        order by ends_at, id limit ${limit}`),

    async nextDueRow(after, cardLifeMs) {
      const life = ms(sql, cardLifeMs)
      const [row] = await sql<{ at: Date | null }[]>`
        select least(
          (select min(due_at) from outgoing where tenant_id = ${tenantId} and state = 'planned' and due_at > ${after}),
          (select min(due_at) from reminder where tenant_id = ${tenantId} and state = 'planned' and due_at > ${after}),
          (select min(closes_at) from ballot where tenant_id = ${tenantId} and status = 'open' and method <> 'paper'
            and closes_at > ${after}),
          (select min(key_destroy_at) from ballot where tenant_id = ${tenantId} and key_destroyed_at is null
            and key_destroy_at > ${after}),
          (select min(deadline) from opinion_call where tenant_id = ${tenantId} and state = 'open' and deadline > ${after}),
          (select min(ends_at) from public_notice where tenant_id = ${tenantId} and state = 'open' and ends_at > ${after}),
          (select min(sent_at) + ${life} from card where tenant_id = ${tenantId} and state = 'live' and open
            and sent_at + ${life} > ${after})
        ) as at`
      return row?.at ?? null
    },

    async organisations() {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from (
          select 1 from organisation where tenant_id = ${tenantId} limit ${MOST_COUNTED}) counted`
      return row?.count ?? 0
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
