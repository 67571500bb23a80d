import type { CalendarYear } from '../domain/calendar/year.ts'
import type { PeriodPolicy } from '../domain/delivery/period-stages.ts'
import type { EscalationCandidate, ImportedYears, PlanStore, QueuedPlanItem } from '../domain/ports/index.ts'
import type { ProcessTemplate } from '../domain/process/index.ts'
import type { EscalationPlan } from '../domain/reminders/escalation.ts'

/** Ids and figures, never content. */
export interface ScheduleLog {
  info(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** What a job may use. A run only asks what is due by `now`, so that a missed one is made up for by the next. */
export interface ScheduleContext extends PeriodPolicy {
  /** Business time at the start of the run. */
  now: Date
  plans: PlanStore
  /** Messages a minute that the platform takes from us. */
  callsPerMinute: number
  /** Milliseconds of the system's time since some instant: for how long a job takes, never for what is due. */
  elapsed(): number
  /** Closes a ballot whose deadline has passed, in a unit of its own; closing a closed one changes nothing. */
  closeBallot(id: string): Promise<void>
  /** Closes a call for opinions whose deadline has passed, likewise. */
  closeOpinions(id: string): Promise<void>
  /** Ends the period of a public notice at its deadline, likewise. */
  closeNotice(id: string): Promise<void>
  /** Destroys the key of a secret ballot whose time for objections has passed; false when it is not in this place. */
  destroyKey(ballotId: string): Promise<boolean>
  /** Tells superiors of what is overdue among the candidates; returns how many are new. */
  tellSuperiors(plan: EscalationPlan, candidates: readonly EscalationCandidate[]): Promise<number>
  /** Calendar years that were imported. */
  years: ImportedYears
  /** Makes imported years count in this process. */
  learnYears(years: readonly CalendarYear[]): void
  /** Computes the open dates of a case anew, in a unit of its own; returns how many moved. */
  replanCase(id: string): Promise<number>
  /** Brings a plan of the year into line with the calendar, likewise; returns how many items changed. */
  replanYear(id: string): Promise<number>
  /** Arranges one meeting of a plan of the year, in a unit of its own; a second call changes nothing. */
  arrangeQueued(item: QueuedPlanItem): Promise<void>
  /** Every process by its id. */
  processes: ReadonlyMap<string, ProcessTemplate>
  /** Starts the current period's case of a routine, in a unit of its own; a second call changes nothing. */
  startRoutine(organisationId: string, templateId: string): Promise<void>
  /** Offers an organisation's head its routines. */
  offerRoutines(organisationId: string): Promise<void>
  /** Posts open cards again before the platform's limit. */
  repostCards(): Promise<void>
  /** Proposes the deletion of files that are past their retention; answers how many proposals were made. */
  proposeDisposals(): Promise<number>
  /** Notes who has read the notices that are out. */
  noteReaders(): Promise<void>
  log: ScheduleLog
}

/** A job: safe to run twice, late, and by several replicas at once. */
export interface Schedule {
  name: string
  /** Five fields, or six with seconds first; local time of the organisation. */
  cron: string
  run(context: ScheduleContext): Promise<void>
}

/** Defines a job. */
export const defineSchedule = (schedule: Schedule): Schedule => schedule
