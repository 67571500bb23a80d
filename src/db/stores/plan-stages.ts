import type postgres from 'postgres'
import type { PeriodStagePlan } from '../../domain/delivery/period-stages.ts'
import { minuteOfSlot, USABLE_IN_HALF_HOUR } from '../../domain/delivery/spread.ts'
import { priorities } from '../../domain/ports/index.ts'
import type { SilentReason } from '../../domain/reminders/reasons.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import { hasDuty } from './duty-choice.ts'

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

/** Whether a superior has moved the end of this period for the organisation (or for all of its groups). */
const moved = (sql: postgres.ISql, { obligation, period, movedTo }: PeriodStagePlan) => sql`exists (
  select 1 from obligation_override v
  where v.tenant_id = o.tenant_id and v.organisation_id = case when o.kind = 'group' then o.parent_id else o.id end
    and (v.body = '' or v.body = o.id::text) and v.obligation = ${obligation} and v.period = ${period.label}
    and v.kind = 'moved' and v.withdrawn_at is null and (${movedTo}::date is null or v.until = ${movedTo}))`

/** Where an organisation's own meetings stand: a group's in its branch, a unit's also in its union. */
const held: Record<PeriodStagePlan['organisationKind'], (sql: postgres.ISql) => postgres.Fragment> = {
  branch: (sql) => sql`m.organisation_id = o.id`,
  group: (sql) => sql`m.organisation_id = o.parent_id and o.id = any(m.groups)`,
  unit: (sql) => sql`(m.organisation_id = o.id or m.organisation_id in (
    select u.id from organisation u where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.kind = 'union'))`,
}

/** Whether a meeting makes a reminder of its period needless: it was held, or is arranged and ahead. */
const settles = (sql: postgres.ISql, plan: PeriodStagePlan, now: Date) => sql`
  m.tenant_id = o.tenant_id and ${held[plan.organisationKind](sql)} and ${plan.obligation} = any(m.kinds)
  and m.starts_on between ${plan.period.start} and ${plan.movedTo ?? plan.period.end}
  and (m.status = 'held' or (m.status = 'scheduled' and m.starts_at > ${now}))`

const ofKind = (sql: postgres.ISql, kind: PeriodStagePlan['organisationKind']) =>
  kind === 'unit'
    ? sql`(o.kind = 'branch' or (o.kind = 'union' and not exists (
        select 1 from organisation p where p.tenant_id = o.tenant_id and p.id = o.parent_id and p.kind = 'branch')))`
    : sql`o.kind = ${kind}`

/** How long after the instant an organisation's reminders are planned: the same at every run, never near :00 and :30. */
const offsetOf = (sql: postgres.ISql, spread: number) => {
  if (spread === 0) return sql`interval '0'`
  const slot = sql`(('x' || substr(md5(o.id::text), 1, 7))::bit(28)::int % ${spread}::int)`
  return sql`(${minuteOfSlot(0)} + ${slot} / ${USABLE_IN_HALF_HOUR}::int * 30 + ${slot} % ${USABLE_IN_HALF_HOUR}::int) * interval '1 minute'`
}

/**
 * Whom a stage is for: holders of the offices on its day. One look-up by index for each place; a condition with `or` over
 * them would read all offices anew for every organisation.
 */
const holdersOf = (
  sql: postgres.ISql,
  { on, offices, officesAbove, officesOfUnion }: PeriodStagePlan,
  recordedBy: Date | null,
) => {
  const hold = (
    kinds: readonly string[],
  ) => sql`f.tenant_id = o.tenant_id and f.office = any(${[...kinds]}::text[])
    and f.from_date <= ${on} and (f.to_date is null or f.to_date > ${on}) 
    and ${recordedBy === null ? sql`true` : sql`f.recorded_at <= ${recordedBy}`}`
  return sql`
    select f.member_id from office f where f.organisation_id = o.id and ${hold(offices)}
    union select f.member_id from office f where f.organisation_id = o.parent_id and ${hold(officesAbove)}
    union select f.member_id from organisation u
      join office f on f.organisation_id = u.id and ${hold(officesOfUnion)}
      where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.kind = 'union'`
}

/** For whom and when a stage is planned. */
interface Planning {
  tenantId: string
  /** Of people whose organisation has no chat. */
  platform: string
  now: Date
  /** Minutes over which many are spread. */
  spread: number
}

