import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type {
  Approval,
  ApprovalState,
  ApprovalStore,
  OpinionCall,
  OpinionLine,
  OpinionStore,
} from '../../domain/ports/index.ts'
import { approval, opinion, opinionCall, opinionLine } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const questions = z.array(z.string())

const toCall = ({ tenantId: _, ...row }: typeof opinionCall.$inferSelect): OpinionCall => ({
  ...row,
  audience: row.audience as OpinionCall['audience'],
  naming: row.naming as OpinionCall['naming'],
  questions: questions.parse(row.questions),
  state: row.state as OpinionCall['state'],
})

/** Calls for opinions and the opinions, which only the collator reads. */
export function opinionStore({ tx, tenantId, now, fields }: StoreContext): OpinionStore {
  const one = (id: string) => and(eq(opinionCall.tenantId, tenantId), eq(opinionCall.id, id))
  const of = (organisationId: string) =>
    and(eq(opinionCall.tenantId, tenantId), eq(opinionCall.organisationId, organisationId))
  const first = (rows: (typeof opinionCall.$inferSelect)[]): OpinionCall | null =>
    rows[0] ? toCall(rows[0]) : null
  /** What was said, sealed: the collator's to read. */
  const aboutOpinion = (id: string) => `opinion.content|${id}`
  const opened = async (organisationId: string, where: SQL | undefined) => {
    const rows = await tx.select().from(opinion).where(where)
    return Promise.all(
      rows.map(async (row) => ({
        ...row,
        content: await fields.open(organisationId, aboutOpinion(row.id), row.content),
      })),
    )
  }
  return {
    insertCall: async (call) => void (await tx.insert(opinionCall).values({ tenantId, ...call })),
    call: async (id) => first(await tx.select().from(opinionCall).where(one(id))),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(opinionCall)
          .where(and(of(organisationId), matchesNumber(opinionCall.number, number)))
          .orderBy(newestNumber(opinionCall.number, now))
          .limit(1),
      ),
    async ofMeeting(meetingId) {
      const rows = await tx
        .select()
        .from(opinionCall)
        .where(and(eq(opinionCall.tenantId, tenantId), eq(opinionCall.meetingId, meetingId)))
        .orderBy(asc(opinionCall.number))
      return rows.map(toCall)
    },
    async openCalls(organisationId) {
      const rows = await tx
        .select()
        .from(opinionCall)
        .where(and(of(organisationId), eq(opinionCall.state, 'open')))
        .orderBy(asc(opinionCall.deadline))
      return rows.map(toCall)
    },
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(opinionCall)
        .where(of(organisationId))
        .orderBy(desc(opinionCall.openedAt))
        .limit(limit)
      return rows.map(toCall)
    },
    callForUpdate: async (id) => first(await tx.select().from(opinionCall).where(one(id)).for('update')),
    async submit(callId, given) {
      const [open] = await tx
        .select({ organisationId: opinionCall.organisationId })
        .from(opinionCall)
        .where(and(one(callId), eq(opinionCall.state, 'open')))
        .for('update')
      if (!open) return 'closed'
      const mine = and(eq(opinion.tenantId, tenantId), eq(opinion.callId, callId))
      const before = given.memberId
        ? await tx
            .delete(opinion)
            .where(and(mine, eq(opinion.memberId, given.memberId)))
            .returning({ id: opinion.id })
        : []
      if (given.memberId === null && !given.none) {
        const nameless = await opened(open.organisationId, and(mine, isNull(opinion.memberId)))
        if (nameless.some(({ content, none }) => !none && content === given.content)) return 'same'
      }
      const id = randomUUID()
      const content = await fields.seal(open.organisationId, aboutOpinion(id), given.content)
      await tx.insert(opinion).values({ tenantId, callId, id, ...given, content })
      return before.length > 0 ? 'replaced' : 'taken'
    },
    async opinions(callId) {
      const [call] = await tx
        .select({ organisationId: opinionCall.organisationId })
        .from(opinionCall)
        .where(one(callId))
      if (!call) return []
      const mine = and(eq(opinion.tenantId, tenantId), eq(opinion.callId, callId))
      const rows = await opened(call.organisationId, mine)
      // By day and text: the order in which they came would tell of their authors.
      return rows
        .sort(
          (a, b) => order(a.submittedOn, b.submittedOn) || order(a.content, b.content) || order(a.id, b.id),
        )
        .map(({ tenantId: _, callId: __, ...row }) => row)
    },
    async place(callId, lines, placed) {
      if (lines.length > 0)
        await tx
          .insert(opinionLine)
          .values(lines.map((content, at) => ({ tenantId, callId, no: at + 1, content })))
      for (const { opinionId, line, aside } of placed)
        await tx
          .update(opinion)
          .set({ line, aside })
          .where(and(eq(opinion.tenantId, tenantId), eq(opinion.callId, callId), eq(opinion.id, opinionId)))
    },
    async lines(callId) {
      const rows = await tx
        .select()
        .from(opinionLine)
        .where(and(eq(opinionLine.tenantId, tenantId), eq(opinionLine.callId, callId)))
        .orderBy(asc(opinionLine.no))
      return rows.map(({ tenantId: _, ...row }) => ({
        ...row,
        disposition: row.disposition as OpinionLine['disposition'],
      }))
    },
    dispose: async (callId, no, disposition, reason) =>
      void (await tx
        .update(opinionLine)
        .set({ disposition, reason })
        .where(
          and(eq(opinionLine.tenantId, tenantId), eq(opinionLine.callId, callId), eq(opinionLine.no, no)),
        )),
    updateCall: async (id, change) => void (await tx.update(opinionCall).set(change).where(one(id))),
    async expired(at) {
      const rows = await tx
        .select({ id: opinionCall.id })
        .from(opinionCall)
        .where(
          and(
            eq(opinionCall.tenantId, tenantId),
            eq(opinionCall.state, 'open'),
            lte(opinionCall.deadline, at),
          ),
        )
      return rows.map((row) => row.id)
    },
  }
}

/** Requests to superiors and their decisions. */
export function approvalStore({ tx, tenantId, now }: StoreContext): ApprovalStore {
  const toApproval = ({ tenantId: _, ...row }: typeof approval.$inferSelect): Approval => ({
    ...row,
    state: row.state as ApprovalState,
  })
  const one = (id: string) => and(eq(approval.tenantId, tenantId), eq(approval.id, id))
  const of = (organisationId: string) =>
    and(eq(approval.tenantId, tenantId), eq(approval.organisationId, organisationId))
  const first = (rows: (typeof approval.$inferSelect)[]): Approval | null =>
    rows[0] ? toApproval(rows[0]) : null
  return {
    insert: async (given) => void (await tx.insert(approval).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(approval).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(approval).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(approval)
          .where(and(of(organisationId), matchesNumber(approval.number, number)))
          .orderBy(newestNumber(approval.number, now))
          .limit(1),
      ),
    update: async (id, change) => void (await tx.update(approval).set(change).where(one(id))),
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(approval)
        .where(of(organisationId))
        .orderBy(desc(approval.appliedAt))
        .limit(limit)
      return rows.map(toApproval)
    },
    async addressedTo(superiorId, limit) {
      const rows = await tx
        .select()
        .from(approval)
        .where(and(eq(approval.tenantId, tenantId), eq(approval.superiorId, superiorId)))
        .orderBy(sql`${approval.state} = 'submitted' desc`, desc(approval.appliedAt))
        .limit(limit)
      return rows.map(toApproval)
    },
  }
}
