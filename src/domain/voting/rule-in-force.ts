import type { Catalogue } from '../catalogue.ts'
import type { Unit } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { readSetting } from '../settings/index.ts'
import { electionPassBasis, unionAssembly, votingRegion } from '../settings/voting.ts'
import type { VotingRule } from './rule.ts'
import { ruleOn } from './rule-book.ts'
import { settleRule } from './settled-rule.ts'

/**
 * The rule as it applies in an organisation on a local day: the version in force, as its region prescribes, with the pass
 * basis that its superior has laid down. What the ballot keeps is this copy. Refuses with `ballot/rule-not-in-force`.
 */
export async function ruleInForce(
  ctx: { unit: Pick<Unit, 'settings' | 'organisations'>; catalogue: Catalogue; today: string },
  organisationId: string,
  rule: VotingRule,
): Promise<VotingRule> {
  const { catalogue, today } = ctx
  const version = ruleOn(catalogue.ruleHistory.get(rule.id), today)
  if (!version) throw new Refusal('ballot/rule-not-in-force', { rule: rule.label, day: today })
  const organisation = await ctx.unit.organisations.get(organisationId)
  if (!organisation) return version
  const region = await readSetting(ctx, organisation, votingRegion)
  const basis = await readSetting(ctx, organisation, electionPassBasis)
  const assembly = await readSetting(ctx, organisation, unionAssembly)
  const settled = settleRule(version, { region: region.value, pass_basis: basis.value }, today)
  const changed = settled.pass?.basis !== version.pass?.basis
  return {
    ...settled,
    ...(assembly.value === 'delegates' &&
      settled.congress && { ...settled.congress, electable: settled.body }),
    ...(changed && { note: `当选基数按实到会人数，依据：${basis.document ?? ''}` }),
  }
}
