import { defineSchedule } from './define.ts'

/** The platform repeats an event for about 7 hours; its marks are kept ten times as long. */
const INBOX_HOURS = 72

/** Forgets inbox marks that can no longer be asked for. What was sent is kept. */
export const housekeeping = defineSchedule({
  name: 'housekeeping',
  cron: '43 * * * *',
  async run({ plans, log }) {
    const forgotten = await plans.forgetInbox(INBOX_HOURS)
    if (forgotten > 0) log.info({ forgotten }, 'inbox marks forgotten')
  },
})
