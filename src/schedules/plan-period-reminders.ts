import { plansDue } from '../domain/delivery/period-stages.ts'
import { defineSchedule } from './define.ts'

/** Plans the reminders of recurring duties: for each period the latest stage that is due, for all organisations at once. */
export const planPeriodReminders = defineSchedule({
  name: 'plan-period-reminders',
  cron: '* * * * *',
  async run({ plans, now, cadences, calendar, zone, log }) {
    for (const plan of plansDue({ cadences, calendar, zone }, now)) {
      const planned = await plans.planStage(plan, now)
      const { obligation, period, stage } = plan
      if (planned > 0) log.info({ obligation, period: period.label, stage, planned }, 'reminders planned')
    }
  },
})
