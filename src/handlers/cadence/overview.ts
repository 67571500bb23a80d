import type { Card } from '../../cards/card.ts'
import {
  BRANCHES_A_PAGE,
  branchCard,
  type OpenDuty,
  overviewBelow,
  overviewBranch,
  overviewCard,
  overviewPage,
} from '../../cards/overview-cards.ts'
import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
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
import { type PeriodKind, periodOf } from '../../domain/calendar/periods.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
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

/** Levels of superiors below one that are looked through: 党委, 党总支, and one more. */
const LEVELS = 3

/**
 * The superiors that stand directly below one (党总支 under 党委), each with all branches under it rolled up, the worst
 * first. A question to storage a level, and one for all branches.
 */
async function subordinatesOf(
  ctx: Ctx,
  superior: Organisation,
  span: PeriodKind,
): Promise<SubordinateStanding[]> {
  const direct = presentOf(ctx, await ctx.unit.cadence.childrenOf([superior.id], 'superior'))
  const rootOf = new Map(direct.map(({ id }) => [id, id]))
  let level = direct.map(({ id }) => id)
  for (let depth = 1; depth < LEVELS && level.length > 0; depth++) {
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
      .map(({ obligation, period, status }) => ({
        branchId,
        branch: name,
        obligation,
        label: obligationNamed(ctx, obligation).label,
        period: period.label,
        status,
        urgedToday: urged.has(`${branchId}|${obligation}`),
      })),
  )
}

/** `/进度` of a superior: branches × obligations, a page of it. */
export async function overviewOf(
  ctx: Ctx,
  superior: Organisation,
  span: PeriodKind,
  page: number,
): Promise<Card> {
  const standings = await standingsOf(ctx, superior, span)
  const branches = standings.slice(page * BRANCHES_A_PAGE, (page + 1) * BRANCHES_A_PAGE)
  const subordinates = page === 0 ? await subordinatesOf(ctx, superior, span) : []
  const urging = await mayUrgeBelow(ctx, standings[0]?.branchId)
  const { start, end } = periodOf(ctx.today, span)
  return overviewCard({
    subordinates,
    urging,
    superiorId: superior.id,
    name: superior.name,
    span,
    from: start,
    to: end,
    today: ctx.today,
    page,
    branches,
    total: standings.length,
    obligations: ctx.catalogue.cadences.obligations.filter(({ id }) =>
      standings.some(({ cells }) => cells.has(id)),
    ),
    counts: totalOf([...standings, ...subordinates]),
    open: urging ? await openDuties(ctx, superior.id, branches) : [],
    provisional: ctx.catalogue.calendar.isProvisional(end),
  })
}

const totalOf = (standings: readonly Pick<BranchStanding, 'counts'>[]): BranchStanding['counts'] =>
  standings.reduce(
    (sum, { counts }) => ({
      onTime: sum.onTime + counts.onTime,
      madeUp: sum.madeUp + counts.madeUp,
      missed: sum.missed + counts.missed,
    }),
    { onTime: 0, madeUp: 0, missed: 0 },
  )

/** The superior of a button; the person must be one of its people. */
export async function superiorOf(ctx: Ctx, id: string): Promise<Organisation> {
  const superior = await ctx.unit.organisations.get(id)
  if (superior?.kind !== 'superior') throw new Refusal('card/not-ours', {})
  await ctx.allow('cadence.show', id)
  return superior
}

/** A branch below a superior. */
export async function branchBelow(ctx: Ctx, id: string): Promise<Organisation & { parentId: string }> {
  const branch = await ctx.unit.organisations.get(id)
  if (branch?.kind !== 'branch' || !branch.parentId) throw new Refusal('card/not-ours', {})
  return { ...branch, parentId: branch.parentId }
}

/** 上一页, 下一页. */
export const clickPage = defineAction(overviewPage, async ({ superior: id, span, page }, ctx) => ({
  card: await overviewOf(ctx, await superiorOf(ctx, id), span, page),
}))

/** 查看支部: a card of its own beside the overview. */
export const clickBranch = defineAction(overviewBranch, async ({ superior: id, span }, ctx, { form }) => {
  const superior = await superiorOf(ctx, id)
  const branch = await branchBelow(ctx, form.branch)
  if (branch.parentId !== superior.id) throw new Refusal('card/not-ours', {})
  await sendBranch(ctx, branch, span)
  return { toast: `已列出${branch.name}的进度` }
})

/** 查看下级: the overview of a superior that stands below, as a card of its own. */
export const clickBelow = defineAction(overviewBelow, async ({ superior: id, span }, ctx, { form }) => {
  const superior = await superiorOf(ctx, id)
  const below = await ctx.unit.organisations.get(form.below)
  if (below?.kind !== 'superior' || below.parentId !== superior.id) throw new Refusal('card/not-ours', {})
  sendHere(ctx, await overviewOf(ctx, await superiorOf(ctx, below.id), span, 0))
  return { toast: `已列出${below.name}的进度` }
})

/** The progress of a branch, as a card of its own where the button was pressed. */
export async function sendBranch(
  ctx: Ctx,
  branch: Organisation & { parentId: string },
  span: PeriodKind,
): Promise<void> {
  sendHere(ctx, await branchInDetail(ctx, branch, span))
}

const sendHere = (ctx: Ctx, card: Card): void =>
  ctx.unit.send({
    key: `overview:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: ctx.chat.id && ctx.chat.type === 'group' ? { chatId: ctx.chat.id } : { memberId: ctx.me().id },
    content: { card },
    priority: 'reply',
  })

/** Whether the person may urge the branches of a superior: those of one further down are urged by their own. */
async function mayUrgeBelow(ctx: Ctx, branchId: string | undefined): Promise<boolean> {
  return branchId !== undefined && may(await ctx.rolesIn(branchId), 'duty.urge')
}

async function branchInDetail(
  ctx: Ctx,
  branch: Organisation & { parentId: string },
  span: PeriodKind,
): Promise<Card> {
  const asked = periodsAsked(ctx.today, span)
  const states = (await readStates(ctx, [branch], asked.all)).get(branch.id) ?? []
  const rows: ObligationState[] = rowsToShow(states, asked)
  const { start, end } = periodOf(ctx.today, span)
  return branchCard({
    branch: branch.name,
    from: start,
    to: end,
    rows: rows.map(({ obligation, period, status }) => ({
      label: obligationNamed(ctx, obligation).label,
      period: period.label,
      status,
    })),
    open: (await mayUrgeBelow(ctx, branch.id))
      ? await openDuties(ctx, branch.parentId, [standingOf(branch.id, branch.name, rows)])
      : [],
    provisional: ctx.catalogue.calendar.isProvisional(end),
  })
}
