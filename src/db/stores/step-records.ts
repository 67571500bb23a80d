import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { StepRecord, StepRecordStore } from '../../domain/ports/index.ts'
import { outputValueSchema } from '../../domain/process/outputs.ts'
import { stepRecord } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const outputs = z.record(z.string(), outputValueSchema)

const toRecord = ({ tenantId: _, at: __, ...row }: typeof stepRecord.$inferSelect): StepRecord => ({
  ...row,
  kind: row.kind as StepRecord['kind'],
  item: row.item === '' ? null : row.item,
  outputs: outputs.parse(row.outputs),
})

/** What was made for steps of cases. */
export function stepRecordStore({ tx, tenantId, now }: StoreContext): StepRecordStore {
  const one = (kind: string, ref: string) =>
    and(eq(stepRecord.tenantId, tenantId), eq(stepRecord.kind, kind), eq(stepRecord.ref, ref))
  return {
    insert: async (record) =>
      void (await tx.insert(stepRecord).values({ ...record, tenantId, item: record.item ?? '', at: now })),
    async of(kind, ref) {
      const [row] = await tx.select().from(stepRecord).where(one(kind, ref))
      return row ? toRecord(row) : null
    },
    async ofCase(caseId) {
      const rows = await tx
        .select()
        .from(stepRecord)
        .where(and(eq(stepRecord.tenantId, tenantId), eq(stepRecord.caseId, caseId)))
        .orderBy(asc(stepRecord.at), asc(stepRecord.ref))
      return rows.map(toRecord)
    },
    save: async ({ kind, ref, ready, outputs: given, by, usedAt }) =>
      void (await tx.update(stepRecord).set({ ready, outputs: given, by, usedAt }).where(one(kind, ref))),
  }
}
