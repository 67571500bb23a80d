import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { deliveryStore } from '../src/db/stores/delivery.ts'
import { planStore } from '../src/db/stores/plan-reminders.ts'
import { DEFAULT_ZONE } from '../src/domain/calendar/local-time.ts'
import {
  type PeriodPolicy,
  type PeriodStagePlan,
  plansDue,
  stagesAround,
} from '../src/domain/delivery/period-stages.ts'
import { loadTemplates } from '../src/templates.ts'
import type { BenchDatabase } from './bench-database.ts'
import type { Figure } from './report.ts'
import { claimRowByRow, type Place, planRowByRow } from './row-by-row.ts'

/** How much is measured. */
export interface PlanningSize {
  branches: number
  /** So many of them tell the pace of the reference. */
  rowByRow: number
  /** Due messages that are claimed. */
  claims: number
}

/** A month with the end of a quarter and of a year in it. */
const month = { from: new Date('2026-12-01T00:00:00+08:00'), to: new Date('2027-01-01T00:00:00+08:00') }
const platform = 'feishu'
const hour = 60 * 60_000

/** What the ticks of the month plan, stage by stage; the optional duties, which nobody here has chosen, are left out. */
function plansOfMonth(): { at: Date; plan: PeriodStagePlan }[] {
  const { cadences, calendar } = loadTemplates()
  const obligations = cadences.obligations.filter(({ enabled }) => enabled)
  const policy: PeriodPolicy = { cadences: { ...cadences, obligations }, calendar, zone: DEFAULT_ZONE }
  const instants = stagesAround(policy, month.from).map(({ at }) => +at)
  const inMonth = [...new Set(instants)].filter((at) => at >= +month.from && at < +month.to)
  return inMonth.flatMap((ms) => {
    const at = new Date(ms)
    return plansDue(policy, at).flatMap((plan) => (+plan.at === ms ? [{ at, plan }] : []))
  })
}

/** Makes branches with a secretary each; every second one has a committee. Answers their ids. */
async function makeUnits({ sql, tenantId }: Place, count: number): Promise<string[]> {
  await sql`
    insert into organisation (tenant_id, id, kind, name, committee_from, created_at)
    select ${tenantId}::uuid, gen_random_uuid(), 'branch', '支部', case when i % 2 = 0 then date '2020-01-01' end,
      '2020-01-01' from generate_series(1, ${count}) i`
  await sql`
    insert into member (tenant_id, id, name, created_at)
    select tenant_id, id, '党员', created_at from organisation where tenant_id = ${tenantId}`
  await sql`
    insert into office (tenant_id, id, organisation_id, member_id, office, from_date, recorded_at)
    select tenant_id, gen_random_uuid(), id, id, 'secretary', '2020-01-01', created_at
    from organisation where tenant_id = ${tenantId}`
  await sql`analyze`
  const rows = await sql<{ id: string }[]>`select id from organisation where tenant_id = ${tenantId}`
  return rows.map(({ id }) => id)
}

const plannedKeys = async ({ sql, tenantId }: Place, ids: readonly string[]): Promise<string[]> => {
  const rows = await sql<{ key: string }[]>`
    select key from outgoing where tenant_id = ${tenantId} and state = 'planned'
      and split_part(key, ':', 2) = any(${[...ids]}) order by key`
  return rows.map(({ key }) => key)
}

/** Items a second of a piece of work that answers how many it did. */
async function pace(work: () => Promise<number>): Promise<{ count: number; perSecond: number }> {
  const began = performance.now()
  const count = await work()
  return { count, perSecond: (count / (performance.now() - began)) * 1000 }
}

async function planAll({ sql, tenantId }: Place, plans: ReturnType<typeof plansOfMonth>): Promise<number> {
  const store = planStore(sql, tenantId, platform)
  let planned = 0
  for (const [ms, due] of Map.groupBy(plans, ({ at }) => +at)) {
    const stages = due.map(({ plan }) => ({ plan, before: [] }))
    for (const { count } of await store.planStages(stages, new Date(ms))) planned += count
  }
  return planned
}

/** Leases as delivery does, without the platform's limits, which would be measured otherwise. */
async function claimAll({ sql, tenantId }: Place, count: number, now: Date): Promise<number> {
  const store = deliveryStore(sql, tenantId)
  const limits = { perMinute: 1e9, perSecond: 1e9 }
  for (let claimed = 0; ; ) {
    const request = { platform, now, leaseMs: 60_000, gatherMs: 0, idempotencyMs: hour, limits }
    const { items } = await store.claim({ ...request, limit: count - claimed })
    claimed += items.reduce((sum, { parts }) => sum + parts.length, 0)
    if (claimed >= count || items.length === 0) return claimed
  }
}

/**
 * A month's reminders of many branches by the statements of the ticks, and the next due ones claimed as delivery claims
 * them; against the same done row by row on a share of the branches. Throws unless both plan the same.
 */
export async function benchPlanning(size: PlanningSize, { database }: BenchDatabase): Promise<Figure[]> {
  const place: Place = { sql: database.sql as Sql, tenantId: randomUUID() }
  const { sql, tenantId } = place
  const plans = plansOfMonth()
  const [first] = plans
  if (!first) throw new Error('nothing is planned in this month')
  const ids = await makeUnits(place, size.branches)
  const share = ids.slice(0, size.rowByRow)
  const byRow = await pace(async () => {
    let planned = 0
    for (const { at, plan } of plans) planned += await planRowByRow(place, plan, share, at)
    return planned
  })
  const expected = await plannedKeys(place, share)
  await sql`delete from outgoing where tenant_id = ${tenantId}`
  const ours = await pace(() => planAll(place, plans))
  const found = await plannedKeys(place, share)
  if (found.length === 0 || found.join() !== expected.join())
    throw new Error(`row by row ${expected.length} reminders are planned, by our statements ${found.length}`)
  await sql`analyze`
  const claimed = await pace(() => claimAll(place, size.claims, first.at))
  const claimedByRow = await pace(() => claimRowByRow(place, size.claims, first.at))
  for (const { count } of [claimed, claimedByRow])
    if (count < size.claims) throw new Error(`only ${count} messages were claimed`)
  const compared = (what: string, mine: number, reference: number): Figure => ({
    bench: 'planning',
    what,
    unit: 'rows/s',
    zhibu: mine,
    reference: { name: 'row by row', value: reference },
    ratio: mine / reference,
    aim: 8,
  })
  const many = (value: number): string => value.toLocaleString('en')
  return [
    compared(
      `${many(size.branches)} branches planned for a month, ${many(ours.count)} reminders`,
      ours.perSecond,
      byRow.perSecond,
    ),
    compared(`the next ${many(size.claims)} due claimed`, claimed.perSecond, claimedByRow.perSecond),
  ]
}
