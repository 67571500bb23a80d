import { plansBefore, plansDue } from '../domain/delivery/period-stages.ts'
import { plannedPerMinute, spreadOver } from '../domain/delivery/spread.ts'
import type { PlanStore, StageToPlan } from '../domain/ports/index.ts'
import { defineSchedule } from './define.ts'

/** People of an organisation who hear of a stage, at most stages. */
const RECIPIENTS_EACH = 2

/** Plans the reminders of recurring duties: for each period the latest stage that is due, for all organisations at once. */
export const planPeriodReminders = defineSchedule({
  name: 'plan-period-reminders',
  cron: '* * * * *',
  async run({ plans, now, cadences, calendar, zone, callsPerMinute, elapsed, log }) {
    const policy = { cadences, calendar, zone }
    const moved = await plans.movedPeriods()
    const due = plansDue(policy, now, moved).map((plan) => ({
      plan,
      before: plansBefore(policy, plan, now, moved),
    }))
    const stages = askedNow(plans, due, elapsed())
    if (stages.length === 0) return
    const spread = spreadOver(
      (await plans.organisations()) * RECIPIENTS_EACH,
      plannedPerMinute(callsPerMinute),
    )
    const began = elapsed()
    for (const { plan, count } of await plans.planStages(stages, now, spread)) {
      const { obligation, period, stage } = plan
      log.info({ obligation, period: period.label, stage, planned: count }, 'reminders planned')
    }
    remember(plans, stages, { began, ended: elapsed() })
  },
})

/** Asking again costs as much as the first time; below this nobody notices. */
const NOTICEABLE_MS = 1_000
/** A long question is asked again after so many times its own length: a twentieth of the time is spent on it. */
const REST = 19
const MOST_REST_MS = 10 * 60_000

/** What this process has asked of a store: the names of the stages, and until when it rests (system time). */
const asked = new WeakMap<PlanStore, { stages: ReadonlySet<string>; until: number }>()

const nameOf = ({ plan }: StageToPlan): string =>
  `${plan.obligation}|${plan.period.label}|${plan.stage}|${plan.movedTo ?? ''}`

/**
 * The due stages that are worth asking for now: a new one always; those that were asked before (of which only people and
 * meetings that changed since can bring a row) not as long as the question weighs on a large enterprise's database.
 */
function askedNow(plans: PlanStore, due: StageToPlan[], at: number): StageToPlan[] {
  const last = asked.get(plans)
  return last && at < last.until ? due.filter((one) => !last.stages.has(nameOf(one))) : due
}

function remember(
  plans: PlanStore,
  stages: readonly StageToPlan[],
  { began, ended }: { began: number; ended: number },
): void {
  const tookMs = ended - began
  const known = asked.get(plans)?.stages ?? []
  const rest = tookMs < NOTICEABLE_MS ? 0 : Math.min(MOST_REST_MS, tookMs * REST)
  asked.set(plans, {
    stages: new Set(rest === 0 ? [] : [...known, ...stages.map(nameOf)]),
    until: ended + rest,
  })
}
