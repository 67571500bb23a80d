import type { VotingRule } from '../voting/rule.ts'
import type { BallotMethod, Candidate } from './ballots.ts'

/**
 * Where an election stands: names are being recommended; the list is before the superior; a ballot is open; the last ballot
 * left a tie, or seats; all seats are filled; the result is before the superior; it was confirmed.
 */
export type ElectionState =
  | 'nominating'
  | 'listed'
  | 'voting'
  | 'runoff'
  | 'partial'
  | 'elected'
  | 'reported'
  | 'confirmed'

/** An election from nomination to the superior's reply. */
export interface Election {
  id: string
  organisationId: string
  number: string
  /** What is elected, e.g. 支部委员会委员. */
  body: string
  rule: VotingRule
  seats: number
  method: BallotMethod
  /** The office of whoever is elected; null where duties are shared out later. */
  office: string | null
  /** It fills seats of a committee that stays (补选); else the new committee takes the place of the old one. */
  byElection: boolean
  state: ElectionState
  /** The list that the superior was asked about, in the order of the ballot paper. */
  candidates: Candidate[]
  elected: Candidate[]
  meetingId: string | null
  /** The requests for consent to the list and for approval of the result. */
  consentId: string | null
  approvalId: string | null
  createdBy: string
  createdAt: Date
  nominateUntil: Date
}

export interface ElectionStore {
  insert(election: Election): Promise<void>
  get(id: string): Promise<Election | null>
  getForUpdate(id: string): Promise<Election | null>
  byNumber(organisationId: string, number: string): Promise<Election | null>
  latest(organisationId: string, limit: number): Promise<Election[]>
  /** The election that a request is about, for consent or for approval. */
  ofRequest(approvalId: string): Promise<Election | null>
  update(id: string, change: Partial<Omit<Election, 'id' | 'organisationId' | 'number'>>): Promise<void>
  /** Keeps whom a member recommends; a second time replaces the first. */
  nominate(id: string, memberId: string, nomineeIds: string[]): Promise<void>
  /** How many members took part, and how many recommend each; never who recommends whom. */
  nominations(id: string): Promise<{ took: number; counts: { memberId: string; count: number }[] }>
  /** Deletes who recommended whom: nobody needs it once the result is confirmed. */
  forgetNominations(id: string): Promise<void>
  /**
   * Those elected by the newest finished election of a whole committee (one without an office), and whether the superior has
   * confirmed it; nobody = no such election.
   */
  lastElected(organisationId: string): Promise<{ elected: Candidate[]; confirmed: boolean }>
  /** The newest ballot of an election; null = none yet. */
  lastBallot(id: string): Promise<string | null>
}
