import type { BallotFacts } from '../../cards/ballot-cards.ts'
import type { Ballot } from '../../domain/ports/index.ts'
import { countVotes } from '../../domain/voting/casting.ts'
import { presentVoters } from '../../domain/voting/count-ballot.ts'
import type { Base } from '../define/context.ts'

/** What the card of a ballot shows, from its rows as they are now. */
export async function ballotFacts({ unit, zone }: Base, ballot: Ballot): Promise<BallotFacts> {
  const votes = await unit.ballots.votes(ballot.id)
  const meeting = ballot.meetingId ? await unit.meetings.get(ballot.meetingId) : null
  const rows = meeting ? await unit.attendance.ofMeeting(meeting.id) : []
  const signedIn = new Set(rows.filter((row) => row.signedInAt !== null).map((row) => row.memberId))
  const present = presentVoters(await unit.ballots.electorate(ballot.id), signedIn, votes).length
  return {
    ballot,
    meetingNumber: meeting?.number ?? null,
    present: ballot.present ?? present,
    signInBegun: signedIn.size > 0,
    counts: countVotes(votes.map((vote) => vote.choice)),
    closedBy: ballot.closedBy ? ((await unit.rosters.member(ballot.closedBy))?.name ?? '') : null,
    zone,
  }
}
