import { draftYear, planViews } from '../../domain/cadence/year-plan.ts'
import { partsOf } from '../../domain/calendar/dates.ts'
import { periodsOfYear } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { YearPlan } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { wholeNumber } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { obligationStates } from './states.ts'

/** `/计划 2027`: a draft out of the rules and the calendar; afterwards the plan as it stands. */
export const yearPlanCommand = defineCommand({
  name: '计划',
  aliases: ['年度计划', '进度 计划'],
  summary: '拟定年度会议计划，调整后报送上级，并一次安排全年会议',
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
    arrangedBy: null,
    arrangedAt: null,
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
