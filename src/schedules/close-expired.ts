import { defineSchedule } from './define.ts'

const BATCH = 200

/**
 * Closes ballots, calls for opinions and public notices at their deadline, and ballots in which everybody has voted: asked every two
 * seconds, so that a deadline is kept within five. One that cannot be closed does not hold up the others.
 */
export const closeExpired = defineSchedule({
  name: 'close-expired',
  cron: '*/2 * * * * *',
  async run({ plans, now, closeBallot, closeOpinions, closeNotice, log }) {
    const each = async (what: string, ids: string[], close: (id: string) => Promise<void>) => {
      for (const id of ids)
        await close(id).catch((error: unknown) => log.error({ err: error, what, id }, 'could not be closed'))
    }
    await each('ballot', await plans.expiredBallots(now, BATCH), closeBallot)
    await each('opinions', await plans.expiredOpinions(now, BATCH), closeOpinions)
    await each('public notice', await plans.expiredNotices(now, BATCH), closeNotice)
  },
})
