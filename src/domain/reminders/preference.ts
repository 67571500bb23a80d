import { SENDING_HOURS, type SendingHours, sendingMoment, withinHours } from '../cadence/sending-hours.ts'
import { addDays, type LocalDate, type LocalTime } from '../calendar/dates.ts'
import { localDate, localTime } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { HeldReason } from './reasons.ts'

/** How a person wants to be reminded. Local times within the sending hours; null: as everybody. */
export interface ReminderPreference {
  /** When the daily card comes. */
  sendAt: LocalTime | null
  /** Local times between which nothing comes; it may run over midnight. */
  quietFrom: LocalTime | null
  quietUntil: LocalTime | null
  /** First day on which reminders come again. */
  pausedUntil: LocalDate | null
}

/** What holds for a person who has chosen nothing. */
export const noPreference: ReminderPreference = {
  sendAt: null,
  quietFrom: null,
  quietUntil: null,
  pausedUntil: null,
}

/** When a reminder may be sent, and why not now. */
export interface Hold {
  until: Date
  reason: HeldReason
}

/** What the moment is computed from. */
export interface HoldFacts {
  now: Date
  preference: ReminderPreference
  /** First day on which the matter itself may be reminded of again (稍后提醒). */
  snoozedUntil: LocalDate | null
  calendar: WorkingCalendar
  zone: string
  hours?: SendingHours
}

/** More days are never asked for: a pause has its own limit. */
const MOST_STEPS = 40

/**
 * The moment from `now` on at which a reminder may go to a person; null = now. A reminder waits for the end of a pause
 * or of 稍后提醒, for a working day, for the person's hour, and for the end of the quiet hours; what was put off comes
 * with the others of that day in one card. Reminders of a meeting on this very day are not asked about here.
 */
export function holdOf(facts: HoldFacts): Hold | null {
  let moment = facts.now
  let reason: HeldReason | null = null
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = laterMoment(moment, facts)
    if (!next) return reason === null ? null : { until: moment, reason }
    moment = next.until
    // What puts it off first is what the person is told: 09:00 after a pause is the pause.
    reason ??= next.reason
  }
  throw new RangeError('a reminder finds no moment to be sent')
}

function laterMoment(moment: Date, facts: HoldFacts): Hold | null {
  const { preference, snoozedUntil, calendar, zone, hours = SENDING_HOURS } = facts
  const today = localDate(moment, zone)
  const time = localTime(moment, zone)
  const daily = withinHours(preference.sendAt ?? hours.from, hours)
  const on = (day: LocalDate) => sendingMoment(calendar.nextWorkingDay(day), daily, hours, zone)
  const { pausedUntil } = preference
  if (pausedUntil !== null && today < pausedUntil) return { until: on(pausedUntil), reason: 'paused' }
  if (snoozedUntil !== null && today < snoozedUntil) return { until: on(snoozedUntil), reason: 'snoozed' }
  if (!calendar.isWorkingDay(today)) return { until: on(today), reason: 'hours' }
  if (time > hours.until) return { until: on(addDays(today, 1)), reason: 'hours' }
  if (time < daily) return { until: on(today), reason: preference.sendAt === null ? 'hours' : 'time' }
  const quietEnd = endOfQuiet(time, preference)
  if (quietEnd === null) return null
  const end =
    quietEnd > time && quietEnd <= hours.until
      ? sendingMoment(today, quietEnd, hours, zone)
      : on(addDays(today, 1))
  return { until: end, reason: 'quiet' }
}

/** Local time at which the quiet hours end that `time` falls into; null outside of them. */
function endOfQuiet(time: LocalTime, { quietFrom, quietUntil }: ReminderPreference): LocalTime | null {
  if (quietFrom === null || quietUntil === null) return null
  const inside =
    quietFrom < quietUntil ? time >= quietFrom && time < quietUntil : time >= quietFrom || time < quietUntil
  return inside ? quietUntil : null
}

/** Whether any moment of a working day is left for reminders; a choice without one is refused. */
export function leavesTime(
  { sendAt, quietFrom, quietUntil }: ReminderPreference,
  hours: SendingHours = SENDING_HOURS,
): boolean {
  const start = withinHours(sendAt ?? hours.from, hours)
  const end = endOfQuiet(start, { sendAt, quietFrom, quietUntil, pausedUntil: null })
  return end === null || (end > start && end <= hours.until)
}
