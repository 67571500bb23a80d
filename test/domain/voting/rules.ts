import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type VotingRule, votingRulesFileSchema } from '../../../src/domain/voting/rule.ts'

const file = votingRulesFileSchema.parse(parse(readFileSync('templates/voting-rules.yaml', 'utf8')))

/** The product's sixteen rules by id. */
export const rules: ReadonlyMap<string, VotingRule> = new Map(file.rules.map((rule) => [rule.id, rule]))

/** A rule that must be there. */
export function ruleOf(id: string): VotingRule {
  const rule = rules.get(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}
