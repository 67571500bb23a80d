/** What rectification refuses. */
export interface RectificationRefusals {
  'rectification/closed': { number: string }
  /** Accepted by its own owner, or by one who wrote its progress. */
  'rectification/own': { number: string }
  'rectification/no-progress': { number: string }
  /** The problem is for its owner and the committee. */
  'rectification/not-yours': { number: string }
  /** Neither submitted nor closed: there is nothing to give back. */
  'rectification/open': { number: string }
}
