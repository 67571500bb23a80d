import { meetingReminders, taskReminders } from '../cadence/meeting-reminders.ts'
import type { Catalogue } from '../catalogue.ts'
import { refuseWithoutEvidence } from '../papers/evidence.ts'
import type { Meeting, ProcessCase, Reminder, Unit } from '../ports/index.ts'
import {
  type Action,
  act,
  type Effect,
  isFinished,
  type ProcessInstance,
  type StepState,
  stepNamed,
} from '../process/index.ts'

import { Refusal } from '../refusals.ts'

/** What acting on a case needs besides the unit. */
export interface CaseContext {
  readonly unit: Unit
  readonly now: Date
  readonly zone: string
  readonly catalogue: Catalogue
}

/** The view of a case's checklist; its cards' ref is the case's id. */
export const checklistView = 'case.checklist'

/**
 * Does one thing to a stored case: under its row lock, with the engine, and leaves everything consistent: the rows of
 * its steps, the reminders of what is still open, the audit entry, the checklist cards, the meeting's state.
 * Refuses as the engine does, and then nothing changed. One act leaves one audit entry: where the caller's own act
 * (a notice, a counted ballot, a new date) is what people did, its entry is the one.
 */
export async function actOnCase(
  ctx: CaseContext,
  caseId: string,
  action: Action,
  actorId: string | null,
  entry: 'own' | 'of-the-caller' = 'own',
): Promise<{ found: ProcessCase; effects: Effect[] }> {
  const before = await ctx.unit.processes.getForUpdate(caseId)
  if (!before) throw new Refusal('process/unknown-step', { step: caseId })
  if (action.type === 'complete')
    await refuseWithoutEvidence(ctx.unit, before, action.step, action.item ?? null)
  const done = act(before.instance, action, actorId, ctx.now, ctx.catalogue.calendar, ctx.zone)
  const found: ProcessCase = { ...before, instance: done.instance }
  await ctx.unit.processes.save(found)
  if (entry === 'own')
    ctx.unit.record({
      organisationId: found.organisationId,
      actorId,
      action: `case.${action.type}`,
      object: caseId,
      facts: {
        ...('step' in action ? { step: action.step, item: action.item ?? null } : {}),
        follows: followsOf(done.effects),
      },
    })
  await followUp(ctx, found)
  await tellFollowUps(ctx, found, done.effects)
  return { found, effects: done.effects }
}

/** The view of "another process is now needed"; ref = case|step|process. */
export const followUpView = 'case.follow-up'

/** What a step led to besides the case, for the chain: words of the engine and ids of processes. */
const followsOf = (effects: readonly Effect[]): string =>
  effects
    .flatMap((effect) =>
      effect.type === 'start-process' || effect.type === 'held'
        ? [`${effect.type} ${effect.target ?? ''}`.trim()]
        : effect.type === 'recorded' || effect.type === 'completed'
          ? [effect.type]
          : [],
    )
    .join(', ')

/**
 * Where another process is to follow (表决事项另行召开会议) the group is told how to arrange it. Its time is a person's choice,
 * so it is proposed and not started. A process that is not loaded cannot be proposed.
 */
async function tellFollowUps(
  ctx: CaseContext,
  found: ProcessCase,
  effects: readonly Effect[],
): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(found.organisationId)
  if (!chat) return
  for (const effect of effects)
    if (effect.type === 'start-process' && ctx.catalogue.processes.has(effect.target))
      ctx.unit.send({
        key: `follow-up:${found.instance.id}:${effect.step}:${effect.target}:${ctx.now.toISOString()}`,
        kind: 'news',
        platform: chat.platform,
        recipient: { chatId: chat.chatId },
        content: { view: followUpView, ref: `${found.instance.id}|${effect.step}|${effect.target}` },
        priority: 'reply',
      })
}

/** Reminders and the meeting's own state follow the case. Called after every change and at the start. */
export async function followUp(ctx: CaseContext, found: ProcessCase): Promise<void> {
  ctx.unit.touch(checklistView, found.instance.id)
  await remindOfSteps(ctx, found)
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  if (!meeting) return
  const status = statusOf(found.instance)
  if (status !== meeting.status) await ctx.unit.meetings.update(meeting.id, { status })
  await remindOfMeeting(ctx, { ...meeting, status }, found.instance)
}

/**
 * A meeting is held when everything of its sitting is finished (DOMAIN §4.2 rule 2: attendance entered, minutes
 * promised), or its minutes are there. Cancelled with its case.
 */
function statusOf(instance: ProcessInstance): Meeting['status'] {
  if (instance.state === 'cancelled') return 'cancelled'
  const inPhase = instance.steps.filter((step) => stepNamed(instance.template, step.id)?.phase === 'in')
  const sat =
    inPhase.some((step) => step.state === 'done') &&
    inPhase.every((step) => isFinished(step) || step.state === 'skipped')
  return sat || hasMinutes(instance) ? 'held' : 'scheduled'
}

const hasMinutes = (instance: ProcessInstance): boolean =>
  instance.steps.some(
    (step) => isFinished(step) && stepNamed(instance.template, step.id)?.config.doc === 'minutes',
  )

async function remindOfSteps(ctx: CaseContext, found: ProcessCase): Promise<void> {
  for (const step of found.instance.steps)
    await ctx.unit.reminders.replace('step', stepRefOf(found, step), stepReminders(ctx, found, step))
}

const stepRefOf = (found: ProcessCase, step: StepState): string =>
  `${found.instance.id}|${step.id}|${step.item ?? ''}`

/** Steps of the sitting itself are not reminded of one by one: the meeting's own reminders bring people there. */
function stepReminders(ctx: CaseContext, found: ProcessCase, step: StepState): Reminder[] {
  const defined = stepNamed(found.instance.template, step.id)
  const running = found.instance.state === 'open' || found.instance.state === 'held'
  if (!defined || !running || !step.due || defined.phase === 'in') return []
  if (step.state !== 'open' && step.state !== 'waiting') return []
  return taskReminders({
    due: step.due.date,
    stages: ctx.catalogue.cadences.taskReminders,
    calendar: ctx.catalogue.calendar,
    zone: ctx.zone,
  })
    .filter((one) => one.at > ctx.now)
    .map((one) => ({
      id: ctx.unit.newId(),
      organisationId: found.organisationId,
      subject: 'step',
      ref: stepRefOf(found, step),
      stage: one.stage,
      dueAt: one.at,
      roles: one.roles.map((role) =>
        role === 'responsible' ? defined.role : role === 'commissioner' ? 'committee' : role,
      ),
      memberId: one.roles.includes('responsible') ? step.assignee : null,
    }))
}

async function remindOfMeeting(ctx: CaseContext, meeting: Meeting, instance: ProcessInstance): Promise<void> {
  const planned = meetingReminders({
    startsAt: meeting.startsAt,
    stages: ctx.catalogue.cadences.meetingReminders,
    cancelled: meeting.status === 'cancelled',
    hasMinutes: hasMinutes(instance),
    calendar: ctx.catalogue.calendar,
    zone: ctx.zone,
  }).filter((one) => one.at > ctx.now)
  await ctx.unit.reminders.replace(
    'meeting',
    meeting.id,
    planned.map((one) => ({
      id: ctx.unit.newId(),
      organisationId: meeting.organisationId,
      subject: 'meeting',
      ref: meeting.id,
      stage: one.stage,
      dueAt: one.at,
      roles: [...one.roles],
      memberId: null,
    })),
  )
}
