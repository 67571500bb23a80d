import type { Cadences } from '../cadence/cadence-file.ts'
import { isOptional, type Obligation, obligationSettingKey } from '../cadence/obligation.ts'
import { remindersFor } from '../cadence/reminders.ts'
import type { LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { nextPeriod, type Period, periodOf, previousPeriod } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { OfficeKind } from '../organisation/types.ts'
import { isLate, nextSendingMoment } from './late.ts'
import { remembered } from './remembered.ts'
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
  movedTo: LocalDate | null
}

/** The setting by which organisations have an optional duty or not; `standard` holds where nobody has chosen. */
export interface DutyChoice {
  key: string
  standard: 'on' | 'off'
}

/** The choice on which a duty depends; null for one that everybody has. */
export const choiceOf = (obligation: Pick<Obligation, 'id' | 'seed' | 'enabled'>): DutyChoice | null =>
  isOptional(obligation)
    ? { key: obligationSettingKey(obligation.id), standard: obligation.enabled ? 'on' : 'off' }
    : null

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
  /** A unit is a branch, or a union that no branch leads. */
  organisationKind: 'branch' | 'group' | 'unit'
  needs: Obligation['appliesIf']
  /** Offices in the organisation, in the one above it, and in the unions that it leads. */
  offices: OfficeKind[]
  officesAbove: OfficeKind[]
  officesOfUnion: OfficeKind[]
  /** End of a window that the superior moved, for the organisations that have it on file; null: for all others. */
  movedTo: LocalDate | null
  chosenBy: DutyChoice | null
}

/** A period whose end the superior has moved, for one organisation or many. */
export interface MovedPeriod {
  obligation: string
  period: string
  until: LocalDate
}

/** The superior's digest is a message of its own and is not planned with the branch's. */
const NOT_PLANNED = 'escalate'

/** Which organisations answer for a duty. */
export const bodyOf: Record<Obligation['per'], PeriodStagePlan['organisationKind']> = {
  branch: 'branch',
  unit: 'unit',
  group: 'group',
  pair: 'branch',
  member: 'branch',
}

/** The stages of the previous, present and next period of every obligation that is reminded of, in order of time. */
export function stagesAround(
  policy: PeriodPolicy,
  now: Date,
  moved: readonly MovedPeriod[] = [],
): PeriodStage[] {
  const today = localDate(now, policy.zone)
  return stagesOfDay(policy, `${today}|${JSON.stringify(moved)}`, () => computeStages(policy, today, moved))
}

const stagesOfDay = remembered<PeriodStage[]>()

function computeStages(policy: PeriodPolicy, today: LocalDate, moved: readonly MovedPeriod[]): PeriodStage[] {
  return remindedOf(policy)
    .flatMap((obligation) => {
      const present = periodOf(today, obligation.period)
      return [previousPeriod(present), present, nextPeriod(present)].flatMap((period) => [
        ...stagesOf(obligation, period, policy, null),
        ...moved
          .filter((one) => one.obligation === obligation.id && one.period === period.label)
          .flatMap(({ until }) => stagesOf(obligation, period, policy, until)),
      ])
    })
    .sort((a, b) => +a.at - +b.at)
}

/**
 * Duties that are reminded of: those of everybody, and the optional ones, which only the organisations that chose them
 * have. One of pairs or single people is its branch's to see to.
 */
export const remindedOf = ({ cadences }: Pick<PeriodPolicy, 'cadences'>): Obligation[] =>
  cadences.obligations.filter((one) => one.enabled || isOptional(one))

function stagesOf(
  obligation: Obligation,
  period: Period,
  { cadences, calendar, zone }: PeriodPolicy,
  movedTo: LocalDate | null,
): PeriodStage[] {
  const all = remindersFor({
    obligation,
    period,
    calendar,
    zone,
    policies: cadences.reminderPolicies,
    recipients: cadences.reminderRecipients,
    escalation: cadences.config.escalation,
    ...(movedTo === null ? {} : { end: movedTo }),
  })
  return all
    .map(({ stage, on, at, roles }, place) => ({
      obligation,
      period,
      stage,
      on,
      at,
      roles,
      movedTo,
      until: all[place + 1]?.at ?? null,
    }))
    .filter(({ stage }) => stage !== NOT_PLANNED)
}

/**
 * The stages to plan at `now`: of each period only the latest that is due, so that an outage is followed by one
 * reminder and not by three. A late one waits for the sending hours, and is left out when the next stage comes first.
 */
export function plansDue(
  policy: PeriodPolicy,
  now: Date,
  moved: readonly MovedPeriod[] = [],
): PeriodStagePlan[] {
  const latest = new Map<string, PeriodStage>()
  for (const stage of stagesAround(policy, now, moved))
    if (stage.at <= now)
      latest.set(`${stage.obligation.id}|${stage.period.label}|${stage.movedTo ?? ''}`, stage)
  return [...latest.values()].flatMap((stage) => {
    const plan = toPlan(
      stage,
      isLate(stage.at, now) ? nextSendingMoment(now, policy.calendar, policy.zone) : stage.at,
    )
    return stage.until !== null && plan.dueAt >= stage.until ? [] : [plan]
  })
}

/** The stages of the same period that a planned one stands for, should they never have had their turn. */
export const plansBefore = (
  policy: PeriodPolicy,
  { obligation, period, movedTo, at }: PeriodStagePlan,
  now: Date,
  moved: readonly MovedPeriod[] = [],
): PeriodStagePlan[] =>
  stagesAround(policy, now, moved)
    .filter((one) => one.obligation.id === obligation && one.period.label === period.label)
    .filter((one) => one.movedTo === movedTo && one.at < at)
    .map((stage) => toPlan(stage, stage.at))

function toPlan(
  { obligation, period, stage, on, at, until, roles, movedTo }: PeriodStage,
  dueAt: Date,
): PeriodStagePlan {
  const organisationKind = bodyOf[obligation.per]
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
    movedTo,
    chosenBy: choiceOf(obligation),
    ...RECIPIENTS[organisationKind](roles),
  }
}

type Offices = Pick<PeriodStagePlan, 'offices' | 'officesAbove' | 'officesOfUnion'>

/** Who hears of a stage: of a group's duty its leader and the branch's officers, of a unit's the chair of its union. */
const RECIPIENTS: Record<PeriodStagePlan['organisationKind'], (roles: readonly string[]) => Offices> = {
  branch: (roles) => ({ offices: officesOf(roles, 'branch'), officesAbove: [], officesOfUnion: [] }),
  group: (roles) => ({
    offices: officesOf(
      roles.filter((role) => role === 'owner'),
      'group',
    ),
    officesAbove: officesOf(
      roles.filter((role) => role !== 'owner'),
      'branch',
    ),
    officesOfUnion: [],
  }),
  unit: (roles) => ({
    offices: ['union_chair', ...(roles.includes('secretary') ? (['secretary'] as const) : [])],
    officesAbove: [],
    officesOfUnion: ['union_chair'],
  }),
}

/** The first instant of a period stage after `after`; null when the periods around it have none left. */
export const nextStageAt = (
  policy: PeriodPolicy,
  after: Date,
  moved: readonly MovedPeriod[] = [],
): Date | null => stagesAround(policy, after, moved).find(({ at }) => at > after)?.at ?? null
