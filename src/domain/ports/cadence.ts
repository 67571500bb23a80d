/**
 * The superior's leave for one obligation and period: not to hold the meeting (`exemption`), or to hold it by `until`
 * (`moved`). `body` is a group's id, or empty for the whole organisation. It counts while it is not withdrawn.
 */
export interface ObligationOverride {
  id: string
  organisationId: string
  obligation: string
  period: string
  body: string
  kind: 'exemption' | 'moved'
  /** Last day of a moved window; null for an exemption. */
  until: string | null
  documentNumber: string
  documentDate: string
  recordedBy: string
  recordedAt: Date
}

export interface OverrideStore {
  /** False when one of the kind is on file for the obligation, period and body already. */
  insert(one: ObligationOverride): Promise<boolean>
  get(id: string): Promise<ObligationOverride | null>
  /** Those on file for organisations, by period. */
  onFile(organisationIds: readonly string[]): Promise<ObligationOverride[]>
  /** False when it was withdrawn already. */
  withdraw(id: string, by: string, at: Date): Promise<boolean>
}

/**
 * One entry of a register of people: that a member paid for the period, or that two people have talked. What was said is
 * never kept. `otherId`: the second of a pair, whose id is the greater.
 */
export interface DutyRecord {
  organisationId: string
  obligation: string
  period: string
  memberId: string
  otherId: string | null
  /** Local date. */
  doneOn: string
  recordedBy: string
  recordedAt: Date
}

export interface DutyRecordStore {
  /** Answers how many are new: a person is entered once a period, a pair once a day. */
  insert(all: readonly DutyRecord[]): Promise<number>
  /** Takes the entries of these people (or of this pair) out of a period again; answers how many there were. */
  remove(
    entries: readonly Pick<DutyRecord, 'organisationId' | 'obligation' | 'period' | 'memberId' | 'otherId'>[],
  ): Promise<number>
  /** Entries of organisations for these periods. */
  of(organisationIds: readonly string[], periods: readonly string[]): Promise<DutyRecord[]>
}

/** A superior's 催办 of one branch's obligation. */
export interface Urging {
  id: string
  organisationId: string
  superiorId: string
  obligation: string
  period: string
  /** Local date. */
  urgedOn: string
  urgedBy: string
  urgedAt: Date
}

export interface UrgingStore {
  /**
   * Answers those that are new: a branch is urged once a day about an obligation, and the unique key decides. The rest
   * changes nothing.
   */
  insert(all: readonly Urging[]): Promise<Urging[]>
  /** Urgings of a superior's branches since a local date, latest first. */
  since(superiorId: string, date: string): Promise<Urging[]>
}

/** A plan of a year's meetings. */
export interface YearPlan {
  id: string
  organisationId: string
  year: number
  state: 'draft' | 'filed'
  draftedBy: string
  draftedAt: Date
  filedBy: string | null
  filedAt: Date | null
  /** Who last had its meetings arranged. */
  arrangedBy: string | null
  arrangedAt: Date | null
}

/** One meeting of a plan. `requestBy`: until when the superior must have the written request for it. */
export interface YearPlanItem {
  obligation: string
  period: string
  body: string
  on: string
  requestBy: string | null
  /** The meeting that was arranged from it. */
  meetingId: string | null
  /** Still to be arranged by the job. */
  queued: boolean
  /** The rule by which the job could not arrange it, as the code of a refusal; null = none. */
  refusal: string | null
}

/** Names an item within its plan. */
export type YearPlanItemKey = Pick<YearPlanItem, 'obligation' | 'period' | 'body'>

export interface YearPlanStore {
  ofYear(organisationId: string, year: number): Promise<YearPlan | null>
  get(id: string): Promise<YearPlan | null>
  /** Locks the plan, so that filing, changing and arranging come one after the other. */
  getForUpdate(id: string): Promise<YearPlan | null>
  /** The plan, locked; null also where another unit has it: that one goes on with it. */
  getUnlessTaken(id: string): Promise<YearPlan | null>
  /** Items by date. */
  items(planId: string): Promise<YearPlanItem[]>
  /** False when the organisation has a plan of the year already. */
  insert(plan: YearPlan, items: readonly YearPlanItem[]): Promise<boolean>
  setItem(
    planId: string,
    key: YearPlanItemKey,
    change: Partial<Pick<YearPlanItem, 'on' | 'requestBy' | 'meetingId' | 'queued' | 'refusal'>>,
  ): Promise<void>
  file(planId: string, by: string, at: Date): Promise<void>
  /** Leaves items to the job that arranges them. */
  queue(planId: string, items: readonly YearPlanItemKey[], by: string, at: Date): Promise<void>
}
