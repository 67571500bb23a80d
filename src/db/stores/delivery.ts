import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import {
  type Claim,
  type ClaimedMessage,
  type DeadLetter,
  type DeliveryStore,
  fileView,
  type Handover,
  type MessagePart,
  priorities,
  type SentMessage,
} from '../../domain/ports/index.ts'
import { blockBuckets, giveBack, lockAllowance } from './rate-buckets.ts'
import { retrying } from './unit.ts'

const recipient = z.union([z.strictObject({ chatId: z.string() }), z.strictObject({ memberId: z.uuid() })])
const content = z.union([
  z.strictObject({ view: z.string(), ref: z.string() }),
  z.strictObject({ card: z.unknown() }),
  z.strictObject({ file: z.uuid(), about: z.string() }),
])

/** A leased row; `leader` is the row for whose sake it was leased: itself, or that of its batch. */
interface ClaimedRow extends Omit<MessagePart, 'content'>, Omit<ClaimedMessage, 'recipient' | 'parts'> {
  leader: string
  priority: number
  recipient: unknown
  content: unknown
}

/** So much before the platform forgets a key, its use ends: a call may still be on its way. */
const KEY_MARGIN_MS = 2 * 60_000

/** The first rows of the queue that a claim looks at; more of them may belong to the same few chats. */
const LOOK_AHEAD = 200

/** Reminders of one person that become one card; more than anybody has, and bounded because they are rendered at once. */
const MOST_PARTS = 50

const ms = (sql: postgres.ISql, given: number) => sql`(${given}::float8 * interval '1 millisecond')`

