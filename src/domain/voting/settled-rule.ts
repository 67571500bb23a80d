import type { VotingRule } from './rule.ts'

/**
 * The rule as it applies to one case: a regional variant or another pass basis changes the threshold, nothing else.
 * What the rule does not offer is ignored: nobody can talk a rule into a lower bar.
 */
export function settleRule(rule: VotingRule, input: Readonly<Record<string, unknown>>): VotingRule {
  if (!rule.pass) return rule
  const variant = namedVariant(rule, input)
  const op = variant?.pass_op ?? offeredOp(rule, input.pass_op)
  const basis = offeredBasis(rule, input.pass_basis)
  if (!op && !basis) return rule
  const pass = { ...rule.pass, ...(op && { op }), ...(basis && { basis }) }
  return { ...rule, pass, source: variant ? `${rule.source}；${variant.source}` : rule.source }
}

/** A region is named by its id under any key (`variant`, `region`, `local_variant`): ids are the rule's own words. */
function namedVariant({ variants }: VotingRule, input: Readonly<Record<string, unknown>>) {
  const named = Object.values(input).find(
    (value) => typeof value === 'string' && Object.hasOwn(variants, value),
  )
  return typeof named === 'string' ? variants[named] : undefined
}

function offeredOp(rule: VotingRule, wanted: unknown) {
  return Object.values(rule.variants).find((v) => v.pass_op === wanted)?.pass_op
}

function offeredBasis(rule: VotingRule, wanted: unknown) {
  return wanted === rule.alt_pass_basis ? rule.alt_pass_basis : undefined
}
