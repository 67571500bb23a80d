import { workCard, workTick } from '../../cards/work-list-card.ts'
import { localDate } from '../../domain/calendar/local-time.ts'
import { type WorkScope, workOf } from '../../domain/cases/work-list.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice } from '../arguments/index.ts'
import { caseOf } from '../cases/find-case.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { defineAction } from '../define/action.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { completeStep } from '../meeting/steps.ts'

/** `/任务 我的|全部|逾期`: what is to be done, across all cases, to the person alone. */
export const showWork = defineCommand({
  name: '任务',
  aliases: ['我的任务', '待办'],
  summary: '查看各事项中要办的任务，可直接办理',
  example: '/任务 我的',
  permission: 'work.show',
  scope: 'branch-or-union',
  args: {
    scope: optional(
      positional(choice({ label: '范围', words: { 我的: 'mine', 全部: 'all', 逾期: 'overdue' } })),
    ),
  },
  async run({ scope = 'mine' }, ctx, { organisation }) {
    if (scope !== 'mine') await ctx.allow('work.show-all', organisation.id)
    return { card: await cardOf(ctx, organisation.id, scope), privately: true }
  },
})

/** A tick on that card; the card shows what is left. */
export const tickWork = defineAction(workTick, async ({ case: id, step, item, scope }, ctx) => {
  const found = await caseOf(ctx, id)
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, step, item))
  if (scope !== 'mine') await ctx.allow('work.show-all', found.organisationId)
  await completeStep(ctx, found, step, item ?? undefined)
  return { toast: '已记录完成', card: await cardOf(ctx, found.organisationId, scope) }
})

async function cardOf(ctx: Ctx, organisationId: string, scope: WorkScope) {
  const organisation = await ctx.unit.organisations.get(organisationId)
  if (!organisation) throw new Refusal('organisation/none', {})
  const groups = await workOf(ctx, organisationId, ctx.me().id, scope)
  const owners = [...new Set(groups.flatMap(({ items }) => items.flatMap(({ ownerId }) => ownerId ?? [])))]
  const people = await ctx.unit.rosters.members(owners)
  return workCard({
    organisation,
    scope,
    groups,
    nameOf: (id) => people.find((one) => one.id === id)?.name ?? '',
    provisional: (at) => ctx.catalogue.calendar.isProvisional(localDate(at, ctx.zone)),
    zone: ctx.zone,
  })
}
