import type { RuleVariant, VotingRule } from './rule.ts'
import { inForce } from './rule-book.ts'

/** What a case or an organisation's settings choose among what a rule offers. Other keys are ignored. */
export type Chosen = Readonly<Record<string, unknown>>

/**
 * The rule as it applies to one case: a region's provision or another pass basis changes the threshold, nothing else.
 * What the rule does not offer is ignored: nobody can talk a rule into a lower bar. `day` leaves out what is not in force.
 */
export function settleRule(rule: VotingRule, chosen: Chosen, day?: string): VotingRule {
  if (!rule.pass) return rule
  const region = regionOf(rule, chosen)
  const regional = region === undefined ? undefined : provisionOn(rule.variants[region], day)
  const pass = regional ? passOf(rule.pass, regional) : { ...rule.pass, ...offeredOp(rule, chosen.pass_op) }
  return {
    ...rule,
    ...(regional && inRegion(rule, region ?? '', regional)),
    pass: { ...pass, ...offeredBasis(rule, chosen.pass_basis) },
  }
}

/** The region's provision in force on a day; without a day the latest. */
function provisionOn(variant: RuleVariant | undefined, day: string | undefined): RuleVariant | undefined {
  const all = variant ? [variant, ...(variant.earlier ?? [])] : []
  return day === undefined ? variant : all.find((one) => inForce(one, day))
}

const passOf = (pass: NonNullable<VotingRule['pass']>, { pass: own, pass_op: op }: RuleVariant) =>
  own ?? { ...pass, ...(op && { op }) }

/** The provision that is cited is the region's, where it has words of its own. */
const inRegion = (rule: VotingRule, region: string, variant: RuleVariant) => ({
  region,
  ...(variant.version && { region_version: variant.version }),
  ...(variant.article
    ? { source: variant.source, article: variant.article, wording: variant.wording ?? 'paraphrase' }
    : { source: `${rule.source}；${variant.source}` }),
})

/**
 * A region is named under any key (`region`, `variant`, `local_variant`), by its id or its name with or without 省 or 市:
 * those are the rule's own words.
 */
export function regionOf({ variants }: VotingRule, chosen: Chosen): string | undefined {
  for (const value of Object.values(chosen)) {
    if (typeof value !== 'string') continue
    if (Object.hasOwn(variants, value)) return value
    const named = Object.entries(variants).find(
      ([, { label }]) => value !== '' && (label === value || label.replace(/[省市]$/, '') === value),
    )
    if (named) return named[0]
  }
  return undefined
}

function offeredOp({ variants }: VotingRule, wanted: unknown): { op?: '>=' | '>' } {
  const offered = Object.values(variants).some(({ pass, pass_op }) => (pass?.op ?? pass_op) === wanted)
  return offered && (wanted === '>=' || wanted === '>') ? { op: wanted } : {}
}

const offeredBasis = ({ alt_pass_basis: basis }: VotingRule, wanted: unknown) =>
  basis !== undefined && wanted === basis ? { basis } : {}
