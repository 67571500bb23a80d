import type { VoteSource } from '../voting/vote-source.ts'
import type { BallotClick } from './ballots.ts'

/** A secret vote as it is kept: the ciphertext, and its hash, which is the receipt. */
export interface SealedVote {
  memberId: string
  /** Base64 of the encapsulated key and the ciphertext. */
  sealed: string
  /** SHA-256 of `sealed` in hexadecimal digits. */
  hash: string
}

/**
 * Seals secret votes to the key of their ballot. The private key is never in the database, so that a dump of all its rows
 * opens nothing. Everybody can seal; only whoever has the key can open.
 */
export interface BallotSeals {
  /** Makes a ballot's key, keeps the private half durably outside the database, and answers the public half. */
  newKey(ballotId: string): Promise<string>
  /** Seals a text for one voter: the same text is another ciphertext each time, bound to ballot and voter. */
  seal(
    key: string,
    vote: { ballotId: string; memberId: string; text: string },
  ): Promise<Omit<SealedVote, 'memberId'>>
  /** The texts, in random order. Throws when the key is not here, or a ciphertext was moved or changed. */
  open(ballotId: string, votes: readonly SealedVote[]): Promise<string[]>
  /** Destroys the private half. False when it is not here: then another replica has it, or it was destroyed before. */
  destroyKey(ballotId: string): Promise<boolean>
}

/** A secret paper that a member hands in from their own card, sealed already. */
export interface SealedPaper extends BallotClick {
  memberId: string
  sealed: string
  hash: string
}

/** What became of a sealed paper. `repeated` = this very click was taken before; `receipt` is the hash that is kept. */
export type SealedResult =
  | { outcome: 'sealed'; receipt: string; repeated: boolean }
  | { outcome: 'closed'; number: string }
  | { outcome: 'not-a-voter' }
  /** Has taken part already, in whichever way. */
  | { outcome: 'took-part'; source: VoteSource; number: string }
  | { outcome: 'unknown-ballot' }
  | { outcome: 'not-our-card' }

/** Keeps sealed papers, many in one transaction: one a voter, for good. Resolves after the commit. */
export interface SealedCommitter {
  cast(paper: SealedPaper): Promise<SealedResult>
}

/** Sealed votes on their rows: one a voter, never replaced. */
export interface SealedVoteStore {
  ofBallot(ballotId: string): Promise<SealedVote[]>
  /** The receipt of one voter; null where no sealed vote was cast. */
  receiptOf(ballotId: string, memberId: string): Promise<string | null>
  /** Notes that the private key is destroyed. */
  keyDestroyed(ballotId: string, at: Date): Promise<void>
}
