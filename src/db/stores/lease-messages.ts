import type postgres from 'postgres'
import { type ClaimedRow, MOST_PARTS } from './claimed-messages.ts'
import { ms } from './milliseconds.ts'

/** The first rows of the queue that a claim looks at; more of them may belong to the same few chats. */
const LOOK_AHEAD = 200

/** Which messages are leased, and for how long. */
export interface Pick {
  platform: string
  now: Date
  leaseMs: number
  gatherMs: number
  limit: number
  priority: { from: number; to: number }
}

/**
 * Leases the first message of every free chat. A chat is busy while one of its messages is leased (which after sending
 * is its spacing), and closed for later messages of the same or a lower class while one waits for another try. The busy
 * ones are looked up as a hashed list: for an anti-join the planner expects few, and compares each with each.
 */
export const lease = (tx: postgres.ISql, tenantId: string, pick: Pick) => tx<ClaimedRow[]>`
  with busy as materialized (
    select recipient from outgoing
    where tenant_id = ${tenantId} and platform = ${pick.platform} and lease_until > now()
  ), waiting as materialized (
    select platform, recipient, priority, due_at, id from outgoing
    where tenant_id = ${tenantId} and state = 'planned' and retry_at > now()
  ), candidate as (
    select o.id, o.recipient, o.priority, o.due_at
    from outgoing o
    where o.tenant_id = ${tenantId} and o.state = 'planned' and o.platform = ${pick.platform}
      and o.priority between ${pick.priority.from} and ${pick.priority.to} and o.due_at <= ${pick.now}
      and (o.retry_at is null or o.retry_at <= now())
      and (o.kind <> 'reminder' or o.queued_at <= now() - ${ms(tx, pick.gatherMs)})
      and o.recipient not in (select recipient from busy)
      and not exists (
        select 1 from waiting w where w.platform = o.platform and w.recipient = o.recipient
          and w.priority <= o.priority and (w.due_at, w.id) < (o.due_at, o.id))
    order by o.priority, o.due_at, o.id
    limit ${LOOK_AHEAD}
  ), first as (
    select distinct on (recipient) id, priority, due_at from candidate order by recipient, priority, due_at, id
  ), free as materialized (
    select id, recipient, batch, first_tried_at is not null as maybe_delivered, gen_random_uuid() as fresh,
      kind = 'reminder' and recipient ? 'memberId' and (batch is not null or (attempts = 0 and error is null)) as merges
    from outgoing
    where tenant_id = ${tenantId} and state = 'planned'
      and id in (select id from first order by priority, due_at, id limit ${pick.limit})
    for update skip locked
  ), part as (
    select id as leader, id from free
    union all
    select f.id, m.id from free f cross join lateral (
      select m.id from outgoing m
      where m.tenant_id = ${tenantId} and m.recipient = f.recipient and m.state = 'planned' and m.kind = 'reminder'
        and m.platform = ${pick.platform} and m.id <> f.id
        and (m.batch = f.batch or (f.batch is null and m.batch is null and m.attempts = 0 and m.error is null
          and m.due_at <= ${pick.now} and (m.expires_at is null or m.expires_at > ${pick.now})))
      order by m.priority, m.due_at, m.id
      limit ${MOST_PARTS - 1}
      for update
    ) m
    where f.merges
  ), message as (
    select p.id, p.leader, f.maybe_delivered,
      coalesce(f.batch, case when count(*) over (partition by p.leader) > 1 then f.fresh end) as batch
    from part p join free f on f.id = p.leader
  )
  update outgoing o
  set batch = m.batch, lease_until = now() + ${ms(tx, pick.leaseMs)}, retry_at = null, attempts = o.attempts + 1,
    first_tried_at = coalesce(o.first_tried_at, now())
  from message m
  where o.tenant_id = ${tenantId} and o.id = m.id
  returning m.leader, o.id, coalesce(o.batch::text, o.key) as key, o.kind, o.platform, o.recipient, o.content, o.priority,
    o.due_at as "dueAt", o.expires_at as "expiresAt",
    o.owed_at as "owedAt", o.reason, o.attempts, m.maybe_delivered as "maybeDelivered"`

/** Ends what is not to be sent any more, 500 at a time. */
export async function lapse(
  tx: postgres.ISql,
  tenantId: string,
  platform: string,
  now: Date,
  keyLifeMs: number,
): Promise<void> {
  const idle = tx`tenant_id = ${tenantId} and state = 'planned' and platform = ${platform}
    and (lease_until is null or lease_until <= now())`
  await tx`
    update outgoing set state = 'expired', error = '已过发送期限' where tenant_id = ${tenantId} and id in (
      select id from outgoing where ${idle} and expires_at <= ${now} limit 500 for update skip locked)`
  await tx`
    update outgoing set state = 'unknown', error = coalesce(error, '发送结果不明，请核对后重发')
    where tenant_id = ${tenantId} and id in (
      select id from outgoing where ${idle} and first_tried_at <= now() - ${ms(tx, keyLifeMs)}
      limit 500 for update skip locked)`
}
