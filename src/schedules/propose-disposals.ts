import { defineSchedule } from './define.ts'

/** Proposes the deletion of files that are past their retention; people decide. A second run proposes nothing twice. */
export const proposeDisposals = defineSchedule({
  name: 'propose-disposals',
  cron: '20 9 * * 1',
  async run({ proposeDisposals, log }) {
    const proposed = await proposeDisposals()
    if (proposed > 0) log.info({ proposed }, 'deletion of expired files proposed')
  },
})
