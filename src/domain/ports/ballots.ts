import type { RosterCounts, Verdict, VotingRule } from '../voting/index.ts'

export type Choice = 'yes' | 'no' | 'abstain'

export interface Ballot {
  id: string
  organisationId: string
  meetingId: string | null
  number: string
  matter: string
  rule: VotingRule
  method: 'open'
  important: boolean
  roster: RosterCounts
  status: 'open' | 'closed'
  openedBy: string
  openedAt: Date
  closesAt: Date
  closedBy: string | null
  closedAt: Date | null
  verdict: Verdict | null
}

export interface BallotStore {
  insert(ballot: Ballot, electorate: { memberId: string; name: string }[]): Promise<void>
  get(id: string): Promise<Ballot | null>
  byNumber(organisationId: string, number: string): Promise<Ballot | null>
  ofMeeting(meetingId: string): Promise<Ballot[]>
  electorate(id: string): Promise<{ memberId: string; name: string }[]>
  votes(id: string): Promise<{ memberId: string; choice: Choice }[]>
  /**
   * Takes the row lock that excludes every vote in flight, or null when closed already. Every vote committed before
   * is visible to `votes` afterwards; every later one finds the ballot closed.
   */
  lockOpen(id: string): Promise<Ballot | null>
  close(id: string, verdict: Verdict, by: string | null, at: Date): Promise<void>
  /** Open ballots whose deadline has passed. */
  expired(now: Date): Promise<string[]>
}

/** One click on a ballot, as it is committed together with others. */
export interface VoteClick {
  ballotId: string
  memberId: string
  choice: Choice
  clickedAt: Date
  inbox: { source: string; key: string; digest: string }
}

/** What became of a vote. `repeated` = this very click was counted before. */
export type VoteResult =
  | { outcome: 'counted'; changed: boolean; repeated: boolean; choice: Choice }
  | { outcome: 'closed'; number: string }
  | { outcome: 'not-a-voter' }
  | { outcome: 'unknown-ballot' }

/** Commits votes in batches: inbox mark, vote, audit entry and card refresh of many clicks in one transaction. */
export interface VoteCommitter {
  cast(click: VoteClick): Promise<VoteResult>
}
