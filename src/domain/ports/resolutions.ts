/** What a meeting resolved, under a number of its own. */
export interface Resolution {
  id: string
  organisationId: string
  number: string
  matter: string
  ballotId: string
  meetingId: string | null
  /** Local date. */
  adoptedOn: string
  /** `confirmed` is in force after it was discussed again; `amended` and `replaced` are carried out as the later one says. */
  state: 'in_force' | 'suspended_for_reconsideration' | 'confirmed' | 'amended' | 'replaced' | 'withdrawn'
  replacesId: string | null
  confirmsId: string | null
}

export interface ResolutionStore {
  insert(resolution: Resolution): Promise<void>
  get(id: string): Promise<Resolution | null>
  byNumber(organisationId: string, number: string): Promise<Resolution | null>
  ofBallot(ballotId: string): Promise<Resolution | null>
  /** The latest, newest first. */
  latest(organisationId: string, limit: number): Promise<Resolution[]>
  /** Those that replace or confirm one, or withdraw it. */
  about(id: string): Promise<Resolution[]>
  setState(id: string, state: Resolution['state']): Promise<void>
}
