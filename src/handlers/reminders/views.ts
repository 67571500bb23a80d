import type { PeriodReminderFacts } from '../../cards/duty-reminder-facts.ts'
import { topicWords } from '../../cards/meeting-cards.ts'
import { meetingReminderCard } from '../../cards/meeting-reminder-card.ts'
import { periodReminderCard } from '../../cards/period-reminder-card.ts'
import type { DutyValue } from '../../cards/reminder-actions.ts'
import { requestReminderCard } from '../../cards/request-reminder-card.ts'
import { stepReminderCard } from '../../cards/step-reminder-card.ts'
import { timeWords } from '../../cards/wording.ts'
import { stateWordOf } from '../../domain/approval/states.ts'
import { fulfilmentOf } from '../../domain/cadence/obligation.ts'
import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { suppressed } from '../../domain/cadence/reminders.ts'
import type { CadenceStatus } from '../../domain/cadence/status-words.ts'
import { daysBetween } from '../../domain/calendar/dates.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { anyProvisional } from '../../domain/calendar/provisional.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { type ChecklistRow, checklist, isFinished, stepNamed } from '../../domain/process/index.ts'
import { ANNOUNCED } from '../../domain/reminders/escalation.ts'
import { meetingRef, periodRef, reminderViews, stepRef } from '../../domain/reminders/refs.ts'
import { AGAIN } from '../../domain/reminders/snooze.ts'
import { writtenStep } from '../arguments/case-step.ts'
import { defineView, type ViewCtx } from '../define/view.ts'
import { type Duty, findDuty } from './duty.ts'
import { escalationFacts } from './escalation.ts'

/** A period reminder: silent as soon as the state no longer asks for it, judged at the moment of sending. */
export const periodReminder = defineView(reminderViews.period, async (ref, ctx) => {
  const { organisationId, obligation, period: label, stage } = periodRef.read(ref)
  const value = { organisation: organisationId, obligation, period: label }
  const duty = await findDuty(ctx, value)
  if (!duty) return { silent: 'gone' }
  const { state } = duty
  if (!state) return { silent: 'not_applicable' }
  if (isSilent(state.status, stage)) return { silent: state.status }
  return { open: false, card: periodReminderCard(await periodFacts(ctx, { ...duty, state }, stage, value)) }
})

/** What was put off is told while it is open, before and after the end; announcements as overdue cards are. */
function isSilent(status: CadenceStatus, stage: string): boolean {
  if (stage === AGAIN) return suppressed(status, 't7') && suppressed(status, 'overdue')
  return suppressed(status, stage.startsWith(ANNOUNCED) ? 'overdue' : stage)
}

async function periodFacts(
  ctx: ViewCtx,
  duty: Duty & { state: ObligationState },
  stage: string,
  value: DutyValue,
): Promise<PeriodReminderFacts> {
  const { state, organisation, obligation, period } = duty
  const { calendar } = ctx.catalogue
  const overdue = state.status === 'overdue' || state.status === 'missed'
  return {
    branch: organisation.name,
    label: obligation.label,
    duty: value,
    rule: (obligation.seed ?? obligation.source).replace(/。$/, ''),
    period: periodWords(period.label),
    periodEnd: state.end,
    daysLeft: Math.max(0, daysBetween(ctx.today, state.end)),
    workdaysLeft: Math.max(0, calendar.workingDaysBetween(ctx.today, state.end)),
    makeUpUntil: state.makeUpUntil,
    overdue,
    ...(overdue ? await escalationFacts(ctx, duty) : { escalateOn: null, escalated: false }),
    unrecorded: state.status === 'unconfirmed' ? (state.meetings[0] ?? null) : null,
    fulfilled: fulfilmentOf(obligation),
    wording: obligation.wording,
    registered: state.registered ?? null,
    soon: state.status === 'due_soon' || ['t14', 't7', 'last'].includes(stage),
    provisional: calendar.isProvisional(state.end),
    lastHeld: await lastHeld(ctx, organisation.id, obligation.id),
    today: ctx.today,
  }
}

