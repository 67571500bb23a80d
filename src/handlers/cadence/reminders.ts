import { meetingReminderCard, periodReminderCard, stepReminderCard } from '../../cards/reminder-cards.ts'
import { suppressed } from '../../domain/cadence/reminders.ts'
import { daysBetween } from '../../domain/calendar/dates.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import { checklist, isFinished, stepNamed } from '../../domain/process/index.ts'
import { meetingRef, periodRef, reminderViews, stepRef } from '../../domain/reminders/refs.ts'
import { defineView } from '../define/view.ts'
import { obligationStates } from './states.ts'

/** A period reminder: null (suppressed) as soon as the state no longer asks for it, judged at the moment of sending. */
export const periodReminder = defineView(reminderViews.period, async (ref, ctx) => {
  const { organisationId, obligation: id, period: label, stage } = periodRef.read(ref)
  const branch = await ctx.unit.organisations.get(organisationId)
  const period = parsePeriod(label)
  const obligation = ctx.catalogue.cadences.obligations.find((one) => one.id === id)
  if (!branch || !period || !obligation) return { silent: 'gone' }
  const states = await obligationStates(ctx, branch, [period])
  const state = states.find((one) => one.obligation === id && [undefined, '*', branch.id].includes(one.group))
  if (!state) return { silent: 'not_applicable' }
  if (suppressed(state.status, stage)) return { silent: state.status }
  const { calendar } = ctx.catalogue
  return {
    open: false,
    card: periodReminderCard({
      branch: branch.name,
      label: obligation.label,
      rule: (obligation.seed ?? obligation.source).replace(/。$/, ''),
      period: periodWords(period.label),
      periodEnd: state.end,
      daysLeft: Math.max(0, daysBetween(ctx.today, state.end)),
      workdaysLeft: Math.max(0, calendar.workingDaysBetween(ctx.today, state.end)),
      makeUpUntil: state.makeUpUntil,
      overdue: state.status === 'overdue' || state.status === 'missed',
      unrecorded: state.status === 'unconfirmed' ? (state.meetings[0] ?? null) : null,
      soon: state.status === 'due_soon' || stage === 't14' || stage === 't7' || stage === 'last',
      provisional: calendar.isProvisional(state.end),
      today: ctx.today,
      command: '/会议 新建 党员大会 时间 议题=… 地点=…',
    }),
  }
})

/** `2026年第4季度`, `2026年10月`, `2026年度`. */
function periodWords(label: string): string {
  const [year, part] = label.split('-')
  if (part === undefined) return `${year}年度`
  return part.startsWith('Q') ? `${year}年第${part.slice(1)}季度` : `${year}年${Number(part)}月`
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
  return { open: false, card: meetingReminderCard({ branch: branch.name, meeting, minutes, zone: ctx.zone }) }
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
      today: ctx.today,
    }),
  }
})
