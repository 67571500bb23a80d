import { and, asc, desc, eq, gte, inArray, isNull, lte, ne } from 'drizzle-orm'
import { z } from 'zod'
import type {
  AboutResolution,
  Ballot,
  BallotFlag,
  BallotMethod,
  BallotRoll,
  BallotStore,
  ChairDecision,
  Choice,
  PreviousBallot,
  VoteSource,
} from '../../domain/ports/index.ts'
import { parseRosterCounts, parseVerdict, parseVotingRule } from '../../domain/voting/index.ts'
import { ballot, ballotFlag, ballotRoll, electorate, vote, voteReason } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import { chunksOf } from './chunks.ts'
import type { StoreContext } from './context.ts'

/** Names on a ballot paper, as they are kept. */
export const candidatesSchema = z.array(z.strictObject({ name: z.string(), memberId: z.uuid().nullable() }))

const toBallot = ({
  tenantId: _,
  outcome: __,
  previousId,
  previousWhy,
  previousReason,
  ...row
}: typeof ballot.$inferSelect): Ballot => ({
  ...row,
  previous:
    previousId === null
      ? null
      : { id: previousId, why: previousWhy as PreviousBallot['why'], reason: previousReason },
  rule: parseVotingRule(row.rule),
  roster: parseRosterCounts(row.roster),
  method: row.method as BallotMethod,
  candidates: candidatesSchema.parse(row.candidates),
  aboutHow: row.aboutHow as AboutResolution | null,
  status: row.status as Ballot['status'],
  verdict: row.verdict === null ? null : parseVerdict(row.verdict),
  chairDecision: row.chairDecision as ChairDecision | null,
  chairReason: row.chairReason,
})

const toRoll = ({ asOf, recused, salt, hash }: typeof ballotRoll.$inferSelect): BallotRoll => ({
  asOf,
  recused,
  salt,
  hash,
})

const toFlag = ({
  ballotId,
  memberId,
  effect,
  flaggedBy,
  flaggedAt,
}: typeof ballotFlag.$inferSelect): BallotFlag => ({
  ballotId,
  memberId,
  effect: effect as BallotFlag['effect'],
  flaggedBy,
  flaggedAt,
})

