import type { Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from '../define/context.ts'

/** The meeting with a number, or without one the branch's nearest scheduled meeting. Refuses when there is none. */
export async function meetingNamed(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<Meeting> {
  const found =
    number === undefined
      ? await ctx.unit.meetings.nearest(organisationId, ctx.today)
      : await ctx.unit.meetings.byNumber(organisationId, number)
  if (!found) throw new Refusal('case/unknown', { number: number ?? '（最近）', what: '会议' })
  return found
}

/** The meeting of a card's button. */
export async function meetingOf(ctx: Ctx, id: string): Promise<Meeting> {
  const found = await ctx.unit.meetings.get(id)
  if (!found) throw new Refusal('card/not-ours', {})
  return found
}

/** A meeting that still lies ahead or is sitting; refuses a cancelled or finished one. */
export function refuseOver(meeting: Meeting): void {
  if (meeting.status === 'cancelled') throw new Refusal('meeting/cancelled', { number: meeting.number })
  if (meeting.status === 'held') throw new Refusal('meeting/held', { number: meeting.number })
}

/** Whether the meeting is the actor's own: that of a group which they lead. */
export async function leadsMeeting(ctx: Ctx, meeting: Meeting): Promise<boolean> {
  if (!meeting.groups) return false
  const roster = await ctx.unit.rosters.roster(meeting.organisationId, ctx.today)
  return roster.some(
    ({ memberId, group }) =>
      memberId === ctx.me().id && group !== null && group.leads && (meeting.groups ?? []).includes(group.id),
  )
}
