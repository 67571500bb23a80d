import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Instruction, InstructionStore, Report, ReportStore } from '../../domain/ports/index.ts'
import { instruction, report } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toReport = ({ tenantId: _, ...row }: typeof report.$inferSelect): Report => ({
  ...row,
  kind: row.kind as Report['kind'],
  state: row.state as Report['state'],
})

/** Reports to superiors. */
export function reportStore({ tx, tenantId, now }: StoreContext): ReportStore {
  const one = (id: string) => and(eq(report.tenantId, tenantId), eq(report.id, id))
  const of = (organisationId: string) =>
    and(eq(report.tenantId, tenantId), eq(report.organisationId, organisationId))
  const first = (rows: (typeof report.$inferSelect)[]): Report | null => (rows[0] ? toReport(rows[0]) : null)
  return {
    insert: async (given) => void (await tx.insert(report).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(report).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(report).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(report)
          .where(and(of(organisationId), matchesNumber(report.number, number)))
          .orderBy(newestNumber(report.number, now))
          .limit(1),
      ),
    update: async (id, change) => void (await tx.update(report).set(change).where(one(id))),
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(report)
        .where(of(organisationId))
        .orderBy(desc(report.submittedAt))
        .limit(limit)
      return rows.map(toReport)
    },
    async addressedTo(superiorId, limit) {
      const rows = await tx
        .select()
        .from(report)
        .where(and(eq(report.tenantId, tenantId), eq(report.superiorId, superiorId)))
        .orderBy(sql`${report.state} = 'sent' desc`, desc(report.submittedAt))
        .limit(limit)
      return rows.map(toReport)
    },
    async ofMeeting(meetingId) {
      const rows = await tx
        .select()
        .from(report)
        .where(and(eq(report.tenantId, tenantId), eq(report.meetingId, meetingId)))
        .orderBy(asc(report.number))
      return rows.map(toReport)
    },
  }
}

const toInstruction = ({ tenantId: _, ...row }: typeof instruction.$inferSelect): Instruction => ({
  ...row,
  secrecy: row.secrecy as Instruction['secrecy'],
  state: row.state as Instruction['state'],
})

/** Instructions of superiors. */
export function instructionStore({ tx, tenantId, now }: StoreContext): InstructionStore {
  const one = (id: string) => and(eq(instruction.tenantId, tenantId), eq(instruction.id, id))
  const of = (organisationId: string) =>
    and(eq(instruction.tenantId, tenantId), eq(instruction.organisationId, organisationId))
  const first = (rows: (typeof instruction.$inferSelect)[]): Instruction | null =>
    rows[0] ? toInstruction(rows[0]) : null
  return {
    insert: async (given) => void (await tx.insert(instruction).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(instruction).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(instruction).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(instruction)
          .where(and(of(organisationId), matchesNumber(instruction.number, number)))
          .orderBy(newestNumber(instruction.number, now))
          .limit(1),
      ),
    update: async (id, change) => void (await tx.update(instruction).set(change).where(one(id))),
    async open(organisationId) {
      const rows = await tx
        .select()
        .from(instruction)
        .where(and(of(organisationId), ne(instruction.state, 'reported')))
        .orderBy(asc(instruction.number))
      return rows.map(toInstruction)
    },
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(instruction)
        .where(of(organisationId))
        .orderBy(desc(instruction.registeredAt))
        .limit(limit)
      return rows.map(toInstruction)
    },
  }
}
