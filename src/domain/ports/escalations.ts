/** A period of which a superior was told, or is told on its day: once for a duty and period. */
export interface EscalationRow {
  /** The branch, or the group whose duty it is. */
  organisationId: string
  obligation: string
  period: string
  branchId: string
  superiorId: string
  /** Local date of the superior's list. */
  onDate: string
  manner: 'digest' | 'immediate'
}

export interface EscalationStore {
  /** False when the superior was told of this duty and period before: the unique key decides. */
  insert(row: EscalationRow): Promise<boolean>
  /** What stands on a superior's list of a day, in order of organisation, duty and period. */
  ofDay(superiorId: string, onDate: string): Promise<EscalationRow[]>
  ofDuty(organisationId: string, obligation: string, period: string): Promise<EscalationRow | null>
}

/** An organisation that has not held a period's meeting as far as its rows say, and of which the superior was not told. */
export interface EscalationCandidate {
  organisationId: string
  branchId: string
  superiorId: string
  manner: 'digest' | 'immediate'
  /** On how many occasions those who answer for the duty were reminded of it. */
  reminded: number
  /** Who answers for it: secretary, group leader, chair. */
  heads: string[]
}

/** Where a candidate stands among all: the place of its plan, then its id. */
export interface CandidatePlace {
  plan: number
  organisationId: string
}

/** A candidate, with the place of its plan in the list that was asked for. */
export type CandidateOfPlan = EscalationCandidate & CandidatePlace
