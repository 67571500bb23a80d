import { and, asc, eq } from 'drizzle-orm'
import type { SealedVoteStore } from '../../domain/ports/index.ts'
import { ballot, sealedVote } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** Sealed votes, as `db/votes` has written them. */
export function sealedVoteStore({ tx, tenantId }: StoreContext): SealedVoteStore {
  const one = (id: string) => and(eq(ballot.tenantId, tenantId), eq(ballot.id, id))
  return {
    ofBallot: (ballotId) =>
      tx
        .select({ memberId: sealedVote.memberId, sealed: sealedVote.sealed, hash: sealedVote.hash })
        .from(sealedVote)
        .where(and(eq(sealedVote.tenantId, tenantId), eq(sealedVote.ballotId, ballotId)))
        .orderBy(asc(sealedVote.hash)),
    async receiptOf(ballotId, memberId) {
      const [row] = await tx
        .select({ hash: sealedVote.hash })
        .from(sealedVote)
        .where(
          and(
            eq(sealedVote.tenantId, tenantId),
            eq(sealedVote.ballotId, ballotId),
            eq(sealedVote.memberId, memberId),
          ),
        )
      return row?.hash ?? null
    },
    keyDestroyed: async (ballotId, at) =>
      void (await tx.update(ballot).set({ keyDestroyedAt: at }).where(one(ballotId))),
  }
}
