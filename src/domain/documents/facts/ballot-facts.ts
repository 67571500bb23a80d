import type { Facts } from '../fill.ts'
import { ballotRow } from './ballot-row.ts'
import type { FactContext } from './context.ts'
import { meetingFacts } from './meeting-facts.ts'
import { organisationFacts } from './organisation-facts.ts'
import { documentDate } from './words.ts'

/** What a resolution says: its ballot, and the meeting that took it. */
export async function ballotFacts(ctx: FactContext, ballotId: string): Promise<Facts | null> {
  const ballot = await ctx.unit.ballots.get(ballotId)
  if (!ballot) return null
  const about = ballot.meetingId
    ? await meetingFacts(ctx, ballot.meetingId)
    : await organisationFacts(ctx, ballot.organisationId)
  const resolution = await ctx.unit.resolutions.ofBallot(ballot.id)
  return {
    ...about,
    ...(await ballotRow(ctx, ballot)),
    adopted_on: resolution ? documentDate(resolution.adoptedOn) : '',
  }
}
