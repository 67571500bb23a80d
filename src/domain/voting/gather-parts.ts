import type { Ballot, Unit } from '../ports/index.ts'
import type { CountedParts, SealedTotals } from './counted-parts.ts'

/** Who has signed in at the ballot's meeting. */
export async function signedInAt(unit: Unit, meetingId: string | null): Promise<Set<string>> {
  const rows = meetingId ? await unit.attendance.ofMeeting(meetingId) : []
  return new Set(rows.filter((row) => row.signedInAt !== null).map((row) => row.memberId))
}

/** Reads all that is counted of a ballot, but for what is sealed. A sheet counts once the second teller confirmed it. */
export async function gatherParts(
  unit: Unit,
  ballot: Pick<Ballot, 'id' | 'meetingId'>,
  sealed: SealedTotals | null = null,
): Promise<CountedParts> {
  const standing = await unit.countSheets.standing(ballot.id)
  return {
    electorate: await unit.ballots.electorate(ballot.id),
    signedIn: await signedInAt(unit, ballot.meetingId),
    votes: await unit.ballots.votes(ballot.id),
    sheet: standing?.state === 'confirmed' ? standing : null,
    written: await unit.countSheets.written(ballot.id),
    sealed,
  }
}
