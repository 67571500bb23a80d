import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { type DueReminder, type Messages, type Outgoing, priorities } from '../../domain/ports/index.ts'

/** Which reminders are taken. `today`: the local day whose office holders are asked for. */
interface Taking {
  tenantId: string
  /** Of people whose organisation has no chat. */
  platform: string
  now: Date
  today: string
  limit: number
}

/** Takes due reminders and writes what `messagesOf` makes of them, in one transaction; answers how many were taken. */
export const sendDue = (
  sql: postgres.Sql,
  { tenantId, platform, now, today, limit }: Taking,
  messagesOf: (due: DueReminder) => Messages,
): Promise<number> =>
  sql.begin(async (tx) => {
    const taken = await tx<{ id: string }[]>`
      update reminder set state = 'done'
      where tenant_id = ${tenantId} and id in (
        select id from reminder where tenant_id = ${tenantId} and state = 'planned' and due_at <= ${now}
        order by due_at, id limit ${limit} for update skip locked)
      returning id`
    if (taken.length === 0) return 0
    const due = await latestOf(tx, tenantId, { platform, now, today, ids: taken.map(({ id }) => id) })
    const silent = new Map(taken.map(({ id }) => [id, 'superseded']))
    for (const one of due) {
      const messages = messagesOf(one)
      if ('outgoing' in messages) {
        silent.delete(one.id)
        await insertMessages(tx, tenantId, now, messages.outgoing)
      } else silent.set(one.id, messages.silent)
    }
    await keepReasons(tx, tenantId, silent)
    return taken.length
  })

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

/** Says of reminders from which no message came why not. */
async function keepReasons(
  tx: postgres.ISql,
  tenantId: string,
  silent: ReadonlyMap<string, string>,
): Promise<void> {
  if (silent.size === 0) return
  await tx`
    update reminder set state = 'suppressed', reason = s.reason
    from unnest(${[...silent.keys()]}::uuid[], ${[...silent.values()]}::text[]) s (id, reason)
    where tenant_id = ${tenantId} and reminder.id = s.id`
}

async function insertMessages(
  tx: postgres.ISql,
  tenantId: string,
  now: Date,
  messages: Outgoing[],
): Promise<void> {
  for (const one of messages)
    await tx`
      insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at,
        organisation_id, owed_at, state, created_at)
      values (${tenantId}, ${uuidv7()}, ${one.key}, ${one.kind}, ${one.platform}, ${JSON.stringify(one.recipient)}::jsonb,
        ${JSON.stringify(one.content)}::jsonb, ${priorities[one.priority]}, ${one.dueAt ?? now},
        ${one.expiresAt ?? null}, ${one.organisationId ?? null}, ${one.owedAt ?? null}, 'planned', ${now})
      on conflict (tenant_id, key) do nothing`
}
