import type postgres from 'postgres'
import type { PeriodStagePlan } from '../../domain/delivery/period-stages.ts'
import { minuteOfSlot, USABLE_IN_HALF_HOUR } from '../../domain/delivery/spread.ts'

/** Which organisations answer for a duty; each kind is planned by a part of its own, so that each finds its indexes. */
export type BodyKind = PeriodStagePlan['organisationKind']
export const bodyKinds: readonly BodyKind[] = ['branch', 'group', 'unit']

/** Whether `o` is an organisation of the kind: a unit is a branch, or a union that no branch leads. */
export const ofKind = (sql: postgres.ISql, kind: BodyKind): postgres.Fragment =>
  kind === 'unit'
    ? sql`(o.kind = 'branch' or (o.kind = 'union' and not exists (
        select 1 from organisation up where up.tenant_id = o.tenant_id and up.id = o.parent_id and up.kind = 'branch')))`
    : sql`o.kind = ${kind}`

/** Whether `o` has what makes the duty of `p` apply; groups exist by being organisations of their own. */
export const hasWhatItNeeds = (sql: postgres.ISql): postgres.Fragment => sql`
  (p.needs <> 'org.has_committee' or o.committee_from <= p.day)
  and (p.needs <> 'org.has_union' or o.union_from <= p.day)`

/** Whether `o` has an optional duty: by its own choice, else its superior's, else the standard. */
export const hasChosen = (sql: postgres.ISql): postgres.Fragment => sql`
  (p.chosen_by is null or coalesce(
    (select c.value ->> 'value' from setting c
      where c.tenant_id = o.tenant_id and c.organisation_id = o.id and c.key = p.chosen_by),
    (select c.value ->> 'value' from setting c
      where c.tenant_id = o.tenant_id and c.organisation_id = o.parent_id and c.key = p.chosen_by),
    p.standard) = 'on')`

/** Whether the end of the period is for `o` (or for all of a branch's groups) the one that `p` speaks of. */
export const hasThisEnd = (sql: postgres.ISql): postgres.Fragment => sql`
  case when p.any_moved then (p.moved_to is not null) = exists (
    select 1 from obligation_override v
    where v.tenant_id = o.tenant_id and v.organisation_id = case when o.kind = 'group' then o.parent_id else o.id end
      and (v.body = '' or v.body = o.id::text) and v.obligation = p.obligation and v.period = p.period
      and v.kind = 'moved' and v.withdrawn_at is null and (p.moved_to is null or v.until = p.moved_to))
  else p.moved_to is null end`

/** Where an organisation's own meetings stand: a group's in its branch, a unit's also in its union. */
const held: Record<BodyKind, (sql: postgres.ISql) => postgres.Fragment> = {
  branch: (sql) => sql`m.organisation_id = o.id`,
  group: (sql) => sql`m.organisation_id = o.parent_id and o.id = any(m.groups)`,
  unit: (sql) => sql`(m.organisation_id = o.id or m.organisation_id in (
    select u.id from organisation u where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.kind = 'union'))`,
}

/** Whether the meeting `m` makes a reminder of its period needless: it was held, or is arranged and ahead. */
export const settles = (sql: postgres.ISql, kind: BodyKind, now: Date): postgres.Fragment => sql`
  m.tenant_id = o.tenant_id and ${held[kind](sql)} and p.obligation = any(m.kinds)
  and m.starts_on between p.first and p.last
  and (m.status = 'held' or (m.status = 'scheduled' and m.starts_at > ${now}))`

/** Who hears of a stage: holders of its offices on its day, in `o`, above it, and in the unions that it leads. */
export const holdersOf = (
  sql: postgres.ISql,
  kind: BodyKind,
  recordedBy: postgres.Fragment,
): postgres.Fragment => {
  const holding = sql`f.tenant_id = o.tenant_id and f.from_date <= p.day and (f.to_date is null or f.to_date > p.day)
    and ${recordedBy}`
  const own = sql`
    select f.member_id from office f where f.organisation_id = o.id and f.office = any(p.offices) and ${holding}`
  if (kind === 'branch') return own
  if (kind === 'group')
    return sql`${own} union all
      select f.member_id from office f
      where f.organisation_id = o.parent_id and f.office = any(p.offices_above) and ${holding}`
  return sql`${own} union all
    select f.member_id from organisation u join office f on f.organisation_id = u.id
      and f.office = any(p.offices_of_union) and ${holding}
    where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.kind = 'union'`
}

/** How long after the instant an organisation's reminders are planned: the same at every run, never near :00 and :30. */
export const offsetOf = (sql: postgres.ISql, spread: number): postgres.Fragment => {
  if (spread === 0) return sql`interval '0'`
  const slot = sql`(('x' || substr(md5(o.id::text), 1, 7))::bit(28)::int % ${spread}::int)`
  return sql`(${minuteOfSlot(0)} + ${slot} / ${USABLE_IN_HALF_HOUR}::int * 30 + ${slot} % ${USABLE_IN_HALF_HOUR}::int) * interval '1 minute'`
}
