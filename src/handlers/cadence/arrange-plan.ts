import { planArrange } from '../../cards/plan-cards.ts'
import { meetingFor } from '../../domain/cadence/year-plan.ts'
import { atLocalTime } from '../../domain/calendar/local-time.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { QueuedPlanItem, YearPlanItem } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Base } from '../define/context.ts'
import { arrangePlaced } from '../meeting/arrange.ts'
import { placeMeeting } from '../meeting/place.ts'
import { planOf, touchPlan } from './change-plan.ts'
import { keyOf, quarterOf, toArrange } from './plan-views.ts'

/** The time of day of a meeting of which only the day is planned. */
const hourOfDay = '15:00'

/**
 * 安排全年会议: all that can be arranged is left to the job, since a click has to be answered at once. A second click finds
 * nothing more to do. A button of an older card asks for one quarter.
 */
export const clickArrange = defineAction(planArrange, async ({ plan: id, quarter }, ctx) => {
  const plan = await planOf(ctx, id, 'plan.make')
  const all = await ctx.unit.yearPlans.items(id)
  const items = (await toArrange(ctx, all)).filter(
    ({ on }) => quarter === undefined || quarterOf(on) === quarter,
  )
  if (items.length === 0)
    throw new Refusal(all.some(({ queued }) => queued) ? 'plan/arranging' : 'plan/nothing-to-arrange', {
      year: plan.year,
    })
  await ctx.unit.yearPlans.queue(id, items, ctx.me().id, ctx.now)
  ctx.unit.record({
    organisationId: plan.organisationId,
    actorId: ctx.me().id,
    action: 'plan.arrange',
    object: id,
    facts: { meetings: items.length, ...(quarter === undefined ? {} : { quarter }) },
  })
  touchPlan(ctx, id)
  return { toast: `正在安排${items.length}次会议，进度和结果见本卡片；请随后在各次会议的清单中补充议题` }
})

/**
 * Arranges one queued meeting of a plan, for whoever asked for it. Whether it is still to be done is asked under the plan's
 * lock, so that it may be repeated, and two at a time make one meeting; where another one holds the plan, that one goes on.
 * What the rules refuse is kept with the item and not tried again; any other fault leaves the item as it was.
 */
export async function arrangeQueued(ctx: Base, { planId, ...key }: QueuedPlanItem): Promise<void> {
  const plan = await ctx.unit.yearPlans.getUnlessTaken(planId)
  const items = plan ? await ctx.unit.yearPlans.items(planId) : []
  const item = items.find((one) => one.queued && keyOf(one) === keyOf(key))
  const organisation = plan && (await ctx.unit.organisations.get(plan.organisationId))
  if (!item || !organisation) return
  const outcome = await outcomeOf(ctx, organisation, item, plan.arrangedBy ?? plan.draftedBy)
  await ctx.unit.yearPlans.setItem(planId, item, { queued: false, ...outcome })
  touchPlan(ctx, planId)
}

type Outcome = Pick<YearPlanItem, 'meetingId'> | Pick<YearPlanItem, 'refusal'>

/** The meeting of an item: the one that its period has from elsewhere, else a new one; or why there can be none. */
async function outcomeOf(
  ctx: Base,
  organisation: Organisation,
  item: YearPlanItem,
  by: string,
): Promise<Outcome> {
  const period = parsePeriod(item.period)
  if (!period || item.on < ctx.today) return { refusal: 'plan/outside' }
  const present = meetingFor(
    await ctx.unit.meetings.between(organisation.id, period.start, period.end),
    item,
    period,
  )
  if (present) return { meetingId: present.id }
  const group = item.body === '' ? null : await ctx.unit.organisations.get(item.body)
  const named = { kind: item.obligation, group: group?.name, date: item.on }
  try {
    const placed = await placeMeeting(ctx, organisation, named)
    const found = await arrangePlaced(ctx, organisation, {
      ...named,
      ...placed,
      at: atLocalTime(item.on, hourOfDay, ctx.zone),
      agenda: [],
      topicsLater: true,
      by,
    })
    return { meetingId: (await ctx.unit.meetings.byInstance(found.instance.id))?.id ?? null }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.code }
    throw error
  }
}
