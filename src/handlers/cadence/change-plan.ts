import { planAdjust, planFile } from '../../cards/plan-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { planViews, requestBy } from '../../domain/cadence/year-plan.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import type { YearPlan, YearPlanItem } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Base, Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { submitReport } from '../reports/submit-report.ts'
import { obligationNamed } from './obligation-named.ts'
import { keyOf } from './plan-views.ts'

/** The plan of a card, locked; the person must be one who makes plans there. */
export async function planOf(ctx: Ctx, id: string, permission: 'plan.make' | 'plan.file'): Promise<YearPlan> {
  const plan = await ctx.unit.yearPlans.getForUpdate(id)
  if (!plan) throw new Refusal('card/not-ours', {})
  await ctx.allow(permission, plan.organisationId)
  return plan
}

/** The cards of a plan are behind. */
export const touchPlan = (ctx: Base, id: string): void => {
  for (const view of Object.values(planViews)) ctx.unit.touch(view, id)
}

/** 调整日期: inside the item's period; a day off is warned of and not blocked. */
export const clickAdjust = defineAction(planAdjust, async ({ plan: id }, ctx, { form }) => {
  const plan = await planOf(ctx, id, 'plan.make')
  const item = (await ctx.unit.yearPlans.items(id)).find((one) => keyOf(one) === form.item)
  const period = item && parsePeriod(item.period)
  if (!item || !period) throw new Refusal('card/not-ours', {})
  const arranged = item.meetingId ? await ctx.unit.meetings.get(item.meetingId) : null
  if (arranged && arranged.status !== 'cancelled')
    throw new Refusal('plan/arranged', { number: arranged.number })
  if (form.on < period.start || form.on > period.end || form.on < ctx.today)
    throw new Refusal('plan/outside', {
      period: periodWords(period.label),
      start: period.start,
      end: period.end,
    })
  const { process } = obligationNamed(ctx, item.obligation)
  const template = process ? ctx.catalogue.processes.get(process) : undefined
  await ctx.unit.yearPlans.setItem(id, item, {
    on: form.on,
    requestBy: requestBy(template, form.on, ctx.catalogue.calendar),
  })
  ctx.unit.record({
    organisationId: plan.organisationId,
    actorId: ctx.me().id,
    action: 'plan.adjust',
    object: id,
    facts: { obligation: item.obligation, period: item.period, from: item.on, to: form.on },
  })
  touchPlan(ctx, id)
  return ctx.catalogue.calendar.isWorkingDay(form.on)
    ? { toast: '已调整' }
    : { toast: '已调整。当天是休息日，请确认是否合适。', tone: 'warning' }
})

/** 确认: the plan is filed as a report, which the superior signs for; the plan itself follows as a card that stays true. */
export const clickFile = defineAction(planFile, async ({ plan: id }, ctx) => {
  const plan = await planOf(ctx, id, 'plan.file')
  if (plan.state === 'filed') throw new Refusal('plan/filed', { year: plan.year })
  await ctx.unit.yearPlans.file(id, ctx.me().id, ctx.now)
  const branch = await ctx.unit.organisations.get(plan.organisationId)
  if (!branch) throw new Refusal('card/not-ours', {})
  const report = branch.parentId
    ? await submitReport(ctx, branch, {
        kind: 'plan',
        matter: `${plan.year}年度会议计划`,
        text: planWords(ctx, plan.year, await ctx.unit.yearPlans.items(id)),
        addressee: undefined,
        attachments: [`${plan.year}年度会议计划（逐次日期）`],
      })
    : null
  ctx.unit.record({
    organisationId: plan.organisationId,
    actorId: ctx.me().id,
    action: 'plan.file',
    object: id,
    facts: { year: plan.year, superior: branch.parentId, report: report?.number ?? null },
  })
  touchPlan(ctx, id)
  const told =
    branch.parentId &&
    (await postToGroup(ctx, branch.parentId, {
      key: `plan:${id}`,
      content: { view: planViews.superior, ref: id },
      priority: 'approval',
    }))
  return told
    ? { toast: '已报送上级' }
    : { toast: '已确认。上级不在系统内，请另行书面报送。', tone: 'warning' }
})

/** What the report says of the plan: how many of each, from when to when. */
function planWords(ctx: Ctx, year: number, items: readonly YearPlanItem[]): string {
  const counts = Map.groupBy(items, ({ obligation }) => obligation)
  const each = [...counts].map(([id, all]) => `${obligationNamed(ctx, id).label}${all.length}次`)
  const [first, last] = [items[0], items.at(-1)]
  const span = first && last ? `首次${dateWords(first.on)}，末次${dateWords(last.on)}。` : ''
  return `${year}年计划召开会议${items.length}次：${each.join('，')}。${span}逐次日期见附件。`
}
