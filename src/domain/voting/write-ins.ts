import type { Ballot, Unit } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { rollFor } from './roll.ts'

/** Who can be elected on a ballot: whoever may vote; where delegates elect, all members as of the day of the roll. */
export async function electableNames(unit: Unit, ballot: Ballot): Promise<Set<string>> {
  const { electable } = ballot.rule
  const asOf = electable && (await unit.ballots.roll(ballot.id))?.asOf
  const people = asOf
    ? (await rollFor({ ...ballot.rule, body: electable }, unit, ballot.organisationId, asOf))?.voters
    : await unit.ballots.electorate(ballot.id)
  return new Set(people?.map(({ name }) => name))
}

/** 另选他人: only somebody who can be elected. Refuses with `election/not-electable`. */
export async function refuseStrangers(
  unit: Unit,
  ballot: Ballot,
  others: readonly { name: string }[],
): Promise<void> {
  if (others.length === 0) return
  const known = await electableNames(unit, ballot)
  const stranger = others.find(({ name }) => !known.has(name))
  if (stranger) throw new Refusal('election/not-electable', { name: stranger.name })
}
