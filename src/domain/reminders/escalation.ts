import type { Escalation } from '../cadence/obligation.ts'
import { REMINDERS_BEFORE_ESCALATION } from '../cadence/reminders.ts'
import { SENDING_HOURS, type SendingHours, sendingMoment } from '../cadence/sending-hours.ts'
import { addDays, type LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { type Period, periodOf, previousPeriod } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import {
  bodyOf,
  choiceOf,
  type DutyChoice,
  type MovedPeriod,
  type PeriodPolicy,
  remindedOf,
} from '../delivery/period-stages.ts'
import { remembered } from '../delivery/remembered.ts'

/** The two ways in which a superior is told. */
export type Manner = Exclude<Escalation, 'off'>

/** At once means: the working day after the overdue card, so that the secretary has heard of it the day before. */
const IMMEDIATE_AFTER_WORKDAYS = 2

/** The stage of the secretary's copy, and of the announcement where the superior may not be told yet. */
export const ESCALATED = 'escalate'
export const ANNOUNCED = 'warn'

/** The local day on which the superior is told of a period that ended on `end` and was not held. */
export const escalationDay = (
  end: LocalDate,
  manner: Manner,
  { cadences, calendar }: Pick<PeriodPolicy, 'cadences' | 'calendar'>,
): LocalDate =>
  calendar.addWorkingDays(
    end,
    manner === 'immediate' ? IMMEDIATE_AFTER_WORKDAYS : cadences.config.escalateAfterWorkdays,
  )

/**
 * The day that the secretary is told beforehand: that of the rule, or, when the rule's has passed without the
 * secretary having been reminded often enough, the next working day.
 */
export const announcedDay = (day: LocalDate, today: LocalDate, calendar: WorkingCalendar): LocalDate =>
  day > today ? day : calendar.nextWorkingDay(addDays(today, 1))

/** Whether the superior may be told, or the secretary has to be told first. */
export const mayTellSuperior = (secretaryReminded: number): boolean =>
  secretaryReminded >= REMINDERS_BEFORE_ESCALATION

/** A duty and period of which superiors may have to be told. */
export interface EscalationPlan {
  obligation: string
  period: Period
  organisationKind: 'branch' | 'group' | 'unit'
  /** Last day in time: the period's end, or that of a window that was moved. */
  end: LocalDate
  movedTo: LocalDate | null
  /** From which local day on, by the manner that the branch has set. */
  from: Record<Manner, LocalDate>
  chosenBy: DutyChoice | null
}

/** The plans of all periods that have ended, and of which the day has come by `today`. */
export function escalationPlans(
  policy: PeriodPolicy,
  today: LocalDate,
  moved: readonly MovedPeriod[],
): EscalationPlan[] {
  return remindedOf(policy).flatMap((obligation) => {
    const present = periodOf(today, obligation.period)
    return [previousPeriod(present), present].flatMap((period) => {
      const ends = moved
        .filter((one) => one.obligation === obligation.id && one.period === period.label)
        .map(({ until }) => until)
      return [null, ...ends].flatMap((movedTo): EscalationPlan[] => {
        const end = movedTo ?? period.end
        const from = {
          digest: escalationDay(end, 'digest', policy),
          immediate: escalationDay(end, 'immediate', policy),
        }
        const kind = bodyOf[obligation.per]
        return from.immediate > today
          ? []
          : [
              {
                obligation: obligation.id,
                period,
                organisationKind: kind,
                end,
                movedTo,
                from,
                chosenBy: choiceOf(obligation),
              },
            ]
      })
    })
  })
}

/** Working days after a period's end on which somebody may have to be told; later ones come by the ticks. */
const LOOK_AHEAD_DAYS = 10

/** The next instant after `after` at which superiors may have to be told; null when no period has ended lately. */
export function nextEscalationAt(
  policy: PeriodPolicy,
  after: Date,
  moved: readonly MovedPeriod[],
): Date | null {
  const today = localDate(after, policy.zone)
  const ahead = tellingTimes(policy, `${today}|${JSON.stringify(moved)}`, () =>
    Array.from({ length: LOOK_AHEAD_DAYS + 1 }, (_, days) => addDays(today, days))
      .filter((day) => policy.calendar.isWorkingDay(day) && endedLately(policy, day, moved))
      .map((day) => tellingTime(day, policy.zone)),
  )
  return ahead.find((at) => at > after) ?? null
}

const tellingTimes = remembered<Date[]>()

const endedLately = (policy: PeriodPolicy, day: LocalDate, moved: readonly MovedPeriod[]): boolean =>
  escalationPlans(policy, day, moved).some(
    ({ end }) => policy.calendar.addWorkingDays(end, LOOK_AHEAD_DAYS) >= day,
  )

/** When superiors are told on a day: with the daily reminders. */
export const tellingTime = (day: LocalDate, zone: string, hours: SendingHours = SENDING_HOURS): Date =>
  sendingMoment(day, hours.from, hours, zone)

/** Whether superiors may be told at this moment: within the sending hours of a working day. */
export const isTellingTime = (
  now: Date,
  { calendar, zone }: Pick<PeriodPolicy, 'calendar' | 'zone'>,
  hours: SendingHours = SENDING_HOURS,
): boolean => {
  const today = localDate(now, zone)
  return (
    calendar.isWorkingDay(today) &&
    now >= sendingMoment(today, hours.from, hours, zone) &&
    now <= sendingMoment(today, hours.until, hours, zone)
  )
}
