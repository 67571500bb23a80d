import { branchCard } from '../../cards/branch-card.ts'
import type { Card } from '../../cards/card.ts'
import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { periodsAsked, rowsToShow, standingOf } from '../../domain/cadence/overview.ts'
import { readStates } from '../../domain/cadence/read-states.ts'
import { type PeriodKind, periodOf } from '../../domain/calendar/periods.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Ctx } from '../define/context.ts'
import { obligationNamed } from './obligation-named.ts'
import { openDuties } from './standings.ts'

/** The progress of a branch, as a card of its own where the button was pressed. */
export async function sendBranch(
  ctx: Ctx,
  branch: Organisation & { parentId: string },
  span: PeriodKind,
): Promise<void> {
  sendHere(ctx, await branchInDetail(ctx, branch, span))
}

/** Sends a card where the button was pressed. */
export const sendHere = (ctx: Ctx, card: Card): void =>
  ctx.unit.send({
    key: `overview:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: ctx.chat.id && ctx.chat.type === 'group' ? { chatId: ctx.chat.id } : { memberId: ctx.me().id },
    content: { card },
    priority: 'reply',
  })

/** Whether the person may urge the branches of a superior: those of one further down are urged by their own. */
export async function mayUrgeBelow(ctx: Ctx, branchId: string | undefined): Promise<boolean> {
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
    rows: rows.map(({ obligation, period, status, wording }) => ({
      label: obligationNamed(ctx, obligation).label,
      period: period.label,
      status,
      wording,
    })),
    open: (await mayUrgeBelow(ctx, branch.id))
      ? await openDuties(ctx, branch.parentId, [standingOf(branch.id, branch.name, rows)])
      : [],
    provisional: ctx.catalogue.calendar.isProvisional(end),
  })
}
