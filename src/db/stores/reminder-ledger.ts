import { sql } from 'drizzle-orm'
import type { LedgerQuery, LedgerStore, ReminderRecord } from '../../domain/ports/index.ts'
import type { StoreContext } from './context.ts'

type Row = Record<keyof ReminderRecord, unknown>

const instant = (value: unknown): Date | null => (value === null ? null : new Date(String(value)))

const toRecord = (row: Row): ReminderRecord => ({
  ...(row as unknown as ReminderRecord),
  owedAt: new Date(String(row.owedAt)),
  dueAt: new Date(String(row.dueAt)),
  plannedAt: instant(row.plannedAt),
  sentAt: instant(row.sentAt),
  readAt: instant(row.readAt),
})

/** What became of reminders, out of the rows by which they are planned and sent. */
export function ledgerStore({ tx, tenantId, now }: StoreContext): LedgerStore {
  const ids = ({ organisationIds }: LedgerQuery) => {
    if (!organisationIds) return sql`true`
    return sql`r.organisation_id in (${sql.join(
      organisationIds.map((id) => sql`${id}::uuid`),
      sql`, `,
    )})`
  }
  return {
    async records(query) {
      if (query.organisationIds?.length === 0) return []
      const { from, to, after, backwards = false } = query
      const order = backwards ? sql`desc` : sql`asc`
      const beyond = backwards ? sql`<` : sql`>`
      const rows = await tx.execute<Row>(sql`
        select l.id, l.key, l.organisation_id as "organisationId", o.name as organisation, m.name as person,
          l.member_id as "memberId", l.chat_id as "chatId", l.view, l.ref, l.owed_at as "owedAt", l.due_at as "dueAt",
          l.planned_at as "plannedAt", l.sent_at as "sentAt", l.read_at as "readAt", l.state, l.reason,
          l.message_id as "messageId"
        from (
          select r.id, r.key, r.organisation_id, (r.recipient ->> 'memberId')::uuid as member_id,
            r.recipient ->> 'chatId' as chat_id, r.content ->> 'view' as view, r.content ->> 'ref' as ref,
            coalesce(r.owed_at, r.due_at) as owed_at, r.due_at, r.created_at as planned_at, r.sent_at, r.read_at, r.state,
            case when r.state in ('dead', 'unknown', 'expired') then coalesce(r.reason, r.error) else r.reason end as reason,
            r.message_id
          from outgoing r
          where r.tenant_id = ${tenantId} and r.kind = 'reminder' and r.organisation_id is not null and ${ids(query)}
          union all
          select r.id, r.subject || ':' || r.ref || ':' || r.stage, r.organisation_id, r.member_id, null,
            'reminder.' || r.subject, r.ref || '|' || r.stage, r.due_at, r.due_at, null, null, null, r.state, r.reason, null
          from reminder r
          where r.tenant_id = ${tenantId} and r.state in ('planned', 'suppressed') and ${ids(query)}
        ) l
        join organisation o on o.tenant_id = ${tenantId} and o.id = l.organisation_id
        left join member m on m.tenant_id = ${tenantId} and m.id = l.member_id
        where l.owed_at >= ${from.toISOString()}::timestamptz and l.owed_at <= ${to.toISOString()}::timestamptz
          and ${after ? sql`(l.owed_at, l.id) ${beyond} (${after.owedAt.toISOString()}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by l.owed_at ${order}, l.id ${order} limit ${query.limit}`)
      return [...rows].map(toRecord)
    },
    async markRead(platform, messageIds, memberId) {
      if (messageIds.length === 0) return
      await tx.execute(sql`
        update outgoing set read_at = ${now.toISOString()}::timestamptz
        where tenant_id = ${tenantId} and kind = 'reminder' and platform = ${platform} and read_at is null
          and message_id in (${sql.join(
            messageIds.map((id) => sql`${id}`),
            sql`, `,
          )})
          and recipient = ${JSON.stringify({ memberId })}::jsonb`)
    },
  }
}
