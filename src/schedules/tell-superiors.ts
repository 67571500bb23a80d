import { localDate } from '../domain/calendar/local-time.ts'
import { escalationPlans, isTellingTime, tellingTime } from '../domain/reminders/escalation.ts'
import { defineSchedule } from './define.ts'

const BATCH = 200

/** Tells superiors of duties that stay unfulfilled: one list a superior and day, announced to the secretary beforehand. */
export const tellSuperiors = defineSchedule({
  name: 'tell-superiors',
  cron: '* * * * *',
  async run({ plans, now, cadences, calendar, zone, tellSuperiors: tell, log }) {
    const policy = { cadences, calendar, zone }
    if (!isTellingTime(now, policy)) return
    const today = localDate(now, zone)
    const standard = cadences.config.escalation
    for (const plan of escalationPlans(policy, today, await plans.movedPeriods())) {
      let told = 0
      for (let after: string | null = null; ; ) {
        const candidates = await plans.escalationCandidates(plan, {
          today,
          before: tellingTime(today, zone),
          standard,
          after,
          limit: BATCH,
        })
        if (candidates.length > 0) told += await tell(plan, candidates)
        if (candidates.length < BATCH) break
        after = candidates.at(-1)?.organisationId ?? null
      }
      const { obligation, period } = plan
      if (told > 0) log.info({ obligation, period: period.label, told }, 'superiors told')
    }
  },
})
