import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { BallotMethod, Election, ElectionState, ElectionStore } from '../../domain/ports/index.ts'
import { parseVotingRule } from '../../domain/voting/index.ts'
import { ballot, election, nomination } from '../schema/index.ts'
import { candidatesSchema } from './ballots.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toElection = ({ tenantId: _, ...row }: typeof election.$inferSelect): Election => ({
  ...row,
  rule: parseVotingRule(row.rule),
  method: row.method as BallotMethod,
  state: row.state as ElectionState,
  candidates: candidatesSchema.parse(row.candidates),
  elected: candidatesSchema.parse(row.elected),
})

/** Elections and what members recommend. */
export function electionStore({ tx, tenantId, now }: StoreContext): ElectionStore {
  const one = (id: string) => and(eq(election.tenantId, tenantId), eq(election.id, id))
  const of = (organisationId: string) =>
    and(eq(election.tenantId, tenantId), eq(election.organisationId, organisationId))
  const first = (rows: (typeof election.$inferSelect)[]) => (rows[0] ? toElection(rows[0]) : null)
  return {
    insert: async (given) => void (await tx.insert(election).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(election).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(election).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(election)
          .where(and(of(organisationId), matchesNumber(election.number, number)))
          .orderBy(newestNumber(election.number, now))
          .limit(1),
      ),
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(election)
        .where(of(organisationId))
        .orderBy(desc(election.createdAt), desc(election.id))
        .limit(limit)
      return rows.map(toElection)
    },
    ofRequest: async (approvalId) =>
      first(
        await tx
          .select()
          .from(election)
          .where(
            and(
              eq(election.tenantId, tenantId),
              or(eq(election.consentId, approvalId), eq(election.approvalId, approvalId)),
            ),
          )
          .for('update'),
      ),
    update: async (id, change) => void (await tx.update(election).set(change).where(one(id))),
    async nominate(id, memberId, nomineeIds) {
      await tx
        .insert(nomination)
        .values({ tenantId, electionId: id, memberId, nomineeIds })
        .onConflictDoUpdate({
          target: [nomination.tenantId, nomination.electionId, nomination.memberId],
          set: { nomineeIds },
        })
    },
    async nominations(id) {
      const rows = await tx
        .select({ nomineeIds: nomination.nomineeIds })
        .from(nomination)
        .where(and(eq(nomination.tenantId, tenantId), eq(nomination.electionId, id)))
      const counts = new Map<string, number>()
      for (const one of rows.flatMap((row) => row.nomineeIds)) counts.set(one, (counts.get(one) ?? 0) + 1)
      return {
        took: rows.length,
        counts: [...counts]
          .map(([memberId, count]) => ({ memberId, count }))
          .sort((a, b) => b.count - a.count),
      }
    },
    forgetNominations: async (id) =>
      void (await tx
        .delete(nomination)
        .where(and(eq(nomination.tenantId, tenantId), eq(nomination.electionId, id)))),
    async lastElected(organisationId) {
      const [row] = await tx
        .select({ elected: election.elected, state: election.state })
        .from(election)
        .where(
          and(
            of(organisationId),
            isNull(election.office),
            eq(election.byElection, false),
            inArray(election.state, ['elected', 'reported', 'confirmed'] satisfies ElectionState[]),
          ),
        )
        .orderBy(desc(election.createdAt), desc(election.id))
        .limit(1)
      return row
        ? { elected: candidatesSchema.parse(row.elected), confirmed: row.state === 'confirmed' }
        : { elected: [], confirmed: false }
    },
    async lastBallot(id) {
      const [row] = await tx
        .select({ id: ballot.id })
        .from(ballot)
        .where(and(eq(ballot.tenantId, tenantId), eq(ballot.electionId, id)))
        .orderBy(desc(ballot.openedAt), desc(ballot.id))
        .limit(1)
      return row?.id ?? null
    },
  }
}