/** A row for each who hears of the stage and has none yet, planned unless `silent` says why not. */
function insertStage(
  sql: postgres.ISql,
  { tenantId, platform, now, spread }: Planning,
  plan: PeriodStagePlan,
  silent: SilentReason | null,
) {
  const owedAt = +plan.dueAt === +plan.at ? null : plan.at
  const last = plan.movedTo ?? plan.period.end
  // Whoever was recorded later was not forgotten then.
  const recordedBy = silent === null ? null : plan.at
  return sql`
    insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at,
      state, reason, organisation_id, owed_at, created_at)
    select o.tenant_id, ${newId(sql)}, 'remind:' || o.id || ${`:${suffixOf(plan, ':')}:`} || f.member_id, 'reminder',
      coalesce(b.platform, ${platform}), jsonb_build_object('memberId', f.member_id),
      jsonb_build_object('view', ${reminderViews.period}::text, 'ref', o.id || ${`|${suffixOf(plan, '|')}`}),
      ${priorities.duty}, ${plan.dueAt}::timestamptz + ${offsetOf(sql, spread)}, ${plan.expiresAt},
      case when m.reason is null and ${silent}::text is null then 'planned' else 'suppressed' end,
      coalesce(m.reason, ${silent}), o.id, ${owedAt}, ${now}
    from organisation o
    left join chat_binding b on b.tenant_id = o.tenant_id and b.organisation_id = o.id
    cross join lateral (
      ${holdersOf(sql, plan, recordedBy)}
    ) f
    left join lateral (
      select case when m.status = 'held' then 'done' else 'arranged' end as reason from meeting m
      where ${settles(sql, plan, now)} order by m.status limit 1
    ) m on true
    where o.tenant_id = ${tenantId} and ${ofKind(sql, plan.organisationKind)}
      and greatest(o.created_at, b.bound_at) <= ${plan.at}
      and (o.founded_on is null or o.founded_on <= ${last})
      and (o.dissolved_on is null or o.dissolved_on > ${plan.on})
      and ${needs[plan.needs](sql, plan.on)}
      and ${hasDuty(sql, plan.chosenBy)}
      and ${plan.movedTo === null ? sql`not ${moved(sql, plan)}` : sql`${moved(sql, plan)}`}
    on conflict (tenant_id, key) do nothing returning 1`
}

const suffixOf = ({ obligation, period, stage }: PeriodStagePlan, between: string): string =>
  [obligation, period.label, stage].join(between)

/** What was silent because a meeting was arranged, and has none any more, is planned after all. */
const planAgain = (sql: postgres.ISql, { tenantId, now, spread }: Planning, plan: PeriodStagePlan) => sql`
  update outgoing r
  set state = 'planned', reason = null, owed_at = null, queued_at = now(),
    due_at = ${plan.dueAt}::timestamptz + ${offsetOf(sql, spread)}
  from organisation o
  where r.tenant_id = ${tenantId} and r.state = 'suppressed' and r.priority = ${priorities.duty}
    and r.due_at between ${plan.at} and ${now} and r.reason = 'arranged'
    and r.content ->> 'ref' like ${`%|${suffixOf(plan, '|')}`}
    and o.tenant_id = r.tenant_id and o.id = r.organisation_id
    and not exists (select 1 from meeting m where ${settles(sql, plan, now)}) returning 1`

/**
 * Plans one stage for all organisations of the enterprise. One statement: it runs for every obligation each minute, and its
 * way to the database costs as much as itself. When the stage is new, the stages `before` it are asked too: one that has
 * no row by now never had its turn, and is noted as lost to an outage.
 */
export async function planStage(
  sql: postgres.Sql,
  planning: Planning,
  plan: PeriodStagePlan,
  before: readonly PeriodStagePlan[],
): Promise<number> {
  const [row] = await sql<{ fresh: number; again: number }[]>`
    with fresh as (${insertStage(sql, planning, plan, null)}), again as (${planAgain(sql, planning, plan)})
    select (select count(*) from fresh)::int as fresh, (select count(*) from again)::int as again`
  const { fresh = 0, again = 0 } = row ?? {}
  if (fresh > 0) for (const one of before) await insertStage(sql, { ...planning, spread: 0 }, one, 'outage')
  return fresh + again
}