interface Pick {
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
const lease = (tx: postgres.ISql, tenantId: string, pick: Pick) => tx<ClaimedRow[]>`
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
async function lapse(
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

const inOrder = (a: ClaimedRow, b: ClaimedRow): number =>
  a.priority - b.priority || +a.dueAt - +b.dueAt || (a.id < b.id ? -1 : 1)

/** The leased rows as messages, and the ids of those that nobody can send: they must not stop the others. */
function read(rows: readonly ClaimedRow[]): { messages: ClaimedMessage[]; unreadable: string[] } {
  const messages = new Map<string, ClaimedMessage>()
  const unreadable: string[] = []
  for (const row of rows.toSorted(inOrder)) {
    const parsed = { recipient: recipient.safeParse(row.recipient), content: content.safeParse(row.content) }
    if (!parsed.recipient.success || !parsed.content.success) {
      unreadable.push(row.id)
      continue
    }
    const { id, dueAt, expiresAt, owedAt, reason, leader, key, kind, platform, attempts, maybeDelivered } =
      row
    const part = { id, content: parsed.content.data, dueAt, expiresAt, owedAt, reason }
    const known = messages.get(leader)
    if (known) known.parts.push(part)
    else {
      const to = parsed.recipient.data
      messages.set(leader, { key, kind, platform, recipient: to, parts: [part], attempts, maybeDelivered })
    }
  }
  return { messages: [...messages.values()], unreadable }
}

/** What the card of a sent message shows: the view of its only part; several, or a card as it was given, stay as they are. */
function shownBy({ parts, key }: ClaimedMessage): { view: string; ref: string } {
  const [part, ...others] = parts
  if (!part || others.length > 0) return { view: 'static', ref: key }
  if ('view' in part.content) return part.content
  return 'file' in part.content
    ? { view: fileView, ref: part.content.about }
    : { view: 'static', ref: part.id }
}

/** The outbox on PostgreSQL, in plain statements: it is the hot path. Leases and waits are the database's own time. */
export function deliveryStore(sql: postgres.Sql, tenantId: string): DeliveryStore {
  const bury = async (ids: string[]) => {
    if (ids.length > 0)
      await sql`
        update outgoing set state = 'dead', error = '消息记录格式不正确', lease_until = null, batch = null
        where tenant_id = ${tenantId} and id in ${sql(ids)}`
  }
  const rowsOf = ({ parts }: ClaimedMessage) =>
    sql`tenant_id = ${tenantId} and id in ${sql(parts.map(({ id }) => id))}`
  const storeSent = async (message: ClaimedMessage, handover: Handover): Promise<void> => {
    await sql.begin(async (tx) => {
      await tx`
        update outgoing set state = 'sent', message_id = ${handover.messageId}, sent_at = ${handover.sentAt},
          error = null, retry_at = null, lease_until = now() + ${ms(sql, handover.spacingMs)}
        where ${rowsOf(message)} and state <> 'sent'`
      const { view, ref } = handover.frozen ? { view: 'static', ref: message.key } : shownBy(message)
      const chatId = 'chatId' in message.recipient ? message.recipient.chatId : handover.chatId
      const viewerId = 'memberId' in message.recipient ? message.recipient.memberId : null
      // One behind: what was touched between rendering and now found no card to touch.
      const wanted = view === 'static' || view === fileView ? 0 : 1
      await tx`
        insert into card (tenant_id, id, platform, message_id, chat_id, viewer_id, view, ref, sent_at, wanted, shown,
          state, open, digest)
        values (${tenantId}, ${uuidv7()}, ${message.platform}, ${handover.messageId}, ${chatId}, ${viewerId}, ${view},
          ${ref}, ${handover.sentAt}, ${wanted}, 0, 'live', ${handover.open}, ${handover.digest})
        on conflict (tenant_id, platform, message_id) do nothing`
    })
  }
  return {
    async claim(request): Promise<Claim<ClaimedMessage>> {
      const { rows, waitMs } = await sql.begin(async (tx) => {
        const { platform, now, leaseMs, gatherMs, limit } = request
        const allowance = await lockAllowance(tx, { tenantId, platform, api: 'send' }, request.limits)
        await lapse(tx, tenantId, platform, now, request.idempotencyMs - KEY_MARGIN_MS)
        const reply = priorities.reply
        const replies = await lease(tx, tenantId, {
          platform,
          now,
          leaseMs,
          gatherMs,
          limit: Math.min(limit, allowance.forReplies),
          priority: { from: reply, to: reply },
        })
        const others = await lease(tx, tenantId, {
          platform,
          now,
          leaseMs,
          gatherMs,
          limit: Math.max(0, Math.min(limit - replies.length, allowance.forOthers - replies.length)),
          priority: { from: reply + 1, to: 99 },
        })
        const rows = [...replies, ...others]
        await allowance.take(new Set(rows.map(({ leader }) => leader)).size)
        return { rows, waitMs: allowance.waitMs }
      })
      const { messages, unreadable } = read(rows)
      await bury(unreadable)
      return { items: messages, waitMs }
    },

    /** Repeated when the connection is lost: until it is stored that it was sent, nobody can act on the card. */
    sent: (message, handover) => retrying(() => storeSent(message, handover)),

    async retry(message, { delayMs, error, uncertain, counts }) {
      await sql`
        update outgoing set lease_until = null, retry_at = now() + ${ms(sql, delayMs)}, error = ${error},
          attempts = attempts - ${counts ? 0 : 1},
          first_tried_at = case when ${uncertain || message.maybeDelivered} then first_tried_at end
        where ${rowsOf(message)} and state = 'planned'`
    },

    async hold(ids, until, reason) {
      await sql`
        update outgoing set due_at = ${until}, owed_at = coalesce(owed_at, due_at), reason = ${reason}, batch = null,
          lease_until = null, retry_at = null, first_tried_at = null, attempts = attempts - 1
        where tenant_id = ${tenantId} and id in ${sql(ids)} and state = 'planned'`
    },

    unused: async ({ platform }) => void (await giveBack(sql, { tenantId, platform, api: 'send' })),

    async takeApart(message, error) {
      await sql`
        update outgoing set batch = null, lease_until = null, retry_at = null, first_tried_at = null, error = ${error}
        where ${rowsOf(message)} and state = 'planned'`
    },

    async settle(message, state, { error, reason = null }, unused) {
      await sql`
        update outgoing set state = ${state}, error = ${error}, reason = coalesce(${reason}, reason), lease_until = null, retry_at = null
        where ${rowsOf(message)} and state = 'planned'`
      if (unused) await giveBack(sql, { tenantId, platform: message.platform, api: 'send' })
    },

    block: async (platform, api, forMs) => void (await blockBuckets(sql, { tenantId, platform, api }, forMs)),

    async outstanding(platform, now, patienceMs) {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from (
          select 1 from outgoing
          where tenant_id = ${tenantId} and state = 'planned' and platform = ${platform} and due_at <= ${now}
            and (retry_at is null or retry_at <= now() + ${ms(sql, patienceMs)})
          limit 100
        ) waiting`
      return row?.count ?? 0
    },

    sentBetween: (from, to) => sql<SentMessage[]>`
      select o.due_at as at, o.kind, o.key, o.message_id as "messageId",
        coalesce(o.recipient ->> 'chatId', i.value, o.recipient ->> 'memberId') as "to"
      from outgoing o
      left join lateral (
        select value from platform_identity i
        where i.tenant_id = o.tenant_id and i.member_id = (o.recipient ->> 'memberId')::uuid
          and i.platform = o.platform
        order by (i.kind = 'open_id') desc, i.kind, i.value limit 1
      ) i on true
      where o.tenant_id = ${tenantId} and o.due_at > ${from} and o.due_at <= ${to} and o.state = 'sent'
      order by o.due_at, o.sent_at, o.id`,

    deadLetters: (limit) => sql<DeadLetter[]>`
      (select id, 'message' as what, key, state, error, attempts from outgoing
        where tenant_id = ${tenantId} and state in ('dead', 'unknown') order by due_at, id limit ${limit})
      union all
      (select id, 'refresh', view || ':' || ref, 'dead', error, attempts from card
        where tenant_id = ${tenantId} and error is not null and state = 'live' and wanted = shown
        order by sent_at, id limit ${limit})
      limit ${limit}`,

    async redrive(id) {
      const messages = await sql`
        update outgoing set state = 'planned', attempts = 0, retry_at = null, lease_until = null, first_tried_at = null,
          expires_at = null
        where tenant_id = ${tenantId} and state in ('dead', 'unknown') and (id = ${id} or batch = (
          select batch from outgoing where tenant_id = ${tenantId} and id = ${id} and state in ('dead', 'unknown')))`
      const cards = await sql`
        update card set wanted = wanted + 1, attempts = 0, retry_at = null, error = null
        where tenant_id = ${tenantId} and id = ${id} and error is not null and state = 'live' and wanted = shown`
      return messages.count + cards.count > 0
    },

    async depths(now) {
      const [row] = await sql<{ due: number; dead: number; unknown: number; behind: number }[]>`
        select
          (select count(*)::int from outgoing where tenant_id = ${tenantId} and state = 'planned' and due_at <= ${now}) as due,
          (select count(*)::int from outgoing where tenant_id = ${tenantId} and state = 'dead') as dead,
          (select count(*)::int from outgoing where tenant_id = ${tenantId} and state = 'unknown') as unknown,
          (select count(*)::int from card where tenant_id = ${tenantId} and state = 'live' and wanted > shown) as behind`
      return row ?? { due: 0, dead: 0, unknown: 0, behind: 0 }
    },
  }
}
