import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { type BehindCard, type CardRefreshStore, type Claim, priorities } from '../../domain/ports/index.ts'
import { ms } from './milliseconds.ts'
import { giveBack, lockAllowance } from './rate-buckets.ts'

type Old = Awaited<ReturnType<CardRefreshStore['openSince']>>[number]

/**
 * Cards that must follow the rows. `retry_at` says before when a card is not taken: the lease of a refresh that is
 * running, the spacing after it, or the wait after a failure. All of it in the database's own time.
 */
export function cardRefreshStore(sql: postgres.Sql, tenantId: string): CardRefreshStore {
  const settle = async (card: BehindCard, change: postgres.Fragment) => {
    const held = await sql`
      update card set ${change} where tenant_id = ${tenantId} and id = ${card.id} and retry_at::text = ${card.lease}`
    // Another replica took over meanwhile: which of the two calls came last at the platform is not known.
    if (held.count === 0)
      await sql`update card set wanted = wanted + 1 where tenant_id = ${tenantId} and id = ${card.id} and state = 'live'`
  }
  return {
    claimBehind: (request) =>
      sql.begin(async (tx): Promise<Claim<BehindCard>> => {
        const bucket = { tenantId, platform: request.platform, api: 'update' } as const
        const allowance = await lockAllowance(tx, bucket, request.limits)
        const items = await tx<BehindCard[]>`
          update card c set retry_at = now() + ${ms(tx, request.leaseMs)}, attempts = c.attempts + 1
          where c.tenant_id = ${tenantId} and c.id in (
            select id from card
            where tenant_id = ${tenantId} and platform = ${request.platform} and state = 'live' and wanted > shown
              and (retry_at is null or retry_at <= now())
            order by retry_at nulls first, id limit ${Math.min(request.limit, allowance.forReplies)}
            for update skip locked)
          returning c.id, c.platform, c.message_id as "messageId", c.chat_id as "chatId", c.viewer_id as "viewerId",
            c.view, c.ref, c.wanted, c.attempts, c.retry_at::text as lease,
            case when c.wanted = 1 and c.shown = 0 then c.digest end as "untouchedDigest"`
        await allowance.take(items.length)
        return { items: [...items], waitMs: allowance.forReplies > 0 ? null : allowance.waitMs }
      }),

    async shown(card, { open, spacingMs, unused }) {
      await settle(
        card,
        sql`
        shown = greatest(shown, ${card.wanted}), open = ${open}, attempts = 0, error = null,
        retry_at = now() + ${ms(sql, spacingMs)}`,
      )
      if (unused) await giveBack(sql, { tenantId, platform: card.platform, api: 'update' })
    },

    retryRefresh: (card, { delayMs, error, counts }) =>
      settle(
        card,
        sql`
        retry_at = now() + ${ms(sql, delayMs)}, error = ${error}, attempts = attempts - ${counts ? 0 : 1}`,
      ),

    giveUp: (card, error) =>
      settle(
        card,
        sql`shown = greatest(shown, ${card.wanted}), error = ${error}, attempts = 0, retry_at = null`,
      ),

    gone: async ({ id }, error) =>
      void (await sql`
        update card set state = 'gone', error = ${error}, retry_at = null where tenant_id = ${tenantId} and id = ${id}`),

    async repost(card, now) {
      await sql.begin(async (tx) => {
        const [replaced] = await tx`
          update card set state = 'replaced', retry_at = null
          where tenant_id = ${tenantId} and id = ${card.id} and state = 'live' returning id`
        if (!replaced) return
        const recipient = card.viewerId ? { memberId: card.viewerId } : { chatId: card.chatId }
        await tx`
          insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, state, created_at)
          values (${tenantId}, ${uuidv7()}, ${`repost:${card.id}`}, 'card', ${card.platform}, ${tx.json(recipient)},
            ${tx.json({ view: card.view, ref: card.ref })}, ${priorities.duty}, ${now}, 'planned', ${now})
          on conflict (tenant_id, key) do nothing`
      })
    },

    openSince: (platform, before, limit) => sql<Old[]>`
      select id, platform, message_id as "messageId", chat_id as "chatId", viewer_id as "viewerId", view, ref from card
      where tenant_id = ${tenantId} and platform = ${platform} and state = 'live' and open and sent_at <= ${before}
      order by sent_at, id limit ${limit}`,

    closed: async (id) =>
      void (await sql`update card set open = false where tenant_id = ${tenantId} and id = ${id}`),

    async behind(platform, patienceMs) {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from card
        where tenant_id = ${tenantId} and platform = ${platform} and state = 'live' and wanted > shown
          and (retry_at is null or retry_at <= now() + ${ms(sql, patienceMs)})`
      return row?.count ?? 0
    },
  }
}
