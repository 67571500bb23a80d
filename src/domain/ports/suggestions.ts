/**
 * `submitted` = to be reviewed; `reviewed` = to be answered; `replied` = answered; `effected` = adopted, carried out, and
 * its effect judged.
 */
export type SuggestionState = 'submitted' | 'reviewed' | 'replied' | 'effected'

/** A rationalisation suggestion. `authorId` is null when it came without a name. Dates are local. */
export interface Suggestion {
  id: string
  organisationId: string
  number: string
  authorId: string | null
  category: string
  content: string
  submittedOn: string
  dueOn: string
  state: SuggestionState
  adopted: boolean | null
  review: string | null
  reviewedBy: string | null
  reply: string | null
  repliedBy: string | null
  repliedOn: string | null
  implementerId: string | null
  effect: string | null
  rating: string | null
  caseId: string | null
}

export interface SuggestionStore {
  /** Answers the id; one that came without a name gets a random one, because a UUIDv7 would carry the time. */
  insert(suggestion: Omit<Suggestion, 'id'>): Promise<string>
  get(id: string): Promise<Suggestion | null>
  getForUpdate(id: string): Promise<Suggestion | null>
  byNumber(organisationId: string, number: string): Promise<Suggestion | null>
  update(id: string, change: Partial<Omit<Suggestion, 'id' | 'organisationId' | 'number'>>): Promise<void>
  /** Those that are not answered yet, in the order of their numbers. */
  open(organisationId: string): Promise<Suggestion[]>
  /** The latest first. */
  list(organisationId: string, limit: number): Promise<Suggestion[]>
}
