import type { BallotFacts } from '../../cards/ballot-words.ts'
import type { Ballot } from '../../domain/ports/index.ts'
import { inputOf, presenceIn } from '../../domain/voting/counted-parts.ts'
import { gatherParts } from '../../domain/voting/gather-parts.ts'
import { figuresOf } from '../../domain/voting/stored-input.ts'
import type { Base } from '../define/context.ts'
import { followUpsOfBallot, papersOfBallot } from './after-facts.ts'
import { rollNotes } from './roll-notes.ts'

/** What the card of a ballot shows, from its rows as they are now. */
export async function ballotFacts(ctx: Base, ballot: Ballot): Promise<BallotFacts> {
  const { unit, zone } = ctx
  const parts = await gatherParts(unit, ballot)
  const meeting = ballot.meetingId ? await unit.meetings.get(ballot.meetingId) : null
  const sealed =
    ballot.sealKey === null || ballot.status === 'open' ? null : await unit.sealedVotes.ofBallot(ballot.id)
  const resolution = await unit.resolutions.ofBallot(ballot.id)
  const present = ballot.present ?? presenceIn(parts).count
  const people = await unit.rosters.members(
    [
      ballot.closedBy,
      ballot.counterId,
      ballot.scrutineerId,
      parts.sheet?.enteredBy,
      parts.sheet?.checkedBy,
    ].filter((id) => typeof id === 'string'),
  )
  const nameOf = (id: string | null | undefined) => people.find((one) => one.id === id)?.name ?? null
  return {
    ballot,
    meetingNumber: meeting?.number ?? null,
    present,
    signInBegun: parts.signedIn.size > 0,
    took: parts.votes.length + parts.electorate.filter((one) => one.source !== null).length,
    voters: parts.electorate.length,
    receipts: sealed ? sealed.map((one) => one.hash) : null,
    figures: figuresOf(ballot.input ?? inputOf(ballot, parts, present)),
    heard: parts.written.filter((one) => !one.counted).length,
    counter: nameOf(parts.sheet?.enteredBy) ?? nameOf(ballot.counterId),
    scrutineer: nameOf(parts.sheet?.checkedBy) ?? nameOf(ballot.scrutineerId),
    sheetWaits: (await unit.countSheets.standing(ballot.id))?.state === 'entered',
    resolution,
    resolutionAbout: ballot.aboutResolutionId ? await unit.resolutions.get(ballot.aboutResolutionId) : null,
    notes: await rollNotes(ctx, ballot),
    papers: await papersOfBallot(ctx, ballot),
    followUps: await followUpsOfBallot(ctx, ballot),
    closedBy: nameOf(ballot.closedBy),
    zone,
  }
}
