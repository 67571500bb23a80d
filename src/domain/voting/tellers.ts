import type { Ballot } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'

/** A person who is named as a teller. */
export interface Teller {
  memberId: string
  name: string
}

/** 计票人 and 监票人 as they were named; null = whoever enters, and whoever confirms, a count sheet. */
export interface Tellers {
  counter: Teller | null
  scrutineer: Teller | null
}

export const noTellers: Tellers = { counter: null, scrutineer: null }

/** Whether the vote is about a person: a name on the ballot paper, or in the words of the matter. */
export const concerns = (
  { matter, candidates }: Pick<Ballot, 'matter' | 'candidates'>,
  { memberId, name }: Teller,
): boolean =>
  candidates.some((one) => one.memberId === memberId || one.name === name) ||
  (name !== '' && matter.includes(name))

/** Refuses one person for both duties, and persons whom the vote is about (选举工作条例: 候选人不得担任监票人、计票人). */
export function refuseTellers(ballot: Pick<Ballot, 'matter' | 'candidates'>, tellers: Tellers): void {
  const { counter, scrutineer } = tellers
  if (counter && counter.memberId === scrutineer?.memberId)
    throw new Refusal('ballot/tellers-same', { name: counter.name })
  for (const one of [counter, scrutineer])
    if (one && concerns(ballot, one)) throw new Refusal('ballot/teller-concerned', { name: one.name })
}
