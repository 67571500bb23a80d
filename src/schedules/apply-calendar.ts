import { defineSchedule, type ScheduleContext } from './define.ts'

const BATCH = 200

/**
 * Takes over calendar years that were imported: this replica's calendar learns them, and, once for all replicas, the
 * dates of open cases and of plans of the year are computed anew. What cannot be computed does not hold up the others; the
 * next run tries again.
 */
export const applyCalendar = defineSchedule({
  name: 'apply-calendar',
  cron: '20 * * * * *',
  async run({ years, learnYears, replanCase, replanYear, now, log }) {
    const latest = await years.latest()
    if (latest === null) return
    learnYears(await years.all())
    if (!(await years.pending())) return
    const cases = await each(years.openCases, replanCase, log)
    const plans = await each(years.openPlans, replanYear, log)
    const failed = cases.failed + plans.failed
    if (failed === 0) await years.applied(latest, now)
    log.info({ moved: cases.moved + plans.moved, failed }, 'open dates computed with the imported calendar')
  },
})

/** Computes each anew, in order of id, a page of them at a time. */
async function each(
  next: (after: string | null, limit: number) => Promise<string[]>,
  replan: (id: string) => Promise<number>,
  log: ScheduleContext['log'],
): Promise<{ moved: number; failed: number }> {
  let failed = 0
  let moved = 0
  for (let ids = await next(null, BATCH); ids.length > 0; ids = await next(ids.at(-1) ?? null, BATCH))
    for (const id of ids)
      moved += await replan(id).catch((error: unknown) => {
        failed += 1
        log.error({ err: error, id }, 'dates could not be computed anew')
        return 0
      })
  return { moved, failed }
}
