import {
  type RegionFile,
  regionFileSchema,
  type VotingRule,
  votingRulesFileSchema,
} from './domain/voting/rule.ts'
import { newestRule, overlapOf, type RuleHistory, ruleHistory } from './domain/voting/rule-book.ts'
import { check, type FileFault, faultsIn, type SourceFile } from './template-files.ts'

/**
 * The voting rules of all files, with the regions' provisions. A later file replaces the rules and regions that it has, by
 * id and with all their versions. Faults, also of rules that contradict each other, are added to `faults`.
 */
export function ruleHistoryFrom(
  ruleFiles: readonly SourceFile[],
  regionFiles: readonly SourceFile[],
  faults: FileFault[],
): RuleHistory {
  const rules = rulesIn(ruleFiles, faults)
  const regions = regionsIn(regionFiles, new Set(rules.keys()), faults)
  return ruleHistory([...rules.values()].flat(), [...regions.values()])
}

/** The newest version of each rule. */
export const newestRules = (history: RuleHistory): Map<string, VotingRule> =>
  new Map(
    [...history].flatMap(([id, versions]) => {
      const newest = newestRule(versions)
      return newest ? [[id, newest] as const] : []
    }),
  )

function rulesIn(sources: readonly SourceFile[], faults: FileFault[]): Map<string, VotingRule[]> {
  const all = new Map<string, VotingRule[]>()
  for (const source of sources) {
    const file = check(votingRulesFileSchema, source.data)
    if (!file.success) {
      faults.push(...faultsIn(source, file.error))
      continue
    }
    const here = new Map<string, VotingRule[]>()
    for (const rule of file.data.rules) here.set(rule.id, [...(here.get(rule.id) ?? []), rule])
    for (const [id, versions] of ruleHistory(file.data.rules, [])) {
      const overlap = overlapOf(versions)
      if (overlap) faults.push(overlapFault(source, file.data.rules, overlap))
      all.set(id, [...versions])
    }
  }
  return all
}

function overlapFault(
  source: SourceFile,
  rules: readonly VotingRule[],
  [one, other]: [VotingRule, VotingRule],
): FileFault {
  const index = rules.findIndex(({ id, version }) => id === other.id && version === other.version)
  return {
    file: source.file,
    line: source.lineOf(['rules', index, 'version']),
    message: `rules/${index}：规则“${one.id}”的版本${one.version}和${other.version}编号相同或施行期间重叠`,
  }
}

function regionsIn(
  sources: readonly SourceFile[],
  known: ReadonlySet<string>,
  faults: FileFault[],
): Map<string, RegionFile> {
  const all = new Map<string, RegionFile>()
  for (const source of sources) {
    const file = check(regionFileSchema, source.data)
    if (!file.success) {
      faults.push(...faultsIn(source, file.error))
      continue
    }
    all.set(file.data.region, file.data)
    for (const [index, { rule }] of file.data.rules.entries())
      for (const id of rule.filter((one) => !known.has(one)))
        faults.push({
          file: source.file,
          line: source.lineOf(['rules', index, 'rule']),
          message: `rules/${index}/rule：没有名为“${id}”的表决规则`,
        })
  }
  return all
}
