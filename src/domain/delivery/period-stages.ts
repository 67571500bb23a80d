import type { Cadences } from '../cadence/cadence-file.ts'
import type { Obligation } from '../cadence/obligation.ts'
import { remindersFor } from '../cadence/reminders.ts'
import type { LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { nextPeriod, type Period, periodOf, previousPeriod } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { OfficeKind } from '../organisation/types.ts'
import { isLate, nextSendingMoment } from './late.ts'
import { officesOf } from './role-offices.ts'

/** What the instants of period reminders are computed from. */
export interface PeriodPolicy {
  cadences: Pick<Cadences, 'obligations' | 'reminderPolicies' | 'reminderRecipients' | 'config'>
  calendar: WorkingCalendar
  zone: string
}

/** One stage of one period of one obligation: the same instant for all organisations that have the duty. */
export interface PeriodStage {
  obligation: Obligation
  period: Period
  stage: string
  /** Local day of the stage: its recipients are the office holders of that day. */
  on: LocalDate
  at: Date
  /** When the stage after it supersedes this one; null for the last. */
  until: Date | null
  roles: readonly string[]
}

/** A stage as it is to be planned, in words of organisations and offices. */
export interface PeriodStagePlan {
  obligation: string
  period: Period
  stage: string
  on: LocalDate
  /** The stage's own instant: organisations that came later are not reminded of it. */
  at: Date
  dueAt: Date
  expiresAt: Date | null
  organisationKind: 'branch' | 'group'
  needs: Obligation['appliesIf']
  /** Offices in the organisation, and in the one above it. */
  offices: OfficeKind[]
  officesAbove: OfficeKind[]
}

/** The superior's digest is a message of its own and is not planned with the branch's. */
const NOT_PLANNED = 'escalate'

const ORGANISATION: Partial<Record<Obligation['per'], 'branch' | 'group'>> = {
  branch: 'branch',
  unit: 'branch',
  group: 'group',
}

/** The stages of the previous, present and next period of every enabled obligation, in order of time. */
export function stagesAround({ cadences, calendar, zone }: PeriodPolicy, now: Date): PeriodStage[] {
  const today = localDate(now, zone)
  return cadences.obligations
    .filter(({ enabled, per }) => enabled && ORGANISATION[per])
    .flatMap((obligation) => {
      const present = periodOf(today, obligation.period)
      return [previousPeriod(present), present, nextPeriod(present)].flatMap((period) =>
        stagesOf(obligation, period, { cadences, calendar, zone }),
      )
    })
    .sort((a, b) => +a.at - +b.at)
}

function stagesOf(
  obligation: Obligation,
  period: Period,
  { cadences, calendar, zone }: PeriodPolicy,
): PeriodStage[] {
  const all = remindersFor({
    obligation,
    period,
    calendar,
    zone,
    policies: cadences.reminderPolicies,
    recipients: cadences.reminderRecipients,
    escalation: cadences.config.escalation,
  })
  return all
    .map(({ stage, on, at, roles }, place) => ({
      obligation,
      period,
      stage,
      on,
      at,
      roles,
      until: all[place + 1]?.at ?? null,
    }))
    .filter(({ stage }) => stage !== NOT_PLANNED)
}

/**
 * The stages to plan at `now`: of each period only the latest that is due, so that an outage is followed by one
 * reminder and not by three. A late one waits for the sending hours, and is left out when the next stage comes first.
 */
export function plansDue(policy: PeriodPolicy, now: Date): PeriodStagePlan[] {
  const latest = new Map<string, PeriodStage>()
  for (const stage of stagesAround(policy, now))
    if (stage.at <= now) latest.set(`${stage.obligation.id}|${stage.period.label}`, stage)
  return [...latest.values()].flatMap((stage) => {
    const plan = toPlan(
      stage,
      isLate(stage.at, now) ? nextSendingMoment(now, policy.calendar, policy.zone) : stage.at,
    )
    return stage.until !== null && plan.dueAt >= stage.until ? [] : [plan]
  })
}

function toPlan(
  { obligation, period, stage, on, at, until, roles }: PeriodStage,
  dueAt: Date,
): PeriodStagePlan {
  const organisationKind = ORGANISATION[obligation.per] ?? 'branch'
  const own = organisationKind === 'group' ? roles.filter((role) => role === 'owner') : roles
  const above = organisationKind === 'group' ? roles.filter((role) => role !== 'owner') : []
  return {
    obligation: obligation.id,
    period,
    stage,
    on,
    at,
    dueAt,
    expiresAt: until,
    organisationKind,
    needs: obligation.appliesIf,
    offices: officesOf(own, organisationKind),
    officesAbove: officesOf(above, 'branch'),
  }
}

/** The first instant of a period stage after `after`; null when the periods around it have none left. */
export const nextStageAt = (policy: PeriodPolicy, after: Date): Date | null =>
  stagesAround(policy, after).find(({ at }) => at > after)?.at ?? null
