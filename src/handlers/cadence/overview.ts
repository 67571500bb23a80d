import type { Card } from '../../cards/card.ts'
import { overviewBelow, overviewBranch, overviewPage } from '../../cards/overview-actions.ts'
import { BRANCHES_A_PAGE, overviewCard } from '../../cards/overview-card.ts'
import { totalCounts } from '../../domain/cadence/compliance.ts'
import { type PeriodKind, periodOf } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { mayUrgeBelow, sendBranch, sendHere } from './branch-detail.ts'
import { openDuties, standingsOf, subordinatesOf } from './standings.ts'

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
    counts: totalCounts([...standings, ...subordinates].map(({ counts }) => counts)),
    open: urging ? await openDuties(ctx, superior.id, branches) : [],
    provisional: ctx.catalogue.calendar.isProvisional(end),
  })
}

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
