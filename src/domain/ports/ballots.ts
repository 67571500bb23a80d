import type { RosterCounts, Verdict, VotingRule } from '../voting/index.ts'
import type { VoteSource } from '../voting/vote-source.ts'
import type { PersonIdentity } from './organisations.ts'

export type { VoteSource }

export type Choice = 'yes' | 'no' | 'abstain'

/** How a ballot is held: buttons in the group, paper counted by tellers, or votes sealed to the ballot's own key. */
export type BallotMethod = 'open' | 'paper' | 'electronic_secret'

/** A name on an election's ballot paper; `memberId` null for somebody who is not on the roster. */
export interface Candidate {
  name: string
  memberId: string | null
}

/** What an adopted matter does to an earlier resolution. */
export type AboutResolution = 'replace' | 'amend' | 'confirm' | 'withdraw'

export interface Ballot {
  id: string
  organisationId: string
  meetingId: string | null
  number: string
  matter: string
  rule: VotingRule
  method: BallotMethod
  important: boolean
  roster: RosterCounts
  /** 计票人 and 监票人, where they were named. */
  counterId: string | null
  scrutineerId: string | null
  /** Closed as soon as everybody on the roll has voted. */
  closeWhenAllVoted: boolean
  /** Public key of a ballot with sealed votes, base64. */
  sealKey: string | null
  /** When the private key is to be destroyed, and when it was. */
  keyDestroyAt: Date | null
  keyDestroyedAt: Date | null
  /** Of an election: its case, its seats and its names in the order of the ballot paper. */
  electionId: string | null
  seats: number | null
  candidates: Candidate[]
  /** The ballot whose tie at the last seat this one decides. */
  runoffOf: string | null
  /** The earlier resolution that the matter replaces or confirms once it is adopted. */
  aboutResolutionId: string | null
  aboutHow: AboutResolution | null
  status: 'open' | 'closed'
  openedBy: string
  openedAt: Date
  closesAt: Date
  closedBy: string | null
  closedAt: Date | null
  /** Voters who were there when it was closed: signed in at its meeting, or proved by their vote. Null while open. */
  present: number | null
  verdict: Verdict | null
  /** What the chair decided after a near tie on an important matter (党章 art. 17); null = nothing yet. */
  chairDecision: ChairDecision | null
  /** Why the chair decided so, as typed; of `confirm` it says what is urgent. */
  chairReason?: string | null
  /** The request for the superior's ruling that the chair's `escalate` led to. */
  rulingId?: string | null
  /** The figures that the verdict was counted from, as its rule reads them: the certificate's recount starts here. */
  input?: unknown
  /** The ballot on the same matter that this one repeats or continues. */
  previous?: PreviousBallot | null
}

/**
 * Why a matter is voted on again (DOMAIN §3.3): the first vote was `void`, it was `deferred` to this meeting, a
 * `reconsideration` or a `runoff`; `repeat` is the same text in the same meeting, which needs a reason and is flagged.
 */
export interface PreviousBallot {
  id: string
  why: 'void' | 'deferred' | 'reconsideration' | 'runoff' | 'repeat'
  reason: string | null
}

/** How the roll was drawn up when the ballot opened. The hash is over the salt and the sorted ids of the voters. */
export interface BallotRoll {
  /** The local day whose register was read. */
  asOf: string
  /** Members who left the roll for this matter (回避). */
  recused: string[]
  salt: string
  hash: string
}

/** A later correction of the register that would have changed the roll: `joins` or `leaves`. The decision stands. */
export interface BallotFlag {
  ballotId: string
  memberId: string
  effect: 'joins' | 'leaves'
  flaggedBy: string
  flaggedAt: Date
}

/** 按多数意见执行（紧急）, 暂缓下次再表决, 报告上级请求裁决. */
export type ChairDecision = 'confirm' | 'defer' | 'escalate'

/** One on the frozen roll of a ballot. */
export interface Voter {
  memberId: string
  name: string
  /** Null: has not voted, or votes by a button. */
  source: VoteSource | null
}

