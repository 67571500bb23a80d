import type { MovedPeriod, PeriodStagePlan } from '../delivery/period-stages.ts'
import type { OfficeKind } from '../organisation/types.ts'
import type { EscalationPlan } from '../reminders/escalation.ts'
import type { SilentReason } from '../reminders/reasons.ts'
import type { YearPlanItemKey } from './cadence.ts'
import type { Outgoing } from './delivery.ts'
import type { CandidateOfPlan, CandidatePlace } from './escalations.ts'
import type { Reminder } from './meetings.ts'

/** A reminder that is due, with all that decides who gets it. */
export interface DueReminder extends Reminder {
  /** The platform of the organisation's chat, else the enterprise's. */
  platform: string
  /** The organisation's own chat. */
  chatId: string | null
  /** Start of the meeting that it reminds of; null for other subjects, or when the meeting is gone. */
  startsAt: Date | null
  /** When the next reminder of the same matter to the same person is due; null when this is the last. */
  nextAt: Date | null
  /** Office holders of the organisation as of the day of asking; for a group, its branch's too. */
  holders: { memberId: string; office: OfficeKind }[]
}

/** The messages that come of a reminder; none, and why. */
export type Messages = { outgoing: Outgoing[] } | { silent: SilentReason }

/** A stage that is due, with those of its period that were due before it. */
export interface StageToPlan {
  plan: PeriodStagePlan
  before: readonly PeriodStagePlan[]
}

/** How many rows of a stage are planned anew. */
export interface PlannedStage {
  plan: PeriodStagePlan
  count: number
}

/** A meeting of a plan of the year that is to be arranged. */
export type QueuedPlanItem = YearPlanItemKey & { planId: string }

/** What the schedules ask of storage: each question is one statement over the whole enterprise. */
export interface PlanStore {
  /**
   * Plans stages of periods for every organisation of their kinds: a row for each holder of a stage's offices on its
   * day, spread over so many minutes (`domain/delivery/spread.ts`). Organisations that came after a stage are left out;
   * where the meeting is held or arranged the row says so and nothing is sent, unless what was arranged is called off while
   * the stage lasts. Stages `before` one in its period that never had their turn (an outage) are noted as missed. A second
   * run changes nothing. Answers of which stages rows are planned anew.
   */
  planStages(stages: readonly StageToPlan[], now: Date, spreadOver?: number): Promise<PlannedStage[]>
  /**
   * The next organisations whose superior may have to be told of one of the periods, in order of the plans and ids
   * (`after`: the last one seen), with how often they were reminded `before`.
   */
  escalationCandidates(
    plans: readonly EscalationPlan[],
    on: { today: string; before: Date; standard: string; after: CandidatePlace | null; limit: number },
  ): Promise<CandidateOfPlan[]>
  /** Periods around now whose end superiors have moved. */
  movedPeriods(): Promise<MovedPeriod[]>
  /**
   * Takes due reminders, writes what `messagesOf` makes of them, and marks them done, in one transaction. Of several
   * due ones of one subject only the latest is asked; rows that another replica holds are left to it. Returns how many
   * were taken.
   */
  sendDue(
    now: Date,
    today: string,
    limit: number,
    messagesOf: (due: DueReminder) => Messages,
  ): Promise<number>
  /**
   * Open ballots that are to be closed, earliest deadline first: past it, or with a vote of everybody on the roll where
   * that ends them. Paper ballots are not among them: their tellers end them.
   */
  expiredBallots(now: Date, limit: number): Promise<string[]>
  /** Closed secret ballots whose key is still to be destroyed, and should be by now. */
  keysToDestroy(now: Date, limit: number): Promise<string[]>
  /** Open calls for opinions past their deadline, earliest first. */
  expiredOpinions(now: Date, limit: number): Promise<string[]>
  /** Public notices whose period is over and not yet closed, earliest first. */
  expiredNotices(now: Date, limit: number): Promise<string[]>
  /** Meetings of plans of the year that are to be arranged, those asked for first and by date. */
  queuedPlanItems(limit: number): Promise<QueuedPlanItem[]>
  /** Processes that some organisation has switched on. */
  routinesInUse(): Promise<string[]>
  /** Organisations that have switched a process on and have no case of it for the period that begins on a day. */
  routinesDue(templateId: string, periodStart: string, limit: number): Promise<string[]>
  /** Branches and unions with a chat, older than `before`, that have decided on no routine and were offered none in the year. */
  routineOffersDue(year: number, before: Date, limit: number): Promise<string[]>
  /** The earliest instant after `after` at which a row becomes due; open cards become due `cardLifeMs` after sending. */
  nextDueRow(after: Date, cardLifeMs: number): Promise<Date | null>
  /** How many organisations there are to be reminded, counted up to a hundred thousand. */
  organisations(): Promise<number>
  /** Forgets inbox marks older than `hours`, by the database's own time. Returns how many. */
  forgetInbox(hours: number): Promise<number>
}
