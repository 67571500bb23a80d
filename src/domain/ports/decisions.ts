/** A call for opinions and what was said. */
export interface OpinionCall {
  id: string
  organisationId: string
  meetingId: string | null
  /** The process step that it serves, if any. */
  step: string | null
  number: string
  topic: string
  audience: 'members' | 'committee' | 'absent'
  naming: 'named' | 'anonymous' | 'optional'
  questions: string[]
  collatorId: string
  deadline: Date
  state: 'open' | 'closed' | 'collated'
  summary: string | null
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
}

export interface OpinionStore {
  insertCall(call: OpinionCall): Promise<void>
  call(id: string): Promise<OpinionCall | null>
  byNumber(organisationId: string, number: string): Promise<OpinionCall | null>
  ofMeeting(meetingId: string): Promise<OpinionCall[]>
  openCalls(organisationId: string): Promise<OpinionCall[]>
  /** Takes a share lock on the call; false when it is no longer open. A named person's earlier opinion is replaced. */
  submit(callId: string, opinion: Opinion): Promise<boolean>
  opinions(callId: string): Promise<Opinion[]>
  updateCall(id: string, change: Partial<Pick<OpinionCall, 'state' | 'summary'>>): Promise<void>
  /** Open calls whose deadline has passed. */
  expired(now: Date): Promise<string[]>
}

export type ApprovalState = 'submitted' | 'returned' | 'agreed' | 'rejected'

/** A 请示 and its decision. */
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
  decidedBy: string | null
  decidedAt: Date | null
  comment: string | null
  replyNumber: string | null
  replyDate: string | null
}

export interface ApprovalStore {
  insert(approval: Approval): Promise<void>
  get(id: string): Promise<Approval | null>
  /** Locks the row: of two opposite decisions in the same instant one is first. */
  getForUpdate(id: string): Promise<Approval | null>
  byNumber(organisationId: string, number: string): Promise<Approval | null>
  update(id: string, change: Partial<Omit<Approval, 'id' | 'organisationId' | 'number'>>): Promise<void>
  latest(organisationId: string, limit: number): Promise<Approval[]>
}
