import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Choice, CountSheet, CountSheetStore } from '../../domain/ports/index.ts'
import { sheetSchema } from '../../domain/voting/sheet-figures.ts'
import { countSheet, writtenVote } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

const toSheet = ({ tenantId: _, ...row }: typeof countSheet.$inferSelect): CountSheet => ({
  ...row,
  state: row.state as CountSheet['state'],
  figures: sheetSchema.parse(row.figures),
})

/** Count sheets and written opinions of ballots. */
export function countSheetStore({ tx, tenantId }: StoreContext): CountSheetStore {
  return {
    insert: async (sheet) => void (await tx.insert(countSheet).values({ tenantId, ...sheet })),
    async get(id) {
      const [row] = await tx
        .select()
        .from(countSheet)
        .where(and(eq(countSheet.tenantId, tenantId), eq(countSheet.id, id)))
      return row ? toSheet(row) : null
    },
    async standing(ballotId) {
      const [row] = await tx
        .select()
        .from(countSheet)
        .where(
          and(
            eq(countSheet.tenantId, tenantId),
            eq(countSheet.ballotId, ballotId),
            inArray(countSheet.state, ['entered', 'confirmed']),
          ),
        )
      return row ? toSheet(row) : null
    },
    async settle(id, state, by, at) {
      const rows = await tx
        .update(countSheet)
        .set({ state, checkedBy: by, checkedAt: at })
        .where(and(eq(countSheet.tenantId, tenantId), eq(countSheet.id, id), eq(countSheet.state, 'entered')))
        .returning({ id: countSheet.id })
      return rows.length === 1
    },
    addWritten: async (ballotId, written) =>
      void (await tx.insert(writtenVote).values({ tenantId, ballotId, ...written })),
    async written(ballotId) {
      const rows = await tx
        .select()
        .from(writtenVote)
        .where(and(eq(writtenVote.tenantId, tenantId), eq(writtenVote.ballotId, ballotId)))
        .orderBy(asc(writtenVote.memberId))
      return rows.map(({ tenantId: _, ballotId: __, ...row }) => ({ ...row, choice: row.choice as Choice }))
    },
  }
}