/** The local day of the latest meeting of a kind that was held. */
async function lastHeld(ctx: ViewCtx, organisationId: string, kind: string): Promise<string | null> {
  const meetings = await ctx.unit.meetings.latest(organisationId, 50)
  return meetings.find((one) => one.status === 'held' && one.kinds.includes(kind))?.startsOn ?? null
}

/** A meeting reminder: null once the meeting moved, was called off, or (afterwards) has its minutes. */
export const meetingReminder = defineView(reminderViews.meeting, async (ref, ctx) => {
  const { meetingId, stage, startsAt } = meetingRef.read(ref)
  const meeting = await ctx.unit.meetings.get(meetingId)
  const branch = meeting && (await ctx.unit.organisations.get(meeting.organisationId))
  if (!meeting || !branch || meeting.status === 'cancelled' || +meeting.startsAt !== +startsAt)
    return { silent: 'moved' }
  const minutes = stage.startsWith('T+')
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const written = found?.instance.steps.some(
    (step) => isFinished(step) && stepNamed(found.instance.template, step.id)?.config.doc === 'minutes',
  )
  if (minutes && written) return { silent: 'written' }
  if (!minutes && meeting.startsAt <= ctx.now) return { silent: 'begun' }
  const provisional = ctx.catalogue.calendar.isProvisional(meeting.startsOn)
  return {
    open: false,
    card: meetingReminderCard({ branch: branch.name, meeting, minutes, provisional, zone: ctx.zone }),
  }
})

/** Stages before the due date: they say that something can be done now. */
const isAhead = (stage: string): boolean => stage.startsWith('due-')

/**
 * A step reminder: null once the step is finished or no longer applies, and ahead of its due date also while it waits for
 * others (minutes are not asked for before the meeting has been held).
 */
export const stepReminder = defineView(reminderViews.step, async (ref, ctx) => {
  const { caseId, step, item, stage } = stepRef.read(ref)
  const found = await ctx.unit.processes.get(caseId)
  if (!found || (found.instance.state !== 'open' && found.instance.state !== 'held'))
    return { silent: 'finished' }
  const row = checklist(found.instance, ctx.now).find((one) => one.step === step && (one.item ?? '') === item)
  if (!row?.due || (row.state !== 'open' && row.state !== 'waiting')) return { silent: 'finished' }
  if (row.state === 'waiting' && isAhead(stage)) return { silent: 'waiting' }
  if (stepNamed(found.instance.template, step)?.config.hard_deadline === true)
    return { open: false, card: requestReminderCard(await requestFacts(ctx, found, row)) }
  const who = row.assignee ? await ctx.unit.rosters.member(row.assignee) : null
  return {
    open: false,
    card: stepReminderCard({
      label: row.label,
      number: found.number,
      title: found.title,
      due: row.due.date,
      overdueDays: Math.max(0, daysBetween(row.due.date, ctx.today)),
      who: who?.name ?? row.roleLabel,
      provisional: ctx.catalogue.calendar.isProvisional(row.due.date),
      today: ctx.today,
      case: caseId,
      step,
      item: item === '' ? null : item,
    }),
  }
})

/** What is said of a request with a hard deadline: its meeting, and how far it is. */
async function requestFacts(ctx: ViewCtx, found: ProcessCase, row: ChecklistRow) {
  const { id: caseId } = found.instance
  const meeting = await ctx.unit.meetings.byInstance(caseId)
  const made = (await ctx.unit.stepRecords.ofCase(caseId)).filter(({ step }) => step === row.step).at(-1)
  const request = made?.kind === 'approval' ? await ctx.unit.approvals.get(made.ref) : null
  const due = row.due?.date ?? ctx.today
  return {
    label: row.label,
    number: found.number,
    title: found.title,
    due,
    passed: row.overdueHard,
    startsAt: meeting && timeWords(meeting.startsAt, ctx.zone),
    topics: meeting && topicWords(meeting),
    draft: request && `${request.number}（${stateWordOf(request)}）`,
    request: request?.number ?? null,
    provisional: anyProvisional(ctx.catalogue.calendar, [due, meeting?.startsOn]),
    today: ctx.today,
    case: caseId,
    step: row.step,
    item: row.item,
    forStep: writtenStep(found.number, row.step, row.item),
  }
}
