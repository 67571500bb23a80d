import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type {
  AttendanceStore,
  Meeting,
  MeetingStatus,
  MeetingStore,
  ReminderStore,
} from '../../domain/ports/index.ts'
import { attendance, meeting, reminder } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import { chunksOf } from './chunks.ts'
import type { StoreContext } from './context.ts'

const topics = z.array(
  z.object({
    text: z.string(),
    vote: z.boolean(),
    kind: z.enum(['resolution', 'admission', 'conversion', 'election', 'information']),
  }),
)

/** A row as a meeting. */
export const toMeeting = ({ tenantId: _, ...row }: typeof meeting.$inferSelect): Meeting => ({
  ...row,
  topics: topics.parse(row.topics),
  status: row.status as MeetingStatus,
})

/** Meetings of an organisation. */
export function meetingStore({ tx, tenantId, now }: StoreContext): MeetingStore {
  const of = (organisationId: string) =>
    and(eq(meeting.tenantId, tenantId), eq(meeting.organisationId, organisationId))
  const one = (id: string) => and(eq(meeting.tenantId, tenantId), eq(meeting.id, id))
  const first = (rows: (typeof meeting.$inferSelect)[]): Meeting | null =>
    rows[0] ? toMeeting(rows[0]) : null
  return {
    insert: async (given) => void (await tx.insert(meeting).values({ tenantId, ...given })),
    get: async (id) => first(await tx.select().from(meeting).where(one(id))),
    byInstance: async (instanceId) =>
      first(
        await tx
          .select()
          .from(meeting)
          .where(and(eq(meeting.tenantId, tenantId), eq(meeting.instanceId, instanceId)))
          .orderBy(sql`${meeting.status} = 'cancelled'`, desc(meeting.createdAt), desc(meeting.id))
          .limit(1),
      ),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(meeting)
          .where(and(of(organisationId), matchesNumber(meeting.number, number)))
          .orderBy(newestNumber(meeting.number, now))
          .limit(1),
      ),
    async between(organisationId, from, to) {
      const rows = await tx
        .select()
        .from(meeting)
        .where(and(of(organisationId), gte(meeting.startsOn, from), lte(meeting.startsOn, to)))
        .orderBy(asc(meeting.startsAt), asc(meeting.id))
      return rows.map(toMeeting)
    },
    nearest: async (organisationId, today) =>
      first(
        await tx
          .select()
          .from(meeting)
          .where(and(of(organisationId), eq(meeting.status, 'scheduled')))
          .orderBy(sql`abs(${meeting.startsOn} - ${today}::date)`, asc(meeting.startsAt))
          .limit(1),
      ),
    async latest(organisationId, limit) {
      const rows = await tx
        .select()
        .from(meeting)
        .where(of(organisationId))
        .orderBy(desc(meeting.startsAt))
        .limit(limit)
      return rows.map(toMeeting)
    },
    update: async (id, change) => void (await tx.update(meeting).set(change).where(one(id))),
  }
}

/** Replies, reading and sign-ins: one row a member and meeting. */
export function attendanceStore({ tx, tenantId }: StoreContext): AttendanceStore {
  const keys = [attendance.tenantId, attendance.meetingId, attendance.memberId]
  return {
    async ofMeeting(meetingId) {
      const rows = await tx
        .select()
        .from(attendance)
        .where(and(eq(attendance.tenantId, tenantId), eq(attendance.meetingId, meetingId)))
        .orderBy(asc(attendance.memberId))
      return rows.map((row) => ({
        memberId: row.memberId,
        reply: row.reply as 'attend' | 'leave' | null,
        reason: row.reason,
        repliedAt: row.repliedAt,
        readAt: row.readAt,
        signedInAt: row.signedInAt,
      }))
    },
    reply: async (meetingId, memberId, reply, reason, repliedAt) =>
      void (await tx
        .insert(attendance)
        .values({ tenantId, meetingId, memberId, reply, reason, repliedAt, readAt: repliedAt })
        .onConflictDoUpdate({
          target: keys,
          set: { reply, reason, repliedAt, readAt: sql`coalesce(${attendance.readAt}, excluded.read_at)` },
        })),
    async signIn(meetingId, memberId, signedInBy, signedInAt) {
      const rows = await tx
        .insert(attendance)
        .values({ tenantId, meetingId, memberId, signedInAt, signedInBy })
        .onConflictDoUpdate({
          target: keys,
          set: { signedInAt, signedInBy },
          setWhere: isNull(attendance.signedInAt),
        })
        .returning({ memberId: attendance.memberId })
      return rows.length === 1
    },
    forgetSignIns: async (meetingId) =>
      void (await tx
        .update(attendance)
        .set({ signedInAt: null, signedInBy: null })
        .where(and(eq(attendance.tenantId, tenantId), eq(attendance.meetingId, meetingId)))),
    async markRead(meetingId, memberIds, readAt) {
      if (memberIds.length === 0) return false
      const rows = await tx
        .insert(attendance)
        .values(memberIds.map((memberId) => ({ tenantId, meetingId, memberId, readAt })))
        .onConflictDoUpdate({ target: keys, set: { readAt }, setWhere: isNull(attendance.readAt) })
        .returning({ memberId: attendance.memberId })
      return rows.length > 0
    },
  }
}

/** Planned reminders of meetings, steps and ballots. */
export function reminderStore({ tx, tenantId }: StoreContext): ReminderStore {
  const planned = and(eq(reminder.tenantId, tenantId), eq(reminder.state, 'planned'))
  return {
    async replace(subject, ref, reminders) {
      await tx.delete(reminder).where(and(planned, eq(reminder.subject, subject), eq(reminder.ref, ref)))
      // Random ids (v4) for work: it may have come without a name, and a UUIDv7 would carry the moment.
      for (const some of chunksOf(reminders))
        await tx.insert(reminder).values(
          some.map((one) => ({
            tenantId,
            state: 'planned',
            ...one,
            ...(subject === 'work' ? { id: randomUUID() } : {}),
          })),
        )
    },
  }
}
