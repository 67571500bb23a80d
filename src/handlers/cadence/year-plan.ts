import { planAdjust, planArrange, planFile } from '../../cards/plan-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { draftYear, meetingFor, planViews, requestBy } from '../../domain/cadence/year-plan.ts'
import { partsOf } from '../../domain/calendar/dates.ts'
import { atLocalTime } from '../../domain/calendar/local-time.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { parsePeriod, periodsOfYear } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { YearPlan, YearPlanItem } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { wholeNumber } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { arrangeMeeting } from '../meeting/arrange.ts'
import { submitReport } from '../reports/submit-report.ts'
import { obligationNamed } from './obligation-named.ts'
import { keyOf, quarterOf, toArrange } from './plan-views.ts'
import { obligationStates } from './states.ts'

/** The time of day of a meeting of which only the day is planned. */
const hourOfDay = '15:00'

/** `/计划 2027`: a draft out of the rules and the calendar; afterwards the plan as it stands. */
export const yearPlanCommand = defineCommand({
  name: '计划',
  aliases: ['年度计划', '进度 计划'],
  summary: '拟定年度会议计划，调整后报送上级，并按季度安排会议',
  example: '/计划 2027',
  permission: 'plan.make',
  scope: 'branch',
  args: { year: optional(positional(wholeNumber({ label: '年度', min: 2000, max: 2199 }))) },
  async run({ year }, ctx, { organisation }) {
    const now = partsOf(ctx.today)
    const wanted = year ?? (now.month >= 11 ? now.year + 1 : now.year)
    if (wanted < now.year) throw new Refusal('plan/past-year', { year: wanted })
    const present = await ctx.unit.yearPlans.ofYear(organisation.id, wanted)
    return { view: planViews.branch, ref: present?.id ?? (await draft(ctx, organisation, wanted)).id }
  },
})

/** A draft is stored at once, so that it can be adjusted; of two drafts at a time the first one stands. */
async function draft(ctx: Ctx, organisation: Organisation, year: number): Promise<YearPlan> {
  const { obligations } = ctx.catalogue.cadences
  const periods = (['month', 'quarter', 'year'] as const).flatMap((kind) => periodsOfYear(year, kind))
  const items = draftYear({
    states: await obligationStates(ctx, organisation, periods),
    obligations,
    calendar: ctx.catalogue.calendar,
    today: ctx.today,
    processOf: ({ process }) => (process ? ctx.catalogue.processes.get(process) : undefined),
    meetings: await ctx.unit.meetings.between(organisation.id, `${year}-01-01`, `${year}-12-31`),
  })
  const plan: YearPlan = {
    id: ctx.unit.newId(),
    organisationId: organisation.id,
    year,
    state: 'draft',
    draftedBy: ctx.me().id,
    draftedAt: ctx.now,
    filedBy: null,
    filedAt: null,
  }
  if (!(await ctx.unit.yearPlans.insert(plan, items)))
    return (await ctx.unit.yearPlans.ofYear(organisation.id, year)) ?? plan
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: ctx.me().id,
    action: 'plan.draft',
    object: plan.id,
    facts: { year, meetings: items.length },
  })
  return plan
}

/** The plan of a card, locked; the person must be one who makes plans there. */
async function planOf(ctx: Ctx, id: string, permission: 'plan.make' | 'plan.file'): Promise<YearPlan> {
  const plan = await ctx.unit.yearPlans.getForUpdate(id)
  if (!plan) throw new Refusal('card/not-ours', {})
  await ctx.allow(permission, plan.organisationId)
  return plan
}

const touchPlan = (ctx: Ctx, id: string): void => {
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

/** 安排第n季度会议: those that are not arranged yet get their meetings; a second click finds nothing more to do. */
export const clickArrange = defineAction(planArrange, async ({ plan: id, quarter }, ctx) => {
  const plan = await planOf(ctx, id, 'plan.make')
  const organisation = await ctx.unit.organisations.get(plan.organisationId)
  if (!organisation) throw new Refusal('card/not-ours', {})
  const all = await ctx.unit.yearPlans.items(id)
  const items = toArrange(ctx, all).filter(({ on }) => quarterOf(on) === quarter)
  let arranged = 0
  for (const item of items) if (await arrange(ctx, organisation, id, item)) arranged += 1
  if (arranged === 0) throw new Refusal('plan/nothing-to-arrange', { quarter })
  touchPlan(ctx, id)
  return { toast: `已安排${arranged}次会议，清单见 /会议 查询；请在清单中补充议题` }
})

/** Arranges one item; where its period has its meeting from elsewhere, the plan only learns of it. */
async function arrange(
  ctx: Ctx,
  organisation: Organisation,
  planId: string,
  item: YearPlanItem,
): Promise<boolean> {
  const period = parsePeriod(item.period)
  if (!period) return false
  const present = meetingFor(
    await ctx.unit.meetings.between(organisation.id, period.start, period.end),
    item,
    period,
  )
  if (present) {
    await ctx.unit.yearPlans.setItem(planId, item, { meetingId: present.id })
    return false
  }
  const group = item.body === '' ? null : await ctx.unit.organisations.get(item.body)
  const found = await arrangeMeeting(ctx, organisation, {
    kind: item.obligation,
    group: group?.name,
    date: item.on,
    at: atLocalTime(item.on, hourOfDay, ctx.zone),
    agenda: [],
    topicsLater: true,
  })
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  if (meeting) await ctx.unit.yearPlans.setItem(planId, item, { meetingId: meeting.id })
  return meeting !== null
}
