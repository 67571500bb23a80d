import { and, eq, sql } from 'drizzle-orm'
import type { PaperJob, PaperJobState, PaperJobStore } from '../../domain/ports/index.ts'
import { paperJob } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const after = (ms: number) => sql`now() + ${ms}::float8 * interval '1 millisecond'`

const toJob = (row: typeof paperJob.$inferSelect): PaperJob => ({
  id: row.id,
  key: row.key,
  organisationId: row.organisationId,
  kind: row.kind,
  params: row.params,
  requestedBy: row.requestedBy,
  platform: row.platform,
  attempts: row.attempts,
  done: row.done,
  total: row.total,
  fileId: row.fileId,
  createdAt: row.createdAt,
})

/** Work with files as a queue of rows. Leases are the database's own time, which all replicas share. */
export function paperJobStore({ tx, tenantId, now }: StoreContext): PaperJobStore {
  const one = (id: string) => and(eq(paperJob.tenantId, tenantId), eq(paperJob.id, id))
  /** Changes a job as long as it is this attempt's: `attempts` counts the claims, and so tells two workers apart. */
  const change = async (
    { id, attempts }: Pick<PaperJob, 'id' | 'attempts'>,
    values: Parameters<ReturnType<typeof tx.update<typeof paperJob>>['set']>[0],
  ): Promise<boolean> => {
    const rows = await tx
      .update(paperJob)
      .set(values)
      .where(and(one(id), eq(paperJob.state, 'planned'), eq(paperJob.attempts, attempts)))
      .returning({ id: paperJob.id })
    return rows.length > 0
  }
  return {
    async add(job) {
      const rows = await tx
        .insert(paperJob)
        .values({ tenantId, state: 'planned', createdAt: now, ...job })
        .onConflictDoNothing()
        .returning({ id: paperJob.id })
      return rows.length > 0
    },
    async get(id) {
      const [row] = await tx.select().from(paperJob).where(one(id))
      return row ? { ...toJob(row), state: row.state as PaperJobState, error: row.error } : null
    },
    async claim(limit, leaseMs) {
      const due = tx
        .select({ id: paperJob.id })
        .from(paperJob)
        .where(
          and(
            eq(paperJob.tenantId, tenantId),
            eq(paperJob.state, 'planned'),
            sql`(${paperJob.retryAt} is null or ${paperJob.retryAt} <= now())`,
            sql`(${paperJob.leaseUntil} is null or ${paperJob.leaseUntil} <= now())`,
          ),
        )
        .orderBy(paperJob.createdAt, paperJob.id)
        .limit(limit)
        .for('update', { skipLocked: true })
      const rows = await tx
        .update(paperJob)
        .set({ leaseUntil: after(leaseMs), attempts: sql`${paperJob.attempts} + 1`, retryAt: null })
        .where(and(eq(paperJob.tenantId, tenantId), sql`${paperJob.id} in (${due})`))
        .returning()
      return rows.map(toJob)
    },
    prolong: (job, leaseMs) => change(job, { leaseUntil: after(leaseMs) }),
    progress: (job, reached, leaseMs) => change(job, { ...reached, leaseUntil: after(leaseMs) }),
    async finish(id, state, { error, fileId } = {}) {
      const rows = await tx
        .update(paperJob)
        .set({ state, error: error ?? null, fileId: fileId ?? null, leaseUntil: null, finishedAt: now })
        .where(and(one(id), eq(paperJob.state, 'planned')))
        .returning({ id: paperJob.id })
      return rows.length > 0
    },
    async retry(job, delayMs, error) {
      await change(job, { leaseUntil: null, retryAt: after(delayMs), error })
    },
    async outstanding(patienceMs) {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(paperJob)
        .where(
          and(
            eq(paperJob.tenantId, tenantId),
            eq(paperJob.state, 'planned'),
            sql`(${paperJob.retryAt} is null or ${paperJob.retryAt} <= ${after(patienceMs)})`,
          ),
        )
      return row?.count ?? 0
    },
  }
}
