/** `doing` = being put right; `submitted` = its owner says it is done; `closed` = accepted by somebody else (销号). */
export type RectificationState = 'doing' | 'submitted' | 'closed'

/** One line of the rectification ledger. `dueOn` is a local date. */
export interface Rectification {
  id: string
  organisationId: string
  number: string
  problem: string
  /** Where the problem was found, in words. */
  origin: string | null
  measure: string
  ownerId: string
  dueOn: string
  state: RectificationState
  meetingId: string | null
  caseId: string | null
  step: string | null
  createdBy: string
  createdAt: Date
  acceptedBy: string | null
  acceptedAt: Date | null
}

export type RectificationAct = 'progress' | 'finished' | 'accepted' | 'returned' | 'reopened'

/** What happened to it, in the order of time. `evidence` is a link or the words for where it lies. */
export interface RectificationEntry {
  rectificationId: string
  id: string
  kind: RectificationAct
  text: string
  evidence: string | null
  writtenBy: string
  writtenAt: Date
}

export interface RectificationStore {
  insert(one: Rectification): Promise<void>
  get(id: string): Promise<Rectification | null>
  /** Locks the row: of an acceptance and a return in the same instant one is first. */
  getForUpdate(id: string): Promise<Rectification | null>
  byNumber(organisationId: string, number: string): Promise<Rectification | null>
  update(id: string, change: Partial<Omit<Rectification, 'id' | 'organisationId' | 'number'>>): Promise<void>
  /** All that are not closed, the earliest due first, then the latest closed ones. */
  list(organisationId: string, limit: number): Promise<Rectification[]>
  /** All that are not closed, the earliest due first. */
  open(organisationId: string): Promise<Rectification[]>
  ofCase(caseId: string): Promise<Rectification[]>
  addEntry(entry: RectificationEntry): Promise<void>
  entries(rectificationId: string): Promise<RectificationEntry[]>
}
