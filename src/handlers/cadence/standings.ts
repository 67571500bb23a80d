import type { OpenDuty } from '../../cards/urging-cards.ts'
import {
  type BranchStanding,
  inOrderOfConcern,
  mayUrge,
  periodsAsked,
  rolledUp,
  rowsToShow,
  type SubordinateStanding,
  standingOf,
} from '../../domain/cadence/overview.ts'
import { readStates } from '../../domain/cadence/read-states.ts'
import type { PeriodKind } from '../../domain/calendar/periods.ts'
import { MOST_LEVELS } from '../../domain/organisation/levels.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Ctx } from '../define/context.ts'
import { obligationNamed } from './obligation-named.ts'

/** The branches of a superior that exist today, with their duties in a span, exceptions first. */
export async function standingsOf(
  ctx: Ctx,
  superior: Organisation,
  span: PeriodKind,
): Promise<BranchStanding[]> {
  const all = await ctx.unit.organisations.children(superior.id, 'branch')
  return standingsAmong(ctx, presentOf(ctx, all), span)
}

async function standingsAmong(
  ctx: Ctx,
  branches: readonly Organisation[],
  span: PeriodKind,
): Promise<BranchStanding[]> {
  const asked = periodsAsked(ctx.today, span)
  const states = await readStates(ctx, branches, asked.all)
  return inOrderOfConcern(
    branches.map(({ id, name }) => standingOf(id, name, rowsToShow(states.get(id) ?? [], asked))),
  )
}

const presentOf = (ctx: Ctx, all: readonly Organisation[]): Organisation[] =>
  all.filter(({ dissolvedOn }) => dissolvedOn === null || dissolvedOn >= ctx.today)

/**
 * The superiors that stand directly below one (党总支 under 党委), each with all branches under it rolled up, whatever
 * the level, the worst first. A question to storage a level, and one for all branches.
 */
export async function subordinatesOf(
  ctx: Ctx,
  superior: Organisation,
  span: PeriodKind,
): Promise<SubordinateStanding[]> {
  const direct = presentOf(ctx, await ctx.unit.cadence.childrenOf([superior.id], 'superior'))
  const rootOf = new Map(direct.map(({ id }) => [id, id]))
  let level = direct.map(({ id }) => id)
  for (let depth = 1; depth < MOST_LEVELS && level.length > 0; depth++) {
    const below = await ctx.unit.cadence.childrenOf(level, 'superior')
    const fresh = presentOf(ctx, below).filter(({ id }) => id !== superior.id && !rootOf.has(id))
    for (const { id, parentId } of fresh) rootOf.set(id, rootOf.get(parentId ?? '') ?? id)
    level = fresh.map(({ id }) => id)
  }
  const branches = presentOf(ctx, await ctx.unit.cadence.childrenOf([...rootOf.keys()], 'branch'))
  const parentOf = new Map(branches.map(({ id, parentId }) => [id, parentId ?? '']))
  const standings = branches.length > 0 ? await standingsAmong(ctx, branches, span) : []
  const byRoot = Map.groupBy(standings, ({ branchId }) => rootOf.get(parentOf.get(branchId) ?? ''))
  return rolledUp(direct.map(({ id, name }) => ({ id, name, branches: byRoot.get(id) ?? [] })))
}

/** The duties of branches about which they may be urged, the worst branch first. */
export async function openDuties(
  ctx: Ctx,
  superiorId: string,
  standings: readonly BranchStanding[],
): Promise<OpenDuty[]> {
  const today = await ctx.unit.urgings.since(superiorId, ctx.today)
  const urged = new Set(today.map(({ organisationId, obligation }) => `${organisationId}|${obligation}`))
  return standings.flatMap(({ branchId, name, rows }) =>
    rows
      .filter(({ status }) => mayUrge(status))
      .map(({ obligation, period, status, wording }) => ({
        branchId,
        branch: name,
        obligation,
        label: obligationNamed(ctx, obligation).label,
        period: period.label,
        status,
        wording,
        urgedToday: urged.has(`${branchId}|${obligation}`),
      })),
  )
}
