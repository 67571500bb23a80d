import { earlierOf, type LocalDate, laterOf } from '../calendar/dates.ts'
import { DUE_TIME, type DueRule, dueAfterDependency, dueDate, parseDueRule } from '../calendar/due.ts'
import { atLocalTime, localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type Due, isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { settled, statesOf } from './reading.ts'
import { dueOfRound } from './repeat.ts'
import type { ProcessTemplate, StepTemplate } from './template.ts'
import { stepNamed } from './template-parts.ts'

/** What every computation of dates needs from outside. */
export interface Time {
  now: Date
  calendar: WorkingCalendar
  /** IANA zone of the organisation, for example Asia/Shanghai. */
  zone: string
}

/** A due date and whether the step was already late, beyond repair, when the case was planned. */
export interface Planned {
  due: Due | null
  overdueHard: boolean
}

/**
 * When an unfinished step is due, from the facts alone (anchors, completions, the day of planning), so that computing it
 * again gives the same answer. A soft deadline that had passed when the case was planned falls on that day, a hard one
 * stays where it was. A dependency that came late gives 3 working days, in the phases before the meeting never more than
 * the meeting leaves. Null while the anchor is unknown.
 */
export function planStep(
  instance: ProcessInstance,
  step: StepTemplate,
  state: StepState,
  time: Time,
): Planned {
  const rule = ruleOf(step)
  const anchor = anchorOf(instance, rule, time.zone)
  if (anchor === undefined) return { due: null, overdueHard: false }
  const date = dueDate(rule, anchor, time.calendar)
  const planned = localDate(new Date(instance.plannedAt), time.zone)
  const round = dueOfRound(state, time, planned)
  if (round) return { due: dueOn(instance, step, round, time), overdueHard: false }
  const hard = step.config.hard_deadline === true
  if (hard) return { due: dueOn(instance, step, date, time), overdueHard: date < planned }
  const late = laterOf(afterDependencies(instance, step, state, date, time), planned)
  return {
    due: dueOn(instance, step, extended(instance, step, state, late, time.zone), time),
    overdueHard: false,
  }
}

/** The later of the rule's day and the one to which it was put off, not after the meeting that it prepares. */
function extended(
  instance: ProcessInstance,
  step: StepTemplate,
  { extendedTo }: StepState,
  date: LocalDate,
  zone: string,
): LocalDate {
  if (extendedTo === null || extendedTo <= date) return date
  const latest = latestDay(instance, step, zone)
  return latest === null ? extendedTo : laterOf(date, earlierOf(extendedTo, latest))
}

/** The last day to which a step can be put off: that of the meeting which it prepares; null where there is none. */
export function latestDay(instance: ProcessInstance, step: StepTemplate, zone: string): LocalDate | null {
  if (!beforeMeeting(instance.template, step)) return null
  return anchorOf(instance, { anchor: { kind: 'T' } }, zone) ?? null
}

/** Grammar faults were refused when the template was loaded. */
function ruleOf({ due }: StepTemplate): DueRule {
  const rule = parseDueRule(due)
  if (!rule) throw new Error(`due rule ${due} in a loaded template`)
  return rule
}

const atMeeting = (step: StepTemplate): boolean => {
  const rule = ruleOf(step)
  return rule.anchor.kind === 'T' && !rule.offset
}

function anchorOf(instance: ProcessInstance, { anchor }: DueRule, zone: string): LocalDate | undefined {
  const { S, T, PS, PE, next } = instance.anchors
  const day = (instant: string | null) => (instant === null ? undefined : localDate(new Date(instant), zone))
  if (anchor.kind === 'S') return day(S)
  if (anchor.kind === 'T') return day(T)
  if (anchor.kind === 'PS') return PS ?? undefined
  if (anchor.kind === 'PE') return PE ?? undefined
  if (anchor.kind === 'next') return next[anchor.process]
  const done = statesOf(instance, anchor.step).filter(isFinished)
  if (anchor.kind === 'field') return done.map(({ outputs }) => outputs[anchor.field]).find(isText)
  return done.length === statesOf(instance, anchor.step).length ? lastDay(done, zone) : undefined
}

const isText = (value: unknown): value is string => typeof value === 'string'

function lastDay(states: readonly StepState[], zone: string): LocalDate | undefined {
  const last = states
    .flatMap(({ doneAt }) => doneAt ?? [])
    .sort()
    .at(-1)
  return last === undefined ? undefined : localDate(new Date(last), zone)
}

/** The late-dependency rule, and the same grace for a step that a failure sent the case back to. */
function afterDependencies(
  instance: ProcessInstance,
  step: StepTemplate,
  { redoneFrom }: StepState,
  date: LocalDate,
  { calendar, zone }: Time,
): LocalDate {
  const meeting = beforeMeeting(instance.template, step)
    ? anchorOf(instance, { anchor: { kind: 'T' } }, zone)
    : undefined
  const again = redoneFrom === null ? undefined : localDate(new Date(redoneFrom), zone)
  const start = [lastDependency(instance, step, zone), again].filter(isText).sort().at(-1)
  // A step at the meeting itself stays there, however shortly before it the notice went out.
  if (start === undefined || (atMeeting(step) && start <= date)) return date
  return dueAfterDependency(date, start, calendar, meeting)
}

/** The day on which the last of what the step rests on was finished; a date counted from that step is not late. */
function lastDependency(instance: ProcessInstance, step: StepTemplate, zone: string): LocalDate | undefined {
  if (ruleOf(step).anchor.kind === 'step') return undefined
  const resting = step.after.flatMap((id) => stepNamed(instance.template, id) ?? [])
  if (!resting.every((one) => settled(instance, one))) return undefined
  return lastDay(
    resting.flatMap(({ id }) => statesOf(instance, id)),
    zone,
  )
}

/** Whether a step belongs to a phase before the one in which the meeting (a step due at T itself) takes place. */
function beforeMeeting({ phases, steps }: ProcessTemplate, step: StepTemplate): boolean {
  const meeting = phases.findIndex((phase) => steps.some((one) => one.phase === phase && atMeeting(one)))
  return phases.indexOf(step.phase) < meeting
}

/** The instant of a due day: at the meeting for steps at T, otherwise 18:00, before a meeting not after its start. */
function dueOn(instance: ProcessInstance, step: StepTemplate, date: LocalDate, { zone }: Time): Due {
  const { T } = instance.anchors
  const meetingDay = T === null ? undefined : localDate(new Date(T), zone)
  if (T !== null && date === meetingDay && (atMeeting(step) || beforeMeeting(instance.template, step))) {
    const evening = atLocalTime(date, DUE_TIME, zone).toISOString()
    return { date, at: atMeeting(step) ? T : earlierOf(evening, T) }
  }
  return { date, at: endOfWork(instance, date, zone) }
}

/** 18:00; what was planned in the evening for the same day has until the end of it. */
function endOfWork({ plannedAt }: ProcessInstance, date: LocalDate, zone: string): string {
  const evening = atLocalTime(date, DUE_TIME, zone).toISOString()
  const planned = new Date(plannedAt)
  const tooLate = localDate(planned, zone) === date && evening <= plannedAt
  return tooLate ? atLocalTime(date, '23:59', zone).toISOString() : evening
}
