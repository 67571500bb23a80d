import type { LocalDate, LocalTime } from '../calendar/dates.ts'
import type { Period } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Cadences, ReminderRole } from './cadence-file.ts'
import type { Escalation, Obligation } from './obligation.ts'
import { reminderDates } from './reminder-dates.ts'
import { SENDING_HOURS, type SendingHours, sendingMoment } from './sending-hours.ts'
import { preferredWindow } from './status.ts'
import type { CadenceStatus } from './status-words.ts'

/** What a reminder is about: a period, its end gone by, the superior's list, a meeting, its minutes, a task. */
export type ReminderKind = 'period' | 'overdue' | 'escalation' | 'meeting' | 'minutes' | 'task'

/** A planned reminder. Who the roles are is asked when it is sent. */
export interface Reminder {
  kind: ReminderKind
  /** Unique within its period, meeting or task; part of the key under which it is sent once. */
  stage: string
  /** Local day. */
  on: LocalDate
  at: Date
  roles: readonly ReminderRole[]
}

/** When reminders go out. */
export interface SendingPlan {
  calendar: WorkingCalendar
  zone: string
  /** Local time of day of the daily reminders, 09:00 unless set; moved into the sending hours. */
  sendAt?: LocalTime
  hours?: SendingHours
}

/** One obligation of one body in one period, to be planned. */
export interface PeriodToRemind extends SendingPlan {
  obligation: Pick<Obligation, 'preferredWindow'>
  period: Period
  /** End of a window moved by the superior, instead of the period's end. */
  end?: LocalDate
  /** State at the time of asking; without it the plan is complete, as if nothing were ever held. */
  status?: CadenceStatus
  policies: Cadences['reminderPolicies']
  recipients: Cadences['reminderRecipients']
  escalation: Escalation
  /** How often the secretary has been reminded; without it, as if often enough. */
  secretaryReminded?: number
}

/** The secretary is reminded this often before the superior hears of it. */
export const REMINDERS_BEFORE_ESCALATION = 2

const KIND_OF_STAGE: Partial<Record<string, ReminderKind>> = { overdue: 'overdue', escalate: 'escalation' }

const SENT_IN: Record<'period' | 'overdue' | 'escalation', readonly CadenceStatus[]> = {
  period: ['pending', 'due_soon', 'unconfirmed'],
  overdue: ['overdue', 'missed'],
  escalation: ['overdue', 'missed'],
}

/**
 * Whether the state of an obligation silences a stage of its period (`period_start`, `t7`, `overdue` …), asked
 * again when the reminder is sent: done, made up and excused ones say nothing; `scheduled` leaves the word to the
 * reminders of the meeting, which hang on the meeting's own state (`meetingReminders`); overdue cards and
 * escalation wait while a past meeting may still be recorded.
 */
export function suppressed(status: CadenceStatus, stage: string): boolean {
  const kind = KIND_OF_STAGE[stage] ?? 'period'
  return !SENT_IN[kind as keyof typeof SENT_IN].includes(status)
}

/** Whether the superior may be told: the setting allows it and the secretary has been reminded twice. */
export const mayEscalate = (escalation: Escalation, secretaryReminded: number): boolean =>
  escalation !== 'off' && secretaryReminded >= REMINDERS_BEFORE_ESCALATION

/** The reminders of one period, in order of time. Several may fall on one day: delivery makes one card of them. */
export function remindersFor(asked: PeriodToRemind): Reminder[] {
  const { period, policies, calendar, status, recipients } = asked
  const window = preferredWindow(period, asked.obligation.preferredWindow)
  const days = { start: period.start, end: asked.end ?? period.end }
  return Object.entries(reminderDates(days, policies[period.kind], calendar, window))
    .filter(([stage]) => status === undefined || !suppressed(status, stage))
    .filter(
      ([stage]) => stage !== 'escalate' || mayEscalate(asked.escalation, asked.secretaryReminded ?? Infinity),
    )
    .map(([stage, on]) => ({
      kind: KIND_OF_STAGE[stage] ?? ('period' as const),
      stage,
      on,
      at: momentOn(on, asked),
      roles: recipients[stage] ?? [],
    }))
    .sort(byTime)
}

/** The daily reminder time on a day. */
export const momentOn = (date: LocalDate, { sendAt, hours = SENDING_HOURS, zone }: SendingPlan): Date =>
  sendingMoment(date, sendAt ?? hours.from, hours, zone)

/** Earlier reminders first. */
export const byTime = (a: Reminder, b: Reminder): number => +a.at - +b.at
