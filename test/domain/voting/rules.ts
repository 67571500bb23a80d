import { join } from 'node:path'
import type { VotingRule } from '../../../src/domain/voting/rule.ts'
import { newestRules, ruleHistoryFrom } from '../../../src/rule-files.ts'
import { type FileFault, sourceAt, sourcesIn } from '../../../src/template-files.ts'

const faults: FileFault[] = []
const ruleHistory = ruleHistoryFrom(
  sourceAt(join('templates', 'voting-rules.yaml')),
  sourcesIn(join('templates', 'voting-rules'), '.yaml'),
  faults,
)
if (faults.length > 0) throw new Error(JSON.stringify(faults))

/** The newest version of the product's sixteen rules by id. */
export const rules: ReadonlyMap<string, VotingRule> = newestRules(ruleHistory)

/** The product's rules, all versions, with the regions' provisions. */
export const shelf = { votingRules: rules, ruleHistory }

/** A rule that must be there. */
export function ruleOf(id: string): VotingRule {
  const rule = rules.get(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}
