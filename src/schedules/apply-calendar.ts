import { defineSchedule } from './define.ts'

const BATCH = 200

/**
 * Takes over calendar years that were imported: this replica's calendar learns them, and, once for all replicas, the
 * dates of open cases are computed anew. A case that cannot be computed does not hold up the others; the next run tries again.
 */
export const applyCalendar = defineSchedule({
  name: 'apply-calendar',
  cron: '20 * * * * *',
  async run({ years, learnYears, replanCase, now, log }) {
    const latest = await years.latest()
    if (latest === null) return
    learnYears(await years.all())
    if (!(await years.pending())) return
    let failed = 0
    let moved = 0
    for (let after: string | null = null, ids = await years.openCases(after, BATCH); ids.length > 0; ) {
      for (const id of ids)
        moved += await replanCase(id).catch((error: unknown) => {
          failed += 1
          log.error({ err: error, case: id }, 'dates could not be computed anew')
          return 0
        })
      after = ids.at(-1) ?? null
      ids = await years.openCases(after, BATCH)
    }
    if (failed === 0) await years.applied(latest, now)
    log.info({ moved, failed }, 'open dates computed with the imported calendar')
  },
})
