import type { Unit } from '../ports/index.ts'

/** The views that show a ballot: its card in the group, and the result that is posted when it is closed. Ref = its id. */
export const ballotViews = { ballot: 'ballot', result: 'ballot.result' } as const

/** Says that every card of a ballot is behind. */
export function touchBallot(unit: Pick<Unit, 'touch'>, ballotId: string): void {
  for (const view of Object.values(ballotViews)) unit.touch(view, ballotId)
}

/** The cards of a ballot, or of all ballots of a meeting, are behind. */
export async function touchBallotsOf(unit: Unit, ballotOrMeetingId: string): Promise<void> {
  touchBallot(unit, ballotOrMeetingId)
  for (const { id } of await unit.ballots.ofMeeting(ballotOrMeetingId)) touchBallot(unit, id)
}
