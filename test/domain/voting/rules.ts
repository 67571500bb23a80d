import type { VotingRule } from '../../../src/domain/voting/rule.ts'
import { loadTemplates } from '../../../src/templates.ts'

const { votingRules, ruleHistory } = loadTemplates()

/** The product's rules, all versions, with the regions' provisions. */
export const shelf = { votingRules, ruleHistory }

/** The newest version of the product's sixteen rules by id. */
export const rules = votingRules

/** A rule that must be there. */
export function ruleOf(id: string): VotingRule {
  const rule = rules.get(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}
