import type { DutyValue } from '../../cards/reminder-actions.ts'
import type { Obligation } from '../../domain/cadence/obligation.ts'
import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { type Period, parsePeriod } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { obligationStates } from '../cadence/states.ts'
import type { Base } from '../define/context.ts'

/** A duty of an organisation in a period, with its state. */
export interface Duty {
  organisation: Organisation
  obligation: Obligation
  period: Period
  /** Null where the organisation does not have the duty. */
  state: ObligationState | null
}

/** Finds what a reminder or its button speaks of; null when organisation, period or duty do not exist. */
export async function findDuty(ctx: Base, value: DutyValue): Promise<Duty | null> {
  const organisation = await ctx.unit.organisations.get(value.organisation)
  const period = parsePeriod(value.period)
  const obligation = ctx.catalogue.cadences.obligations.find(({ id }) => id === value.obligation)
  if (!organisation || !period || !obligation) return null
  const states = await obligationStates(ctx, organisation, [period])
  const state = states.find(
    (one) => one.obligation === obligation.id && [undefined, '*', organisation.id].includes(one.group),
  )
  return { organisation, obligation, period, state: state ?? null }
}