/** Ballots, their frozen electorates and their open votes. */
export function ballotStore({ tx, tenantId, now, newId }: StoreContext): BallotStore {
  const one = (id: string) => and(eq(ballot.tenantId, tenantId), eq(ballot.id, id))
  const first = (rows: (typeof ballot.$inferSelect)[]): Ballot | null => (rows[0] ? toBallot(rows[0]) : null)
  return {
    async insert({ previous, ...given }, voters, roll) {
      await tx.insert(ballot).values({
        tenantId,
        ...given,
        outcome: null,
        previousId: previous?.id ?? null,
        previousWhy: previous?.why ?? null,
        previousReason: previous?.reason ?? null,
      })
      if (roll) await tx.insert(ballotRoll).values({ tenantId, ballotId: given.id, ...roll })
      for (const some of chunksOf(voters))
        await tx.insert(electorate).values(some.map((voter) => ({ tenantId, ballotId: given.id, ...voter })))
    },
    get: async (id) => first(await tx.select().from(ballot).where(one(id))),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(ballot)
          .where(
            and(
              eq(ballot.tenantId, tenantId),
              eq(ballot.organisationId, organisationId),
              matchesNumber(ballot.number, number),
            ),
          )
          .orderBy(newestNumber(ballot.number, now))
          .limit(1),
      ),
    async ofMeeting(meetingId) {
      const rows = await tx
        .select()
        .from(ballot)
        .where(and(eq(ballot.tenantId, tenantId), eq(ballot.meetingId, meetingId)))
        .orderBy(asc(ballot.number))
      return rows.map(toBallot)
    },
    async electorate(id) {
      const rows = await tx
        .select({ memberId: electorate.memberId, name: electorate.name, source: electorate.source })
        .from(electorate)
        .where(and(eq(electorate.tenantId, tenantId), eq(electorate.ballotId, id)))
        .orderBy(asc(electorate.name), asc(electorate.memberId))
      return rows.map((row) => ({ ...row, source: row.source as VoteSource | null }))
    },
    async voter(id, memberId) {
      const [row] = await tx
        .select({ memberId: electorate.memberId, name: electorate.name, source: electorate.source })
        .from(electorate)
        .where(
          and(
            eq(electorate.tenantId, tenantId),
            eq(electorate.ballotId, id),
            eq(electorate.memberId, memberId),
          ),
        )
      return row ? { ...row, source: row.source as VoteSource | null } : null
    },
    async markSource(id, memberIds, source) {
      if (memberIds.length === 0) return
      await tx
        .update(electorate)
        .set({ source })
        .where(
          and(
            eq(electorate.tenantId, tenantId),
            eq(electorate.ballotId, id),
            inArray(electorate.memberId, memberIds),
          ),
        )
    },
    async votes(id) {
      const rows = await tx
        .select({ memberId: vote.memberId, choice: vote.choice })
        .from(vote)
        .where(and(eq(vote.tenantId, tenantId), eq(vote.ballotId, id)))
        .orderBy(asc(vote.memberId))
      return rows.map((row) => ({ memberId: row.memberId, choice: row.choice as Choice }))
    },
    async lockOpen(id) {
      const row = first(await tx.select().from(ballot).where(one(id)).for('update'))
      return row?.status === 'open' ? row : null
    },
    async roll(id) {
      const [row] = await tx
        .select()
        .from(ballotRoll)
        .where(and(eq(ballotRoll.tenantId, tenantId), eq(ballotRoll.ballotId, id)))
      return row ? toRoll(row) : null
    },
    async close(id, { verdict, input, present, by, at, keyDestroyAt }) {
      const rows = await tx
        .update(ballot)
        .set({
          status: 'closed',
          present,
          verdict,
          input: input ?? null,
          keyDestroyAt: keyDestroyAt ?? null,
          outcome: verdict.outcome,
          closedBy: by,
          closedAt: at,
        })
        .where(and(one(id), eq(ballot.status, 'open')))
        .returning({ id: ballot.id })
      return rows.length === 1
    },
    async decide(id, chairDecision, verdict, chairReason = null) {
      const rows = await tx
        .update(ballot)
        .set({ chairDecision, chairReason, verdict, outcome: verdict.outcome })
        .where(and(one(id), eq(ballot.status, 'closed'), isNull(ballot.chairDecision)))
        .returning({ id: ballot.id })
      return rows.length === 1
    },
    async setRuling(id, rulingId) {
      await tx.update(ballot).set({ rulingId }).where(one(id))
    },
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(ballot)
        .where(and(eq(ballot.tenantId, tenantId), eq(ballot.organisationId, organisationId)))
        .orderBy(desc(ballot.openedAt), desc(ballot.id))
        .limit(limit)
      return rows.map(toBallot)
    },
    async rolledSince(organisationId, day) {
      const rows = await tx
        .select()
        .from(ballotRoll)
        .innerJoin(ballot, and(eq(ballot.tenantId, tenantId), eq(ballot.id, ballotRoll.ballotId)))
        .where(
          and(
            eq(ballotRoll.tenantId, tenantId),
            eq(ballot.organisationId, organisationId),
            gte(ballotRoll.asOf, day),
          ),
        )
        .orderBy(asc(ballot.openedAt), asc(ballot.id))
      return rows.map((row) => ({ ballot: toBallot(row.ballot), roll: toRoll(row.ballot_roll) }))
    },
    flag: async (organisationId, given) =>
      void (await tx.insert(ballotFlag).values({ tenantId, id: newId(), organisationId, ...given })),
    async flags(ballotId) {
      const rows = await tx
        .select()
        .from(ballotFlag)
        .where(and(eq(ballotFlag.tenantId, tenantId), eq(ballotFlag.ballotId, ballotId)))
        .orderBy(asc(ballotFlag.flaggedAt), asc(ballotFlag.id))
      return rows.map(toFlag)
    },
    async flagged(organisationId, limit) {
      const rows = await tx
        .select()
        .from(ballotFlag)
        .where(and(eq(ballotFlag.tenantId, tenantId), eq(ballotFlag.organisationId, organisationId)))
        .orderBy(desc(ballotFlag.flaggedAt), desc(ballotFlag.id))
        .limit(limit)
      return rows.map(toFlag)
    },
    async expired(at) {
      const rows = await tx
        .select({ id: ballot.id })
        .from(ballot)
        .where(
          and(
            eq(ballot.tenantId, tenantId),
            eq(ballot.status, 'open'),
            ne(ballot.method, 'paper'),
            lte(ballot.closesAt, at),
          ),
        )
        .orderBy(asc(ballot.closesAt), asc(ballot.id))
      return rows.map((row) => row.id)
    },
    async keepReason(id, memberId, reason, at) {
      await tx
        .insert(voteReason)
        .values({ tenantId, ballotId: id, memberId, reason, givenAt: at })
        .onConflictDoUpdate({
          target: [voteReason.tenantId, voteReason.ballotId, voteReason.memberId],
          set: { reason, givenAt: at },
        })
    },
    reasons: (id) =>
      tx
        .select({ memberId: voteReason.memberId, reason: voteReason.reason })
        .from(voteReason)
        .where(and(eq(voteReason.tenantId, tenantId), eq(voteReason.ballotId, id))),
  }
}
