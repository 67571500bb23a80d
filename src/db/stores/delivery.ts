import type postgres from 'postgres'
import { type Claim, type ClaimedMessage, type DeliveryStore, priorities } from '../../domain/ports/index.ts'
import { readClaimed } from './claimed-messages.ts'
import { lapse, lease } from './lease-messages.ts'
import { ms } from './milliseconds.ts'
import { outboxStates } from './outbox-states.ts'
import { blockBuckets, giveBack, lockAllowance } from './rate-buckets.ts'
import { earlierReminders, storeSent } from './sent-messages.ts'
import { retrying } from './unit.ts'

/** So much before the platform forgets a key, its use ends: a call may still be on its way. */
const KEY_MARGIN_MS = 2 * 60_000

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
      const { messages, unreadable } = readClaimed(rows)
      await bury(unreadable)
      return { items: messages, waitMs }
    },

    /** Repeated when the connection is lost: until it is stored that it was sent, nobody can act on the card. */
    sent: (message, handover) => retrying(() => storeSent(sql, tenantId, message, handover)),

    earlier: (about) => earlierReminders(sql, tenantId, about),

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

    ...outboxStates(sql, tenantId),
  }
}
