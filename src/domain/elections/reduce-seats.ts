import type { Unit } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { nextStep } from './next-step.ts'
import { electionView } from './record-election.ts'

/**
 * Too few were elected, but near the number: the seats are reduced to those that were filled, where more than half of the
 * electors agree (DOMAIN §3.3). How near is for them to judge; nobody elected is not near. Refuses with `election/none`,
 * `election/not-now` and `election/reduction-not-agreed`.
 */
export async function reduceSeats(
  { unit }: { unit: Unit },
  electionId: string,
  agreed: number,
  by: string,
): Promise<void> {
  const election = await unit.elections.getForUpdate(electionId)
  if (!election) throw new Refusal('election/none', { number: null })
  const { number, state, elected, seats, organisationId } = election
  if (state !== 'partial' || elected.length === 0)
    throw new Refusal('election/not-now', { number, next: nextStep(election, null) })
  const last = await unit.elections.lastBallot(electionId)
  const ballot = last ? await unit.ballots.get(last) : null
  const { eligible = 0 } = ballot?.verdict ?? {}
  if (agreed > (ballot?.present ?? 0) || agreed * 2 <= eligible)
    throw new Refusal('election/reduction-not-agreed', { agreed, eligible, present: ballot?.present ?? 0 })
  await unit.elections.update(electionId, { seats: elected.length, state: 'elected' })
  unit.record({
    organisationId,
    actorId: by,
    action: 'election.reduce',
    object: electionId,
    facts: { from: seats, to: elected.length, agreed, eligible },
  })
  unit.touch(electionView, electionId)
}
