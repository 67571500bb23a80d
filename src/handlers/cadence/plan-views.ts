import { filedPlanCard, type PlanFacts, type PlanRow, planCard } from '../../cards/plan-cards.ts'
import { planViews } from '../../domain/cadence/year-plan.ts'
import { localDate } from '../../domain/calendar/local-time.ts'
import { periodOf } from '../../domain/calendar/periods.ts'
import type { Meeting, YearPlan, YearPlanItem } from '../../domain/ports/index.ts'
import type { Base } from '../define/context.ts'
import { defineView } from '../define/view.ts'
import { obligationNamed } from './obligation-named.ts'

/** The plan of the year in its branch. */
export const yearPlanInBranch = defineView(planViews.branch, async (id, ctx) => {
  const facts = await planFacts(ctx, id)
  return facts && { card: planCard(facts), open: facts.rows.some(({ number }) => number === null) }
})

/** The plan of the year at the superior. */
export const yearPlanAtSuperior = defineView(planViews.superior, async (id, ctx) => {
  const facts = await planFacts(ctx, id)
  return facts && { card: filedPlanCard(facts), open: false }
})

/** Names an item within its plan in a form. */
export const keyOf = ({
  obligation,
  period,
  body,
}: Pick<YearPlanItem, 'obligation' | 'period' | 'body'>): string => [obligation, period, body].join('|')

/** Which quarter of the year a local date lies in. */
export const quarterOf = (date: string): number => Number(periodOf(date, 'quarter').label.slice(-1))

/** Items that can still be arranged: without a meeting that stands, not queued, not past, and of a kind with a process. */
export async function toArrange(ctx: Base, items: readonly YearPlanItem[]): Promise<YearPlanItem[]> {
  const possible = items.filter(
    ({ on, queued, obligation }) =>
      !queued && on > ctx.today && obligationNamed(ctx, obligation).process !== null,
  )
  const arranged = await Promise.all(possible.map((item) => meetingOf(ctx, item)))
  return possible.filter((_, place) => arranged[place] === null)
}

/** The meeting that was arranged from an item; null without one, or when it was called off. */
async function meetingOf(ctx: Base, { meetingId }: YearPlanItem): Promise<Meeting | null> {
  const meeting = meetingId ? await ctx.unit.meetings.get(meetingId) : null
  return meeting && meeting.status !== 'cancelled' ? meeting : null
}

async function planFacts(ctx: Base, id: string): Promise<PlanFacts | null> {
  const plan = await ctx.unit.yearPlans.get(id)
  const branch = plan && (await ctx.unit.organisations.get(plan.organisationId))
  if (!plan || !branch) return null
  const items = await ctx.unit.yearPlans.items(id)
  const superior = branch.parentId ? await ctx.unit.organisations.get(branch.parentId) : null
  return {
    planId: id,
    branch: branch.name,
    year: plan.year,
    state: plan.state,
    filed: await filing(ctx, plan),
    superior: superior?.name ?? null,
    rows: await Promise.all(items.map((item) => rowOf(ctx, item))),
    provisional: ctx.catalogue.calendar.isProvisional(`${plan.year}-12-31`),
    arrangeable: (await toArrange(ctx, items)).length,
    today: ctx.today,
  }
}

async function filing(ctx: Base, { filedBy, filedAt }: YearPlan): Promise<PlanFacts['filed']> {
  if (!filedBy || !filedAt) return null
  const by = await ctx.unit.rosters.member(filedBy)
  return { by: by?.name ?? '', on: localDate(filedAt, ctx.zone) }
}

async function rowOf(ctx: Base, item: YearPlanItem): Promise<PlanRow> {
  const group = item.body === '' ? null : await ctx.unit.organisations.get(item.body)
  const stands = await meetingOf(ctx, item)
  const on = stands?.startsOn ?? item.on
  return {
    key: keyOf(item),
    label: obligationNamed(ctx, item.obligation).label,
    body: group?.name ?? null,
    period: item.period,
    on,
    dayOff: !ctx.catalogue.calendar.isWorkingDay(on),
    requestBy: item.requestBy,
    number: stands?.number ?? null,
    standing: item.queued ? 'queued' : item.refusal === null ? 'open' : 'refused',
  }
}
