import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { DutyRecord, DutyRecordStore } from '../../domain/ports/index.ts'
import { dutyRecord } from '../schema/index.ts'
import { chunksOf } from './chunks.ts'
import type { StoreContext } from './context.ts'

const toRecord = ({ tenantId: _, mark: __, ...row }: typeof dutyRecord.$inferSelect): DutyRecord => row

/** What makes an entry the same as another one of the person and period. */
const markOf = ({ otherId, doneOn }: DutyRecord): string => (otherId === null ? '' : `${otherId} ${doneOn}`)

/** Registers of people: who has paid, who has talked with whom. */
export function dutyRecordStore({ tx, tenantId }: StoreContext): DutyRecordStore {
  const mine = eq(dutyRecord.tenantId, tenantId)
  return {
    async insert(all) {
      let inserted = 0
      for (const some of chunksOf(all))
        inserted += (
          await tx
            .insert(dutyRecord)
            .values(some.map((one) => ({ tenantId, ...one, mark: markOf(one) })))
            .onConflictDoNothing()
            .returning({ id: dutyRecord.memberId })
        ).length
      return inserted
    },
    async remove(entries) {
      if (entries.length === 0) return 0
      const rows = await tx
        .delete(dutyRecord)
        .where(
          and(
            mine,
            or(
              ...entries.map(({ organisationId, obligation, period, memberId, otherId }) =>
                and(
                  eq(dutyRecord.organisationId, organisationId),
                  eq(dutyRecord.obligation, obligation),
                  eq(dutyRecord.period, period),
                  eq(dutyRecord.memberId, memberId),
                  otherId === null ? isNull(dutyRecord.otherId) : eq(dutyRecord.otherId, otherId),
                ),
              ),
            ),
          ),
        )
        .returning({ id: dutyRecord.memberId })
      return rows.length
    },
    async of(organisationIds, periods) {
      if (organisationIds.length === 0 || periods.length === 0) return []
      const rows = await tx
        .select()
        .from(dutyRecord)
        .where(
          and(
            mine,
            inArray(dutyRecord.organisationId, [...organisationIds]),
            inArray(dutyRecord.period, [...periods]),
          ),
        )
        .orderBy(asc(dutyRecord.period), asc(dutyRecord.doneOn), asc(dutyRecord.memberId))
      return rows.map(toRecord)
    },
  }
}
