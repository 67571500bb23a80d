import { bodyRoles, holdersOf } from '../organisation/responsible.ts'
import type { Organisation, RosterEntry } from '../organisation/types.ts'
import type { ProcessTemplate, StartContext } from '../process/index.ts'
import type { CaseContext } from './case-context.ts'

/** What conditions read of the organisation, as of now. */
export async function orgFactsOf(ctx: CaseContext, organisation: Organisation): Promise<StartContext['org']> {
  const groups = await ctx.unit.organisations.children(organisation.id, 'group')
  return {
    has_committee: organisation.committeeFrom !== null,
    has_groups: groups.length > 0,
    has_union: organisation.unionFrom !== null,
  }
}

/**
 * Roles that one person answers for are named from the beginning, those of `named` as it says; a body's steps stay with
 * the body.
 */
export const assigneesOf = (
  template: ProcessTemplate,
  roster: readonly RosterEntry[],
  linked: readonly (readonly RosterEntry[])[],
  named: Readonly<Record<string, string>> = {},
): Record<string, string> =>
  Object.fromEntries(
    template.steps.flatMap((step) => {
      const here = named[step.role]
      if (here) return [[step.id, here]]
      const [holder] = bodyRoles.includes(step.role) ? [] : holdersOf(roster, step.role, linked)
      return holder ? [[step.id, holder]] : []
    }),
  )
