import { and, asc, eq, isNull } from 'drizzle-orm'
import type { SealedVoteStore } from '../../domain/ports/index.ts'
import { ballot, electorate, sealedVote } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** Sealed votes. The row of the roll is taken first: of two casts at once one finds it marked. */
export function sealedVoteStore({ tx, tenantId }: StoreContext): SealedVoteStore {
  const one = (id: string) => and(eq(ballot.tenantId, tenantId), eq(ballot.id, id))
  return {
    async cast(ballotId, vote, now) {
      const [open] = await tx
        .select({ status: ballot.status, closesAt: ballot.closesAt })
        .from(ballot)
        .where(one(ballotId))
        .for('share')
      if (open?.status !== 'open' || now >= open.closesAt) return 'closed'
      const marked = await tx
        .update(electorate)
        .set({ source: 'sealed' })
        .where(
          and(
            eq(electorate.tenantId, tenantId),
            eq(electorate.ballotId, ballotId),
            eq(electorate.memberId, vote.memberId),
            isNull(electorate.source),
          ),
        )
        .returning({ memberId: electorate.memberId })
      if (marked.length === 0) return 'took-part'
      await tx.insert(sealedVote).values({ tenantId, ballotId, ...vote })
      return 'cast'
    },
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
