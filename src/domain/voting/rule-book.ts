import type { RegionFile, RuleVariant, VotingRule } from './rule.ts'

/** Every version of every voting rule, oldest first, each with what the regions change. */
export type RuleHistory = ReadonlyMap<string, readonly VotingRule[]>

interface Validity {
  valid_from?: string | null | undefined
  valid_to?: string | null | undefined
}

/** Whether a provision is in force on a local day: from its first day on, and no longer on the day it ends. */
export const inForce = ({ valid_from, valid_to }: Validity, day: string): boolean =>
  (valid_from ?? '') <= day && (!valid_to || day < valid_to)

/** The version of a rule in force on a day; undefined where there was none. */
export const ruleOn = (versions: readonly VotingRule[] | undefined, day: string): VotingRule | undefined =>
  versions?.find((rule) => inForce(rule, day))

/** The version that applies until a later one is written: the last by its first day. */
export const newestRule = (versions: readonly VotingRule[]): VotingRule | undefined => versions.at(-1)

const byFirstDay = (a: Validity, b: Validity): number =>
  (a.valid_from ?? '').localeCompare(b.valid_from ?? '')

/** Orders the versions of each rule, in the order of the file, and hangs the regions' provisions onto them. */
export function ruleHistory(rules: readonly VotingRule[], regions: readonly RegionFile[]): RuleHistory {
  const history = new Map<string, VotingRule[]>()
  for (const rule of rules) {
    const variants = { ...rule.variants, ...variantsOf(rule.id, regions) }
    const versions = [...(history.get(rule.id) ?? []), { ...rule, variants }]
    history.set(rule.id, versions.sort(byFirstDay))
  }
  return history
}

/** A region's provisions on a rule: the one with the latest first day, with those of before it. */
function variantsOf(id: string, regions: readonly RegionFile[]): Record<string, RuleVariant> {
  const all: Record<string, RuleVariant> = {}
  for (const { region, label, version, rules } of regions) {
    const [latest, ...earlier] = rules
      .filter(({ rule }) => rule.includes(id))
      .map(({ pass, source, article, wording, valid_from, valid_to }) => ({
        ...{ label, version, pass, source, article, wording, valid_from, valid_to },
      }))
      .sort((a, b) => byFirstDay(b, a))
    if (latest) all[region] = { ...latest, ...(earlier.length > 0 && { earlier }) }
  }
  return all
}

/** Every region that has a provision on some rule, by its id, as the rules call it. */
export function regionsOf(history: RuleHistory): { region: string; label: string }[] {
  const labels = new Map<string, string>()
  for (const versions of history.values())
    for (const { variants } of versions)
      for (const [region, { label }] of Object.entries(variants)) labels.set(region, label)
  return [...labels].map(([region, label]) => ({ region, label }))
}

/** Two versions of a rule that would both be in force on some day, or have the same number; null = none. */
export function overlapOf(versions: readonly VotingRule[]): [VotingRule, VotingRule] | null {
  for (const [index, one] of versions.entries())
    for (const other of versions.slice(index + 1))
      if (one.version === other.version || !one.valid_to || one.valid_to > (other.valid_from ?? ''))
        return [one, other]
  return null
}
