/** What a ballot refuses. */
export interface VotingRefusals {
  'ballot/unknown': { ref: string }
  'ballot/closed': { number: string }
  'ballot/not-a-voter': Record<string, never>
}
