import type { AttendanceFacts } from '../../cards/attendance-cards.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { isFinished, type ProcessInstance, type StepTemplate } from '../../domain/process/index.ts'
import { electorateAsOf, presenceOf } from '../../domain/voting/index.ts'
import type { Base } from '../define/context.ts'

/** Who is asked, who answered, who is there, and whether the vote may be held: from the rows, as of today's roster. */
export async function attendanceFacts(ctx: Base, meetingId: string): Promise<AttendanceFacts | null> {
  const meeting = await ctx.unit.meetings.get(meetingId)
  const organisation = meeting && (await ctx.unit.organisations.get(meeting.organisationId))
  if (!meeting || !organisation) return null
  const roster = await ctx.unit.rosters.roster(organisation.id, ctx.today)
  const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const { voterIds } = await electorateOf(ctx, meeting)
  return {
    meeting,
    branch: organisation.name,
    rows,
    roster: roster.map((one) => ({
      memberId: one.memberId,
      name: one.name,
      votes: voterIds.includes(one.memberId),
    })),
    quorum: found && (await quorumOf(ctx, meeting, found.instance)),
    confirmed: found !== null && isConfirmed(found.instance),
    zone: ctx.zone,
  }
}

const electorateOf = async (ctx: Base, meeting: Meeting) =>
  electorateAsOf(await ctx.unit.rosters.standings(meeting.organisationId), ctx.today)

/** The step that checks presence: the one with the quorum gate. */
export const quorumStep = (instance: ProcessInstance): StepTemplate | undefined =>
  instance.template.steps.find((step) => step.gate === 'quorum')

const isConfirmed = (instance: ProcessInstance): boolean =>
  instance.steps.some((state) => state.id === quorumStep(instance)?.id && isFinished(state))

/** May the vote be held? By the rule of the case's ballot step, over today's electorate and who has signed in. */
export async function quorumOf(ctx: Base, meeting: Meeting, instance: ProcessInstance) {
  const ruleId = instance.template.steps.find((step) => step.kind === 'ballot')?.config.rule
  const rule = typeof ruleId === 'string' ? ctx.catalogue.votingRules.get(ruleId) : undefined
  if (!rule) return null
  const { roster, voterIds } = await electorateOf(ctx, meeting)
  const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
  const present = rows.filter((row) => row.signedInAt !== null && voterIds.includes(row.memberId)).length
  const state = presenceOf(rule, roster, present)
  return { eligible: state.eligible, present, need: state.quorum_need, met: state.quorum_met }
}
