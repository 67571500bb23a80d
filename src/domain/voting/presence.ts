import { quorumLine } from './arithmetic.ts'
import { eligibleOf, type Roster } from './input.ts'
import type { VotingRule } from './rule.ts'
import { needOf } from './threshold.ts'
import type { VerdictCode } from './verdict.ts'

/** The part of a tally that does not look at votes: base, needs, presence. */
export interface Presence {
  eligible: number
  quorum_need: number
  quorum_met: boolean
  /** The least number in favour; null where the rule adopts nothing. */
  passNeed: number | null
  /** The line of arithmetic so far. */
  line: string
  /** Numbers that contradict each other. */
  fault?: VerdictCode
}

/** May the vote be held? Asked before, during and after the meeting; independent of every vote. */
export function presenceOf(rule: VotingRule, roster: Roster, present: number, held?: string): Presence {
  const eligible = eligibleOf(roster)
  const base = Math.max(0, eligible)
  const bases = { eligible: base, present }
  const need = rule.quorum ? needOf(rule.quorum, bases) : 0
  const fault = eligible < 1 ? 'no_electorate' : present > eligible ? 'present_exceeds_eligible' : undefined
  return {
    eligible: base,
    quorum_need: need,
    quorum_met: present >= need && fault !== 'no_electorate',
    passNeed: rule.pass ? needOf(rule.pass, bases) : null,
    line: quorumLine(rule, base, present, fault ? null : need, held),
    ...(fault && { fault }),
  }
}
