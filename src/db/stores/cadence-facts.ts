import { and, asc, eq, gte, inArray, isNotNull, lte } from 'drizzle-orm'
import type { CadenceFactStore } from '../../domain/ports/index.ts'
import { attendance, meeting, office, organisation, standing } from '../schema/index.ts'
import type { StoreContext } from './context.ts'
import { toMeeting } from './meetings.ts'
import { toOrganisation } from './organisations.ts'
import { toOffice, toStanding } from './rosters.ts'

/** Facts of many organisations at once: one statement a question, none where nobody is asked about. */
export function cadenceFactStore({ tx, tenantId }: StoreContext): CadenceFactStore {
  return {
    async childrenOf(parentIds, kind) {
      if (parentIds.length === 0) return []
      const rows = await tx
        .select()
        .from(organisation)
        .where(
          and(
            eq(organisation.tenantId, tenantId),
            inArray(organisation.parentId, [...parentIds]),
            eq(organisation.kind, kind),
          ),
        )
        .orderBy(asc(organisation.createdAt), asc(organisation.id))
      return rows.map(toOrganisation)
    },
    async meetings(organisationIds, from, to) {
      if (organisationIds.length === 0) return []
      const rows = await tx
        .select()
        .from(meeting)
        .where(
          and(
            eq(meeting.tenantId, tenantId),
            inArray(meeting.organisationId, [...organisationIds]),
            gte(meeting.startsOn, from),
            lte(meeting.startsOn, to),
          ),
        )
        .orderBy(asc(meeting.startsAt), asc(meeting.id))
      return rows.map(toMeeting)
    },
    async signIns(meetingIds) {
      if (meetingIds.length === 0) return []
      return tx
        .select({ meetingId: attendance.meetingId, memberId: attendance.memberId })
        .from(attendance)
        .where(
          and(
            eq(attendance.tenantId, tenantId),
            inArray(attendance.meetingId, [...meetingIds]),
            isNotNull(attendance.signedInAt),
          ),
        )
    },
    async standings(organisationIds) {
      if (organisationIds.length === 0) return []
      const rows = await tx
        .select()
        .from(standing)
        .where(and(eq(standing.tenantId, tenantId), inArray(standing.organisationId, [...organisationIds])))
      return rows.map(toStanding)
    },
    async offices(organisationIds) {
      if (organisationIds.length === 0) return []
      const rows = await tx
        .select()
        .from(office)
        .where(and(eq(office.tenantId, tenantId), inArray(office.organisationId, [...organisationIds])))
      return rows.map(toOffice)
    },
  }
}
