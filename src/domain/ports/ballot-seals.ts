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

/** Sealed votes on their rows: one a voter, never replaced. */
export interface SealedVoteStore {
  /**
   * Keeps a vote if the ballot is open and the voter has not taken part in any way, under a share lock that excludes the
   * close. Answers what stood in the way.
   */
  cast(ballotId: string, vote: SealedVote, now: Date): Promise<'cast' | 'closed' | 'took-part'>
  ofBallot(ballotId: string): Promise<SealedVote[]>
  /** The receipt of one voter; null where no sealed vote was cast. */
  receiptOf(ballotId: string, memberId: string): Promise<string | null>
  /** Notes that the private key is destroyed. */
  keyDestroyed(ballotId: string, at: Date): Promise<void>
}
