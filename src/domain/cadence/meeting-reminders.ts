import { addDays, type LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import type { ReminderStage } from './cadence-file.ts'
import { byTime, momentOn, type Reminder, type SendingPlan } from './reminders.ts'
import { SENDING_HOURS, sameDayWithinHours } from './sending-hours.ts'

/** A meeting, or a task, with the stages of its policy. */
export interface MeetingToRemind extends SendingPlan {
  startsAt: Date
  stages: readonly ReminderStage[]
  /** Cancelled or postponed meetings remind of nothing. */
  cancelled?: boolean
  /** Whether the minutes are there: then nothing is sent after the meeting. */
  hasMinutes?: boolean
}

type Unit = 'd' | 'wd' | 'h'
interface Offset {
  amount: number
  unit: Unit
}

/**
 * The reminders of one meeting, in order of time.
 * - `T-2h` is the exact instant, on a day off too; before 09:00 it becomes 09:00, after 18:00 it becomes 18:00 of
 *   the same day, and it is left out when that is not on the meeting's day and before its start (the day before
 *   has been reminded of).
 * - `T-7d` … `T-1d` go out at the daily time; on a day off, on the working day before.
 * - After the meeting only while the minutes are missing: `T+1wd`, `T+3wd`; `T+7d` on a day off goes out on the
 *   working day before, or after it where that would be the day of the meeting itself.
 */
export function meetingReminders(meeting: MeetingToRemind): Reminder[] {
  if (meeting.cancelled) return []
  return meeting.stages
    .filter((stage) => !(stage.onlyWithoutMinutes && meeting.hasMinutes))
    .flatMap((stage) => plan(stage, meeting))
    .sort(byTime)
}

function plan({ stage, to, onlyWithoutMinutes }: ReminderStage, meeting: MeetingToRemind): Reminder[] {
  const at = moment(offsetOf(stage), meeting)
  const kind = onlyWithoutMinutes ? 'minutes' : 'meeting'
  return at ? [{ kind, stage, on: localDate(at, meeting.zone), at, roles: to }] : []
}

function moment({ amount, unit }: Offset, meeting: MeetingToRemind): Date | undefined {
  const { startsAt, zone, calendar, hours = SENDING_HOURS } = meeting
  if (unit === 'h') {
    const exact = sameDayWithinHours(new Date(+startsAt + amount * 3_600_000), hours, zone)
    return exact < startsAt && localDate(exact, zone) === localDate(startsAt, zone) ? exact : undefined
  }
  const day = localDate(startsAt, zone)
  if (unit === 'wd') return momentOn(calendar.addWorkingDays(day, amount), meeting)
  const before = calendar.previousWorkingDay(addDays(day, amount))
  const on = amount > 0 && before <= day ? calendar.nextWorkingDay(addDays(day, amount)) : before
  return momentOn(on, meeting)
}

/** A task or step with its due date. */
export interface TaskToRemind extends SendingPlan {
  due: LocalDate
  stages: readonly ReminderStage[]
}

/** The reminders of one open task or step, in order of time; a due date on a day off is reminded of the working day before. */
export function taskReminders(task: TaskToRemind): Reminder[] {
  const { calendar, due } = task
  return task.stages
    .map(({ stage, to }) => {
      const { amount, unit } = offsetOf(stage)
      const day = unit === 'wd' ? calendar.addWorkingDays(due, amount) : addDays(due, amount)
      const on = calendar.previousWorkingDay(day)
      return { kind: 'task' as const, stage, on, at: momentOn(on, task), roles: to }
    })
    .sort(byTime)
}

/** The offset in a stage's name; a stage without one ('due') is the day itself. */
function offsetOf(stage: string): Offset {
  const parts = /([+-]\d+)(wd|d|h)$/.exec(stage)
  return parts ? { amount: Number(parts[1]), unit: parts[2] as Unit } : { amount: 0, unit: 'd' }
}
