import { localDate } from '../domain/calendar/local-time.ts'
import type { CandidatePlace } from '../domain/ports/index.ts'
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
    const due = escalationPlans(policy, today, await plans.movedPeriods())
    if (due.length === 0) return
    const before = tellingTime(today, zone)
    for (let after: CandidatePlace | null = null; ; ) {
      const candidates = await plans.escalationCandidates(due, {
        today,
        before,
        standard,
        after,
        limit: BATCH,
      })
      for (const [place, some] of Map.groupBy(candidates, ({ plan }) => plan)) {
        const plan = due[place]
        const told = plan ? await tell(plan, some) : 0
        if (plan && told > 0)
          log.info({ obligation: plan.obligation, period: plan.period.label, told }, 'superiors told')
      }
      if (candidates.length < BATCH) break
      after = candidates.at(-1) ?? null
    }
  },
})
