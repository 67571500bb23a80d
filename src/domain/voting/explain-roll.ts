import type { StandingKind } from '../organisation/types.ts'
import type { Unit } from '../ports/index.ts'
import { bodyOf, electorateBodies, votesIn } from './electorate-bodies.ts'
import { type Roll, rollFor } from './roll.ts'
import type { VotingRule } from './rule.ts'

/** A roll before it is frozen, with everybody on the roster who is not on it, and why. */
export interface ExplainedRoll {
  roll: Roll
  /** `recused`, the standing that takes the vote away, or `other-body`: the rule counts a body that they are not in. */
  left: { name: string; why: StandingKind | 'recused' | 'other-body' }[]
}

/** Standings that take nothing away: whoever has one and is not on the roll is not in the body. */
const withTheVote: readonly StandingKind[] = ['formal', 'union_member']

/** Draws up a roll as opening a ballot would, and says of everybody else why not. Null for bodies that the roster does not know. */
export async function explainRoll(
  unit: Unit,
  organisationId: string,
  rule: VotingRule,
  date: string,
  recused: readonly string[],
): Promise<ExplainedRoll | null> {
  const roll = await rollFor(rule, unit, organisationId, date, recused)
  const kind = (await unit.organisations.get(organisationId))?.kind
  if (!roll || !kind) return null
  const body = bodyOf(rule)
  // A union knows no standing without a vote: there it is the office that is missing.
  const ofOffices =
    body !== null && electorateBodies[body].by === 'offices' && !votesIn('party_members', kind)
  const voters = new Set(roll.voters.map((one) => one.memberId))
  const roster = await unit.rosters.roster(organisationId, date)
  const left = roster
    .filter((one) => !voters.has(one.memberId))
    .map(({ memberId, name, standing }) => {
      if (recused.includes(memberId)) return { name, why: 'recused' as const }
      return { name, why: withTheVote.includes(standing) || ofOffices ? ('other-body' as const) : standing }
    })
  return { roll, left }
}