export interface BallotStore {
  insert(ballot: Ballot, electorate: { memberId: string; name: string }[], roll?: BallotRoll): Promise<void>
  /** Null for ballots of before rolls were hashed. */
  roll(id: string): Promise<BallotRoll | null>
  get(id: string): Promise<Ballot | null>
  byNumber(organisationId: string, number: string): Promise<Ballot | null>
  ofMeeting(meetingId: string): Promise<Ballot[]>
  electorate(id: string): Promise<Voter[]>
  /** One of the roll; null for whoever is not on it. */
  voter(id: string, memberId: string): Promise<Voter | null>
  /** Notes how voters took part. Only under the ballot's row lock (`lockOpen`), which keeps clicks out. */
  markSource(id: string, memberIds: string[], source: VoteSource): Promise<void>
  votes(id: string): Promise<{ memberId: string; choice: Choice }[]>
  /**
   * Takes the row lock that excludes every vote in flight, or null when closed already. Every vote committed before
   * is visible to `votes` afterwards; every later one finds the ballot closed.
   */
  lockOpen(id: string): Promise<Ballot | null>
  /** False when it was closed already: the first verdict stands. */
  close(
    id: string,
    closing: {
      verdict: Verdict
      input?: unknown
      present: number
      by: string | null
      at: Date
      /** Of a ballot with sealed votes. */
      keyDestroyAt?: Date | null
    },
  ): Promise<boolean>
  /** Keeps the chair's decision with the verdict that it leads to. False when one was taken already. */
  decide(id: string, decision: ChairDecision, verdict: Verdict, reason?: string | null): Promise<boolean>
  /** Keeps the request that the chair's `escalate` led to. */
  setRuling(id: string, requestId: string): Promise<void>
  /** The ballots that an organisation opened last, latest first. */
  latest(organisationId: string, limit: number): Promise<Ballot[]>
  /** Ballots of an organisation whose roll is as of the day or a later one, with that day. */
  rolledSince(organisationId: string, day: string): Promise<{ ballot: Ballot; roll: BallotRoll }[]>
  flag(organisationId: string, flag: BallotFlag): Promise<void>
  flags(ballotId: string): Promise<BallotFlag[]>
  /** The flags of an organisation's ballots, latest first. */
  flagged(organisationId: string, limit: number): Promise<BallotFlag[]>
  /** Open ballots whose deadline has passed. */
  expired(now: Date): Promise<string[]>
  /** Keeps why somebody voted so; a second one replaces the first. */
  keepReason(id: string, memberId: string, reason: string, at: Date): Promise<void>
  reasons(id: string): Promise<{ memberId: string; reason: string }[]>
}

/** One click on a ballot, as it is committed together with others. */
export interface VoteClick extends BallotClick {
  choice: Choice
  /** Who clicked, as the platform names them. */
  from: PersonIdentity[]
  /** The platform's time of the click: the later of two clicks of one person wins. */
  clickedAt: Date
}

/** A click that takes part in a ballot: the card that was clicked, where, and the event that it came by. */
export interface BallotClick {
  ballotId: string
  platform: string
  /** The card that was clicked, and where: it must be one that we sent there. */
  messageId: string | null
  chatId: string | null
  inbox: { source: string; key: string; digest: string }
}

/** What became of a vote. `repeated` = this very click was taken before. */
export type VoteResult =
  | { outcome: 'counted'; choice: Choice; changed: boolean; repeated: boolean }
  | { outcome: 'closed'; number: string }
  | { outcome: 'not-a-voter' }
  /** Voted already in another way. */
  | { outcome: 'took-part'; source: VoteSource }
  | { outcome: 'unknown-ballot' }
  | { outcome: 'not-our-card' }

/**
 * Commits votes in batches: inbox mark, vote, audit entry and card refresh of many clicks in one transaction. The
 * promise resolves after the commit, and only then is a vote acknowledged.
 */
export interface VoteCommitter {
  cast(click: VoteClick): Promise<VoteResult>
}
