import { defineSchedule } from './define.ts'

const BATCH = 50

/**
 * Arranges the meetings of plans for which somebody asked, each in a unit of its own: asked every two seconds, so that a
 * crash in between loses nothing and the next run, of any replica, goes on. One that fails does not hold up the others.
 */
export const arrangePlans = defineSchedule({
  name: 'arrange-plans',
  cron: '*/2 * * * * *',
  async run({ plans, arrangeQueued, log }) {
    for (const item of await plans.queuedPlanItems(BATCH))
      await arrangeQueued(item).catch((error: unknown) =>
        log.error({ err: error, plan: item.planId, obligation: item.obligation }, 'could not be arranged'),
      )
  },
})
