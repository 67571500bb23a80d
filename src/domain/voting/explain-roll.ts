import type { StandingKind } from '../organisation/types.ts'
import type { Unit } from '../ports/index.ts'
import { type Roll, rollFor } from './roll.ts'
import type { VotingRule } from './rule.ts'

/** A roll before it is frozen, with everybody on the roster who is not on it, and why. */
export interface ExplainedRoll {
  roll: Roll
  /** `recused`, the standing that takes the vote away, or `other-body`: the rule counts a body that they are not in. */
  left: { name: string; why: StandingKind | 'recused' | 'other-body' }[]
}

/** Draws up a roll as opening a ballot would, and says of everybody else why not. Null for bodies that the roster does not know. */
export async function explainRoll(
  unit: Unit,
  organisationId: string,
  rule: VotingRule,
  date: string,
  recused: readonly string[],
): Promise<ExplainedRoll | null> {
  const roll = await rollFor(rule, unit, organisationId, date, recused)
  if (!roll) return null
  const voters = new Set(roll.voters.map((one) => one.memberId))
  const roster = await unit.rosters.roster(organisationId, date)
  const left = roster
    .filter((one) => !voters.has(one.memberId))
    .map(({ memberId, name, standing }) => {
      if (recused.includes(memberId)) return { name, why: 'recused' as const }
      return { name, why: standing === 'formal' ? ('other-body' as const) : standing }
    })
  return { roll, left }
}
