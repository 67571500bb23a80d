import { plansBefore, plansDue } from '../domain/delivery/period-stages.ts'
import { plannedPerMinute, spreadOver } from '../domain/delivery/spread.ts'
import { defineSchedule } from './define.ts'

/** People of an organisation who hear of a stage, at most stages. */
const RECIPIENTS_EACH = 2

/** Plans the reminders of recurring duties: for each period the latest stage that is due, for all organisations at once. */
export const planPeriodReminders = defineSchedule({
  name: 'plan-period-reminders',
  cron: '* * * * *',
  async run({ plans, now, cadences, calendar, zone, callsPerMinute, log }) {
    const spread = spreadOver(
      (await plans.organisations()) * RECIPIENTS_EACH,
      plannedPerMinute(callsPerMinute),
    )
    const policy = { cadences, calendar, zone }
    const moved = await plans.movedPeriods()
    const stages = plansDue(policy, now, moved).map((plan) => ({
      plan,
      before: plansBefore(policy, plan, now, moved),
    }))
    for (const { plan, count } of await plans.planStages(stages, now, spread)) {
      const { obligation, period, stage } = plan
      log.info({ obligation, period: period.label, stage, planned: count }, 'reminders planned')
    }
  },
})
