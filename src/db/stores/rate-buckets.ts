import type postgres from 'postgres'
import {
  type Level,
  type Rate,
  ratesOf,
  refilled,
  taken,
  unreserved,
  wonIn,
} from '../../domain/delivery/bucket.ts'
import type { CallLimits } from '../../domain/ports/index.ts'

/** Which calls a bucket counts: the platform's limits hold for each kind of API by itself. */
export interface BucketName {
  tenantId: string
  platform: string
  api: 'send' | 'update'
}

/** What may be called now, under the lock of the buckets, by the database's own time. */
export interface Allowance {
  /** For people who wait at the screen. */
  forReplies: number
  /** For everything else. */
  forOthers: number
  /** Milliseconds until there is something to take again; null when there is. */
  waitMs: number | null
  /** Takes tokens; at most once, in the same transaction. */
  take(count: number): Promise<void>
}

interface Row {
  name: string
  tokens: number
  refilledAt: Date
  blockedMs: number
  now: Date
}

const names = ({ platform, api }: BucketName) => ({
  minute: `${platform}/${api}/minute`,
  second: `${platform}/${api}/second`,
})

const lock = (tx: postgres.ISql, bucket: BucketName) => tx<Row[]>`
  select name, tokens, refilled_at as "refilledAt", clock_timestamp() as now,
    coalesce(ceil(extract(epoch from blocked_until - clock_timestamp()) * 1000), 0)::float8 as "blockedMs"
  from rate_bucket
  where tenant_id = ${bucket.tenantId} and name in ${tx(Object.values(names(bucket)))}
  order by name for update`

async function create(
  tx: postgres.ISql,
  bucket: BucketName,
  rates: Record<'minute' | 'second', Rate>,
): Promise<void> {
  const { minute, second } = names(bucket)
  await tx`
    insert into rate_bucket (tenant_id, name, tokens, refilled_at)
    values (${bucket.tenantId}, ${minute}, ${rates.minute.burst}, clock_timestamp()),
      (${bucket.tenantId}, ${second}, ${rates.second.burst}, clock_timestamp())
    on conflict do nothing`
}

/**
 * Locks the buckets of one API until the end of the transaction and says what is left. The lock also puts the
 * claimers of all replicas in a row, which keeps the order in each chat.
 */
export async function lockAllowance(
  tx: postgres.ISql,
  bucket: BucketName,
  limits: CallLimits,
): Promise<Allowance> {
  const rates = ratesOf(limits)
  let rows = await lock(tx, bucket)
  if (rows.length < 2) {
    await create(tx, bucket, rates)
    rows = await lock(tx, bucket)
  }
  const { minute, second } = names(bucket)
  const levelOf = (name: string, rate: Rate): Level => {
    const row = rows.find((one) => one.name === name)
    if (!row) throw new Error(`no bucket ${name}`)
    return refilled({ tokens: row.tokens, refilledAt: +row.refilledAt }, rate, +row.now)
  }
  const levels = { minute: levelOf(minute, rates.minute), second: levelOf(second, rates.second) }
  const blockedMs = Math.max(0, ...rows.map((row) => row.blockedMs))
  const forReplies = blockedMs > 0 ? 0 : Math.min(levels.minute.tokens, levels.second.tokens)
  const forOthers = Math.min(
    forReplies,
    unreserved(levels.minute, rates.minute),
    unreserved(levels.second, rates.second),
  )
  const emptyMs = forOthers > 0 ? null : Math.max(wonIn(1, rates.minute), wonIn(1, rates.second))
  const keep = (name: string, { tokens, refilledAt }: Level) => tx`
    update rate_bucket set tokens = ${tokens}, refilled_at = ${new Date(refilledAt)}
    where tenant_id = ${bucket.tenantId} and name = ${name}`
  return {
    forReplies,
    forOthers,
    waitMs: blockedMs > 0 ? blockedMs : emptyMs,
    async take(count) {
      if (count === 0) return
      await keep(minute, taken(levels.minute, count))
      await keep(second, taken(levels.second, count))
    },
  }
}

/** Gives back a token that was taken for a call that was not made. */
export const giveBack = (sql: postgres.ISql, bucket: BucketName) => sql`
  update rate_bucket set tokens = tokens + 1
  where tenant_id = ${bucket.tenantId} and name in ${sql(Object.values(names(bucket)))}`

/** No replica calls this API for so long; a longer block stays. */
export const blockBuckets = (sql: postgres.ISql, bucket: BucketName, forMs: number) => sql`
  update rate_bucket set blocked_until = greatest(blocked_until, clock_timestamp() + ${forMs} * interval '1 millisecond')
  where tenant_id = ${bucket.tenantId} and name in ${sql(Object.values(names(bucket)))}`
