import type { AttendanceFacts } from '../../cards/attendance-cards.ts'
import { attendeesOf, attendeeWords, expectedAt } from '../../domain/meetings/attendees.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { electorateAsOf } from '../../domain/voting/index.ts'
import type { Base } from '../define/context.ts'
import { isConfirmed, quorumOf, quorumStep } from './presence.ts'

/** Who is asked, who answered, who is there, and whether the vote may be held: from the rows, as of today's roster. */
export async function attendanceFacts(ctx: Base, meetingId: string): Promise<AttendanceFacts | null> {
  const meeting = await ctx.unit.meetings.get(meetingId)
  const organisation = meeting && (await ctx.unit.organisations.get(meeting.organisationId))
  if (!meeting || !organisation) return null
  const { obligations } = ctx.catalogue.cadences
  const roster = await expectedAt(ctx.unit, meeting, obligations, ctx.today)
  const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const { voterIds } = await electorateOf(ctx, meeting)
  return {
    meeting,
    branch: organisation.name,
    rows,
    who: attendeeWords[attendeesOf(meeting.kinds, obligations)],
    roster: roster.map((one) => ({
      memberId: one.memberId,
      name: one.name,
      votes: voterIds.includes(one.memberId),
    })),
    quorum: await quorumOf(ctx, meeting, found?.instance ?? null),
    confirmed: found !== null && isConfirmed(found.instance),
    confirmable: found !== null && quorumStep(found.instance) !== undefined,
    provisional: ctx.catalogue.calendar.isProvisional(meeting.startsOn),
    zone: ctx.zone,
  }
}

const electorateOf = async (ctx: Base, meeting: Meeting) =>
  electorateAsOf(await ctx.unit.rosters.standings(meeting.organisationId), ctx.today)
