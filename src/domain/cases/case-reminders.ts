import { meetingReminders, taskReminders } from '../cadence/meeting-reminders.ts'
import { planDrafts } from '../documents/plan-drafts.ts'
import type { Meeting, ProcessCase, Reminder } from '../ports/index.ts'
import { isFinished, type ProcessInstance, type StepState, stepNamed } from '../process/index.ts'
import { type CaseContext, checklistView } from './case-context.ts'

/** Cards, reminders and the meeting's own state follow the case. Called after every change and at the start. */
export async function keepUp(ctx: CaseContext, found: ProcessCase): Promise<void> {
  ctx.unit.touch(checklistView, found.instance.id)
  await remindOfSteps(ctx, found)
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  if (!meeting) return
  // A meeting that a case convened may be called off alone; the case waits for another one.
  if (meeting.status === 'cancelled' && meeting.number !== found.number)
    return remindOfMeeting(ctx, meeting, found.instance)
  // A meeting that was recorded with its figures (补录) has been held, whatever is still open in its checklist.
  const recorded = meeting.status === 'held' && meeting.attended !== null
  const status = recorded && found.instance.state !== 'cancelled' ? 'held' : statusOf(found.instance)
  if (status !== meeting.status) {
    await ctx.unit.meetings.update(meeting.id, { status })
    if (status === 'held')
      await planDrafts(ctx, 'meeting_held', {
        organisationId: meeting.organisationId,
        subject: 'meeting',
        subjectId: meeting.id,
        occasion: 'held',
      })
  }
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
  const { state, hold } = found.instance
  // A case that somebody paused is silent until it goes on.
  const running = state === 'open' || (state === 'held' && hold?.target !== null)
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
