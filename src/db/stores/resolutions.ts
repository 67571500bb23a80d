import { and, desc, eq, or } from 'drizzle-orm'
import type { Resolution, ResolutionStore } from '../../domain/ports/index.ts'
import { resolution } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toResolution = ({ tenantId: _, ...row }: typeof resolution.$inferSelect): Resolution => ({
  ...row,
  state: row.state as Resolution['state'],
})

/** What meetings resolved. */
export function resolutionStore({ tx, tenantId, now }: StoreContext): ResolutionStore {
  const one = (id: string) => and(eq(resolution.tenantId, tenantId), eq(resolution.id, id))
  const first = (rows: (typeof resolution.$inferSelect)[]) => (rows[0] ? toResolution(rows[0]) : null)
  return {
    insert: async (given) => void (await tx.insert(resolution).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(resolution).where(one(id))),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(resolution)
          .where(
            and(
              eq(resolution.tenantId, tenantId),
              eq(resolution.organisationId, organisationId),
              matchesNumber(resolution.number, number),
            ),
          )
          .orderBy(newestNumber(resolution.number, now))
          .limit(1),
      ),
    ofBallot: async (ballotId) =>
      first(
        await tx
          .select()
          .from(resolution)
          .where(and(eq(resolution.tenantId, tenantId), eq(resolution.ballotId, ballotId))),
      ),
    latest: async (organisationId, limit) =>
      (
        await tx
          .select()
          .from(resolution)
          .where(and(eq(resolution.tenantId, tenantId), eq(resolution.organisationId, organisationId)))
          .orderBy(desc(resolution.adoptedOn), desc(resolution.number))
          .limit(limit)
      ).map(toResolution),
    about: async (id) =>
      (
        await tx
          .select()
          .from(resolution)
          .where(
            and(
              eq(resolution.tenantId, tenantId),
              or(eq(resolution.replacesId, id), eq(resolution.confirmsId, id)),
            ),
          )
          .orderBy(resolution.adoptedOn)
      ).map(toResolution),
    setState: async (id, state) => void (await tx.update(resolution).set({ state }).where(one(id))),
  }
}
