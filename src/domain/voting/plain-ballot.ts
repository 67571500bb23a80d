import type { Ballot } from '../ports/index.ts'

/** What an ordinary ballot in the group has none of: tellers, a key, persons to elect, an earlier resolution. */
export const plainBallot = {
  method: 'open',
  counterId: null,
  scrutineerId: null,
  closeWhenAllVoted: false,
  sealKey: null,
  keyDestroyAt: null,
  keyDestroyedAt: null,
  electionId: null,
  seats: null,
  candidates: [],
  runoffOf: null,
  aboutResolutionId: null,
  aboutHow: null,
  input: null,
} as const satisfies Partial<Ballot>
