/** What a ballot refuses. */
export interface VotingRefusals {
  'ballot/unknown': { ref: string }
  'ballot/closed': { number: string }
  'ballot/not-a-voter': Record<string, never>
  /** A secret ballot takes one choice a voter. */
  'ballot/already-cast': { number: string }
  'ballot/no-such-choice': { choice: string; choices: string[] }
}
