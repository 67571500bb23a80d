/** A call for opinions and what was said. */
export interface OpinionCall {
  id: string
  organisationId: string
  meetingId: string | null
  /** The process step that it serves, if any. */
  step: string | null
  number: string
  topic: string
  /** `staff` = everybody who works there, on a roster or not. */
  audience: 'members' | 'committee' | 'absent' | 'staff'
  naming: 'named' | 'anonymous' | 'optional'
  questions: string[]
  collatorId: string
  deadline: Date
  state: 'open' | 'closed' | 'collated'
  summary: string | null
  /** What the persons concerned were told (反馈), and when; the report that carried it upward (上报). */
  feedback: string | null
  feedbackAt: Date | null
  reportId: string | null
  openedBy: string
  openedAt: Date
}

export interface Opinion {
  id: string
  /** Null when anonymous. */
  memberId: string | null
  content: string
  none: boolean
  submittedOn: string
  /** The line of the summary that carries it; 0 = set aside, with the reason. Null until it is placed. */
  line: number | null
  aside: string | null
}

export type Disposition = 'adopted' | 'partly' | 'rejected'

/** A line of a summary, and what became of it. */
export interface OpinionLine {
  callId: string
  no: number
  content: string
  disposition: Disposition | null
  reason: string | null
}

/** What became of an opinion: `same` = the very text stands there anonymously already (a second click). */
export type OpinionOutcome = 'taken' | 'replaced' | 'same' | 'closed'

export interface OpinionStore {
  insertCall(call: OpinionCall): Promise<void>
  call(id: string): Promise<OpinionCall | null>
  byNumber(organisationId: string, number: string): Promise<OpinionCall | null>
  ofMeeting(meetingId: string): Promise<OpinionCall[]>
  openCalls(organisationId: string): Promise<OpinionCall[]>
  /** The calls opened last, latest first. */
  latest(organisationId: string, limit: number): Promise<OpinionCall[]>
  /** Locks the call, so that of two closings, or a closing and an opinion, one comes first. */
  callForUpdate(id: string): Promise<OpinionCall | null>
  /**
   * Takes an opinion under the call's row lock. A named person's earlier opinion is replaced; the same anonymous text is
   * kept once. The id is random, so that it does not tell the time.
   */
  submit(callId: string, opinion: Omit<Opinion, 'id' | 'line' | 'aside'>): Promise<OpinionOutcome>
  /** By day and text: the order tells nothing about the time. */
  opinions(callId: string): Promise<Opinion[]>
  updateCall(
    id: string,
    change: Partial<Pick<OpinionCall, 'state' | 'summary' | 'feedback' | 'feedbackAt' | 'reportId'>>,
  ): Promise<void>
  /** Keeps the lines of a summary, and of every opinion which of them carries it. Under the call's lock, once. */
  place(
    callId: string,
    lines: readonly string[],
    placed: readonly { opinionId: string; line: number; aside: string | null }[],
  ): Promise<void>
  /** In the order of their numbers. */
  lines(callId: string): Promise<OpinionLine[]>
  dispose(callId: string, no: number, disposition: Disposition, reason: string | null): Promise<void>
  /** Open calls whose deadline has passed. */
  expired(now: Date): Promise<string[]>
}

/** `agreed_in_principle` = 原则同意: agreed under the conditions that the comment states. */
export type ApprovalState = 'submitted' | 'returned' | 'agreed' | 'agreed_in_principle' | 'rejected'

/**
 * A 请示 and its decision. While a resubmitted one waits, `decidedBy`, `decidedAt` and `comment` are those of its last
 * return. `superiorId` is null where the superior is outside the system.
 */
export interface Approval {
  id: string
  organisationId: string
  superiorId: string | null
  addressee: string
  number: string
  matter: string
  body: string
  state: ApprovalState
  revision: number
  appliedBy: string
  appliedAt: Date
  /** Everybody who submitted a revision of it. */
  authors: string[]
  decidedBy: string | null
  decidedAt: Date | null
  comment: string | null
  replyNumber: string | null
  replyDate: string | null
  /** Where the scan of a reply on paper lies: a link. */
  replyScan: string | null
  meetingId: string | null
  /** The case and step that it serves, if any. */
  caseId: string | null
  step: string | null
}

export interface ApprovalStore {
  insert(approval: Approval): Promise<void>
  get(id: string): Promise<Approval | null>
  /** Locks the row: of two opposite decisions in the same instant one is first. */
  getForUpdate(id: string): Promise<Approval | null>
  byNumber(organisationId: string, number: string): Promise<Approval | null>
  update(id: string, change: Partial<Omit<Approval, 'id' | 'organisationId' | 'number'>>): Promise<void>
  latest(organisationId: string, limit: number): Promise<Approval[]>
  /** Requests addressed to a superior, undecided ones first, then the latest. */
  addressedTo(superiorId: string, limit: number): Promise<Approval[]>
}
