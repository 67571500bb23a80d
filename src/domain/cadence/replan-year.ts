import type { LocalDate } from '../calendar/dates.ts'
import { parsePeriod } from '../calendar/periods.ts'
import { makeCalendar, type WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Unit, YearPlanItem } from '../ports/index.ts'
import { planViews, requestBy } from './year-plan.ts'

/** What a plan is brought into line with. */
export interface ReplanContext {
  readonly unit: Pick<Unit, 'yearPlans' | 'touch' | 'record'>
  readonly today: LocalDate
  readonly catalogue: Pick<Catalogue, 'calendar' | 'cadences' | 'processes'>
}

/** What was known of a year before its table came. */
const assumed = makeCalendar([])

/**
 * Brings a plan into line with a calendar that has changed: meetings that are not arranged yet leave days that turned out
 * to be off, and written requests get their days anew. Returns how many items changed. May be repeated.
 */
export async function replanYear(ctx: ReplanContext, planId: string): Promise<number> {
  const { unit, catalogue } = ctx
  const plan = await unit.yearPlans.getForUpdate(planId)
  if (!plan) return 0
  let changed = 0
  for (const item of await unit.yearPlans.items(planId)) {
    if (item.meetingId !== null || item.on < ctx.today) continue
    const on = dayOf(item, ctx)
    const process = catalogue.cadences.obligations.find(({ id }) => id === item.obligation)?.process
    const template = process ? catalogue.processes.get(process) : undefined
    const request = requestBy(template, on, catalogue.calendar)
    if (on === item.on && request === item.requestBy) continue
    await unit.yearPlans.setItem(planId, item, { on, requestBy: request })
    changed += 1
  }
  for (const view of Object.values(planViews)) unit.touch(view, planId)
  if (changed > 0)
    unit.record({
      organisationId: plan.organisationId,
      actorId: null,
      action: 'plan.replan',
      object: planId,
      facts: { changed },
    })
  return changed
}

/** A day that was thought to be worked and is not gives way inside its period; what people put on a day off stays there. */
function dayOf({ on, period }: YearPlanItem, { catalogue, today }: ReplanContext): LocalDate {
  const { calendar } = catalogue
  const span = parsePeriod(period)
  if (!span || !surprises(on, calendar)) return on
  const later = calendar.nextWorkingDay(on)
  if (later <= span.end) return later
  const earlier = calendar.previousWorkingDay(on)
  return earlier >= span.start && earlier >= today ? earlier : on
}

const surprises = (day: LocalDate, calendar: WorkingCalendar): boolean =>
  assumed.isWorkingDay(day) && !calendar.isWorkingDay(day)
