import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { readStates } from '../../domain/cadence/read-states.ts'
import type { Period } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Base } from '../define/context.ts'

/**
 * The state of an organisation's obligations in the given periods, from its rows: of a branch all, of a group its own
 * within its branch, of a union those of its unit (which are counted in its branch, where it has one).
 */
export async function obligationStates(
  ctx: Base,
  organisation: Organisation,
  periods: readonly Period[],
): Promise<ObligationState[]> {
  const place = await dutyPlaceOf(ctx, organisation)
  const states = (await readStates(ctx, [place], periods)).get(place.id) ?? []
  if (organisation.kind === 'group') return states.filter(({ group }) => group === organisation.id)
  if (organisation.kind !== 'union') return states
  const ofUnit = ctx.catalogue.cadences.obligations.filter(({ per }) => per === 'unit').map(({ id }) => id)
  return states.filter(({ obligation }) => ofUnit.includes(obligation))
}

/** Where the duties of an organisation are counted: a group's and a branch's union's in the branch. */
export async function dutyPlaceOf(ctx: Base, organisation: Organisation): Promise<Organisation> {
  if (organisation.kind !== 'group' && organisation.kind !== 'union') return organisation
  const parent = organisation.parentId ? await ctx.unit.organisations.get(organisation.parentId) : null
  return parent?.kind === 'branch' ? parent : organisation
}
