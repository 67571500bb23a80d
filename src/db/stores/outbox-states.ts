import type postgres from 'postgres'
import type { DeadLetter, DeliveryStore, SentMessage } from '../../domain/ports/index.ts'
import { ms } from './milliseconds.ts'

/** The part of the outbox that tells how things stand, and puts back to work what has ended. */
export type OutboxStates = Pick<
  DeliveryStore,
  'outstanding' | 'sentBetween' | 'deadLetters' | 'redrive' | 'depths'
>

/** How the messages of an enterprise stand. */
export function outboxStates(sql: postgres.Sql, tenantId: string): OutboxStates {
  return {
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
