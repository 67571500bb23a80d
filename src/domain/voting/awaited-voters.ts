import type { Unit, Voter } from '../ports/index.ts'

/** Those on the roll who have not voted in any way. */
export async function awaitedVoters(unit: Unit, ballotId: string): Promise<Voter[]> {
  const cast = new Set((await unit.ballots.votes(ballotId)).map((vote) => vote.memberId))
  const roll = await unit.ballots.electorate(ballotId)
  return roll.filter(({ memberId, source }) => source === null && !cast.has(memberId))
}
