/**
 * The places on a vote's way at which a process may die, in order: each is followed by something that is not yet so. They
 * stand here so that a test can go through all of them; in service nobody listens.
 */
export const faultPoints = [
  /** Clicks were taken out of the queue; no transaction yet. */
  'taken',
  /** Cards and voters were looked up. */
  'screened',
  /** The ballots and the votes that stand are locked. */
  'locked',
  /** Votes are written, cards are known to be behind, the heads of the chains are locked. */
  'written',
  /** Audit entries and inbox marks are written: all but the commit. */
  'recorded',
  /** Committed, and nobody was told. */
  'committed',
] as const

export type FaultPoint = (typeof faultPoints)[number]

/** Called at each fault point; what it returns is awaited. */
export type Reached = (point: FaultPoint) => unknown
