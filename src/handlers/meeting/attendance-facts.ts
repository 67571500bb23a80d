import { z } from 'zod'
import type { AttendanceFacts } from '../../cards/attendance-cards.ts'
import { attendeesOf, attendeeWords, expectedAt } from '../../domain/meetings/attendees.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import {
  isFinished,
  type Outputs,
  type ProcessInstance,
  type StepTemplate,
} from '../../domain/process/index.ts'
import { kindOf } from '../../domain/process/kinds/index.ts'
import { electorateAsOf, presenceOf, type VotingRule } from '../../domain/voting/index.ts'
import { rollFor } from '../../domain/voting/roll.ts'
import type { Base } from '../define/context.ts'

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
    quorum: found && (await quorumOf(ctx, meeting, found.instance)),
    confirmed: found !== null && isConfirmed(found.instance),
    provisional: ctx.catalogue.calendar.isProvisional(meeting.startsOn),
    zone: ctx.zone,
  }
}

const electorateOf = async (ctx: Base, meeting: Meeting) =>
  electorateAsOf(await ctx.unit.rosters.standings(meeting.organisationId), ctx.today)

const presenceGates: readonly (string | null)[] = ['quorum', 'attendance']

/** The step that checks presence: before a vote, or before the meeting may be held at all. */
export const quorumStep = (instance: ProcessInstance): StepTemplate | undefined =>
  instance.template.steps.find((step) => presenceGates.includes(step.gate) && kindOf(step).record === null)

const isConfirmed = (instance: ProcessInstance): boolean =>
  instance.steps.some((state) => state.id === quorumStep(instance)?.id && isFinished(state))

/** What a presence check says: of whom (`voters`), and whether the vote or the meeting itself hangs on it. */
export interface Presence {
  eligible: number
  present: number
  need: number
  met: boolean
  voters: string
  gate: 'quorum' | 'attendance'
}

/**
 * Is presence enough? By the rule of the step that checks it, else of the case's ballot, over today's roll and who has
 * signed in. Where the roster cannot draw up the rule's roll or has nobody on it, it is those who should attend.
 */
export async function quorumOf(
  ctx: Base,
  meeting: Meeting,
  instance: ProcessInstance,
): Promise<Presence | null> {
  const step = quorumStep(instance)
  const ballot = instance.template.steps.find((one) => one.kind === 'ballot')
  const ruleId = (step && namedRule(instance, step)) ?? (ballot && namedRule(instance, ballot))
  const rule = typeof ruleId === 'string' ? ctx.catalogue.votingRules.get(ruleId) : undefined
  if (!rule) return null
  // Whether the meeting may be held at all hangs on those who should attend it.
  const { roster, voterIds } =
    step?.gate === 'attendance' ? await expectedRoll(ctx, meeting) : await rollOf(ctx, meeting, rule)
  const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
  const present = rows.filter((row) => row.signedInAt !== null && voterIds.includes(row.memberId)).length
  const state = presenceOf(rule, roster, present)
  return {
    eligible: state.eligible,
    present,
    need: state.quorum_need,
    met: state.quorum_met,
    voters: rule.voters,
    gate: step?.gate === 'attendance' ? 'attendance' : 'quorum',
  }
}

/** A step's rule; where an earlier step decides between staff and their representatives, the one that fits. */
export function namedRule({ steps }: ProcessInstance, { config }: StepTemplate): unknown {
  const byMode = ruleByMode.safeParse(config.rule_by_mode)
  if (!byMode.success) return config.rule
  return steps.some(({ outputs }) => outputs.rep_mode === true) ? byMode.data.reps : byMode.data.staff
}

const ruleByMode = z.object({ staff: z.string(), reps: z.string() })

async function rollOf(ctx: Base, meeting: Meeting, rule: VotingRule) {
  const roll = await rollFor(rule, ctx.unit, meeting.organisationId, ctx.today)
  if (roll && roll.voters.length > 0)
    return { roster: roll.roster, voterIds: roll.voters.map((one) => one.memberId) }
  return expectedRoll(ctx, meeting)
}

async function expectedRoll(ctx: Base, meeting: Meeting) {
  const expected = await expectedAt(ctx.unit, meeting, ctx.catalogue.cadences.obligations, ctx.today)
  const voterIds = expected.map((one) => one.memberId)
  return { roster: { total: voterIds.length, recused: 0 }, voterIds }
}

/** What the step that checks presence puts out, under the names that it declares (`quorum_met`, `attendance_met`). */
export const presenceOutputs = (instance: ProcessInstance, met: boolean): Outputs =>
  Object.fromEntries(
    (quorumStep(instance)?.outputs ?? [])
      .map((declared) => declared.split(':')[0] ?? declared)
      .filter((name) => name.endsWith('_met'))
      .map((name) => [name, met]),
  )
