import type { Candidate, Election } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import type { VotingRule } from '../voting/rule.ts'

const byStrokes = new Intl.Collator('zh-u-co-stroke')

/** The order of the ballot paper: 姓氏笔画 (选举工作条例). */
export const inStrokeOrder = <T extends { name: string }>(people: readonly T[]): T[] =>
  [...people].sort((a, b) => byStrokes.compare(a.name, b.name))

/** The least number of candidates: seats and the surplus that the rule asks for, in whole persons. */
export function leastCandidates({ candidate_surplus: surplus }: VotingRule, seats: number): number {
  return surplus ? seats + Math.ceil((seats * surplus.num) / surplus.den) : seats
}

/** Seats that nobody was elected to yet. */
export const seatsLeft = ({ seats, elected }: Pick<Election, 'seats' | 'elected'>): number =>
  Math.max(0, seats - elected.length)

/**
 * The list in the order of the ballot paper. Refuses too few (差额), somebody who cannot be elected or was elected already, and
 * two of one name, whom a count of names cannot tell apart.
 */
export function listOf(
  election: Pick<Election, 'rule' | 'seats' | 'elected'>,
  people: readonly { memberId: string; name: string }[],
  electable: readonly { memberId: string }[],
): Candidate[] {
  const names = new Set(people.map((one) => one.name))
  if (names.size < people.length) throw new Refusal('election/namesakes', {})
  const stranger = people.find(({ memberId }) => !electable.some((one) => one.memberId === memberId))
  if (stranger) throw new Refusal('election/not-electable', { name: stranger.name })
  const before = people.find(({ memberId }) => election.elected.some((one) => one.memberId === memberId))
  if (before) throw new Refusal('election/elected-already', { name: before.name })
  const seats = seatsLeft(election)
  const least = leastCandidates(election.rule, seats)
  if (people.length < least) throw new Refusal('election/too-few', { given: people.length, seats, least })
  return inStrokeOrder(people.map(({ memberId, name }) => ({ memberId, name })))
}
