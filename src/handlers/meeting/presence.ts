import { z } from 'zod'
import { attendeesOf, expectedAt } from '../../domain/meetings/attendees.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import {
  isFinished,
  type Outputs,
  type ProcessInstance,
  type StepTemplate,
} from '../../domain/process/index.ts'
import { kindOf } from '../../domain/process/kinds/index.ts'
import { presenceOf, type VotingRule } from '../../domain/voting/index.ts'
import { ordinaryRuleFor } from '../../domain/voting/ordinary-rules.ts'
import { rollFor } from '../../domain/voting/roll.ts'
import { ruleOn } from '../../domain/voting/rule-book.ts'
import { ruleInForce } from '../../domain/voting/rule-in-force.ts'
import type { Base } from '../define/context.ts'

const presenceGates: readonly (string | null)[] = ['quorum', 'attendance']

/** The step that checks presence: before a vote, or before the meeting may be held at all. */
export const quorumStep = (instance: ProcessInstance): StepTemplate | undefined =>
  instance.template.steps.find((step) => presenceGates.includes(step.gate) && kindOf(step).record === null)

export const isConfirmed = (instance: ProcessInstance): boolean =>
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
 * Is presence enough? By the rule of the step that checks it, else of the case's ballot, else of the vote that was opened at the
 * meeting, over today's roll and who has signed in. Where the roster cannot draw up the rule's roll or has nobody on it,
 * it is those who should attend. Null where the meeting decides nothing.
 */
export async function quorumOf(
  ctx: Base,
  meeting: Meeting,
  instance: ProcessInstance | null,
): Promise<Presence | null> {
  const rule = await presenceRule(ctx, meeting, instance)
  if (!rule) return null
  // Whether the meeting may be held at all hangs on those who should attend it.
  const gate = (instance && quorumStep(instance)?.gate) === 'attendance' ? 'attendance' : 'quorum'
  const { roster, voterIds } =
    gate === 'attendance' ? await expectedRoll(ctx, meeting) : await rollOf(ctx, meeting, rule)
  const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
  const present = rows.filter((row) => row.signedInAt !== null && voterIds.includes(row.memberId)).length
  const state = presenceOf(rule, roster, present)
  return {
    eligible: state.eligible,
    present,
    need: state.quorum_need,
    met: state.quorum_met,
    voters: rule.voters,
    gate,
  }
}

async function presenceRule(
  ctx: Base,
  meeting: Meeting,
  instance: ProcessInstance | null,
): Promise<VotingRule | null> {
  const named = instance && ruleOfCase(instance)
  const opened = named ? [] : await ctx.unit.ballots.ofMeeting(meeting.id)
  const last = opened.at(-1)
  if (last) return last.rule
  const id = named ?? (instance ? null : await ordinaryRuleOf(ctx, meeting))
  const rule = typeof id === 'string' ? ctx.catalogue.votingRules.get(id) : undefined
  if (!rule) return null
  // As the organisation votes by it: its delegates, where it decides by delegates.
  const now = ruleOn(ctx.catalogue.ruleHistory.get(rule.id), ctx.today)
  return now ? ruleInForce(ctx, meeting.organisationId, now) : rule
}

function ruleOfCase(instance: ProcessInstance): unknown {
  const step = quorumStep(instance)
  const ballot = instance.template.steps.find((one) => one.kind === 'ballot')
  return (step && namedRule(instance, step)) ?? (ballot && namedRule(instance, ballot))
}

/** A meeting without a case votes by the ordinary rule of those who attend it. */
async function ordinaryRuleOf(ctx: Base, meeting: Meeting): Promise<string | null> {
  const organisation = await ctx.unit.organisations.get(meeting.organisationId)
  const attendees = attendeesOf(meeting.kinds, ctx.catalogue.cadences.obligations)
  return organisation && ordinaryRuleFor(organisation.kind, attendees)
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
