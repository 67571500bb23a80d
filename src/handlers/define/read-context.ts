import type { Organisation } from '../../domain/organisation/types.ts'
import type { ReadContext } from './argument.ts'
import type { Ctx } from './context.ts'

/** What reading the parameters may look at: the roster is read once and only when asked for. */
export function readContextOf(ctx: Ctx, organisation: Organisation | null): ReadContext {
  let roster: ReturnType<ReadContext['roster']> | undefined
  return {
    ...ctx,
    organisationId: organisation?.id ?? null,
    roster() {
      roster ??= organisation ? ctx.unit.rosters.roster(organisation.id, ctx.today) : Promise.resolve([])
      return roster
    },
  }
}
