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
 * Who registers what comes from outside in a restricted case: whoever has the step that it rests on. Left to the head of the
 * organisation, it would open the case to somebody who has no part in it.
 */
const registrars = (template: ProcessTemplate, role: string, after: readonly string[]): string =>
  template.visibility === 'restricted' && role.startsWith('superior_')
    ? (template.steps.find(({ id }) => id === after.at(-1))?.role ?? template.owner)
    : role

/**
 * Roles that one person answers for are named from the beginning, those of `named` as it says; a body's steps stay with
 * the body. Nobody is given a step of a case about themselves.
 */
export const assigneesOf = (
  template: ProcessTemplate,
  roster: readonly RosterEntry[],
  linked: readonly (readonly RosterEntry[])[],
  named: Readonly<Record<string, string>> = {},
  subject: string | null = null,
): Record<string, string> =>
  Object.fromEntries(
    template.steps.flatMap((step) => {
      const here = named[step.role]
      if (here) return [[step.id, here]]
      const role = registrars(template, step.role, step.after)
      const holders = bodyRoles.includes(role) ? [] : holdersOf(roster, role, linked)
      const holder = holders.find((one) => one !== subject)
      return holder ? [[step.id, holder]] : []
    }),
  )
