import type postgres from 'postgres'
import type { PeriodStagePlan } from '../../domain/delivery/period-stages.ts'
import { type PlannedStage, priorities, type StageToPlan } from '../../domain/ports/index.ts'
import type { SilentReason } from '../../domain/reminders/reasons.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import {
  type BodyKind,
  bodyKinds,
  hasChosen,
  hasThisEnd,
  hasWhatItNeeds,
  holdersOf,
  offsetOf,
  ofKind,
  settles,
} from './stage-conditions.ts'
import { stagesAsRows, suffixOf } from './stages-as-rows.ts'

/** A UUIDv7 made by PostgreSQL 14: 48 bits of milliseconds over a random version-4 one, with the version set to 7. */
const newId = (sql: postgres.ISql) => sql`
  encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid`

/** For whom and when stages are planned. */
interface Planning {
  tenantId: string
  /** Of people whose organisation has no chat. */
  platform: string
  now: Date
  /** Minutes over which many are spread. */
  spread: number
}

/** Who of the organisations of a kind hears of a stage, and what already settles it. */
const toldOfKind = (sql: postgres.ISql, kind: BodyKind, planning: Planning, silent: SilentReason | null) => {
  const { tenantId, platform, now, spread } = planning
  // Whoever was recorded later was not forgotten then.
  const recordedBy = silent === null ? sql`true` : sql`f.recorded_at <= p.at`
  return sql`
    select o.id as organisation_id, f.member_id, f.key, coalesce(b.platform, ${platform}) as platform, p.suffix,
      p.due_at + ${offsetOf(sql, spread)} as due_at, p.expires_at, p.owed_at,
      (select case when m.status = 'held' then 'done' else 'arranged' end from meeting m
        where ${settles(sql, kind, now)} order by m.status limit 1) as settled
    from p
    join organisation o on o.tenant_id = ${tenantId} and ${ofKind(sql, kind)}
    left join chat_binding b on b.tenant_id = o.tenant_id and b.organisation_id = o.id
    cross join lateral (
      select h.member_id, 'remind:' || o.id || ':' || replace(p.suffix, '|', ':') || ':' || h.member_id as key
      from (${holdersOf(sql, kind, recordedBy)}) h
    ) f
    where p.kind = ${kind} and greatest(o.created_at, b.bound_at) <= p.at
      and (o.founded_on is null or o.founded_on <= p.last)
      and (o.dissolved_on is null or o.dissolved_on > p.day)
      and ${hasWhatItNeeds(sql)} and ${hasChosen(sql)} and ${hasThisEnd(sql)}`
}

/** A row for each who hears of a stage and has none yet, planned unless it is settled or `silent` says why not. In one order, so that two replicas do not lock each other out. */
const insertStages = (sql: postgres.ISql, planning: Planning, silent: SilentReason | null) => {
  const [branch, group, unit] = bodyKinds.map((kind) => toldOfKind(sql, kind, planning, silent))
  return sql`
    insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at,
      state, reason, organisation_id, owed_at, created_at)
    select ${planning.tenantId}::uuid, ${newId(sql)}, t.key, 'reminder', t.platform,
      jsonb_build_object('memberId', t.member_id),
      jsonb_build_object('view', ${reminderViews.period}::text, 'ref', t.organisation_id || '|' || t.suffix),
      ${priorities.duty}, t.due_at, t.expires_at,
      case when t.settled is null and ${silent}::text is null then 'planned' else 'suppressed' end,
      coalesce(t.settled, ${silent}), t.organisation_id, t.owed_at, ${planning.now}
    from (${branch ?? sql``} union all ${group ?? sql``} union all ${unit ?? sql``}) t
    order by t.key
    on conflict (tenant_id, key) do nothing
    returning right(content ->> 'ref', -37) as suffix`
}

/** What was silent because a meeting was arranged, and has none any more, is planned after all. */
const planAgain = (sql: postgres.ISql, { tenantId, now, spread }: Planning) => {
  const unsettled = bodyKinds.map(
    (kind) =>
      sql`(p.kind = ${kind} and not exists (select 1 from meeting m where ${settles(sql, kind, now)}))`,
  )
  const [branch, group, unit] = unsettled
  return sql`
    update outgoing r
    set state = 'planned', reason = null, owed_at = null, queued_at = now(),
      due_at = p.due_at + ${offsetOf(sql, spread)}
    from p, organisation o
    where r.tenant_id = ${tenantId} and r.state = 'suppressed' and r.priority = ${priorities.duty}
      and r.due_at between (select min(at) from p) and ${now} and r.due_at >= p.at and r.reason = 'arranged'
      and r.content ->> 'view' = ${reminderViews.period} and right(r.content ->> 'ref', -37) = p.suffix
      and o.tenant_id = r.tenant_id and o.id = r.organisation_id and ${hasThisEnd(sql)}
      and (${branch ?? sql`false`} or ${group ?? sql`false`} or ${unit ?? sql`false`})
    returning p.suffix`
}

/**
 * Plans stages for all organisations of the enterprise, in one statement for all of them: it runs every minute, mostly with
 * nothing to do, and its way to the database costs as much as itself. Where a stage is new, the stages before it are asked
 * too, in a second statement: one that has no row by now never had its turn, and is noted as lost to an outage.
 */
export async function planStages(
  sql: postgres.Sql,
  planning: Planning,
  stages: readonly StageToPlan[],
): Promise<PlannedStage[]> {
  if (stages.length === 0) return []
  const rows = await sql<{ suffix: string; fresh: number; again: number }[]>`
    with ${stagesAsRows(
      sql,
      planning.tenantId,
      stages.map(({ plan }) => plan),
    )}, fresh as (${insertStages(sql, planning, null)}), again as (${planAgain(sql, planning)})
    select suffix, sum(fresh)::int as fresh, sum(again)::int as again
    from (select suffix, 1 as fresh, 0 as again from fresh union all select suffix, 0, 1 from again) planned
    group by suffix`
  const planned = new Map(rows.map((row) => [row.suffix, row]))
  const missed = stages.flatMap(({ plan, before }) => (planned.get(suffixOf(plan))?.fresh ? before : []))
  if (missed.length > 0) await noteMissed(sql, { ...planning, spread: 0 }, missed)
  return stages.flatMap(({ plan }) => {
    const found = planned.get(suffixOf(plan))
    planned.delete(suffixOf(plan)) // one that was moved for some has the same name
    return found ? [{ plan, count: found.fresh + found.again }] : []
  })
}

const noteMissed = (sql: postgres.Sql, planning: Planning, missed: readonly PeriodStagePlan[]) => sql`
  with ${stagesAsRows(sql, planning.tenantId, missed)}, fresh as (${insertStages(sql, planning, 'outage')})
  select count(*) from fresh`
