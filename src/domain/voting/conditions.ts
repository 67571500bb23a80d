import type { Roster } from './input.ts'
import { presenceOf } from './presence.ts'
import type { VotingRule } from './rule.ts'

/** Whether a vote or a meeting may begin under a rule, and what is missing. Persons, whole. */
export interface Conditions {
  eligible: number
  present: number
  /** At least so many have to be there. */
  need: number
  met: boolean
  /** How many more have to come; 0 when met, or when nobody is entitled. */
  missing: number
  /** The least number in favour with those present; null where nothing is adopted. */
  passNeed: number | null
  /** Whether all who are there together could still adopt it. */
  withinReach: boolean
}

/** May we start? Asked before the meeting, while people sign in, and before each vote: a question to the rule alone. */
export function conditionsOf(rule: VotingRule, roster: Roster, present: number): Conditions {
  const { eligible, quorum_need: need, quorum_met, passNeed, fault } = presenceOf(rule, roster, present)
  return {
    eligible,
    present,
    need,
    met: quorum_met && fault === undefined,
    missing: Math.max(0, Math.min(need, eligible) - present),
    passNeed,
    withinReach: passNeed === null || present >= passNeed,
  }
}
