import cron from 'node-cron'
import type { Clock } from '../clock.ts'
import type { Schedule, ScheduleContext } from './define.ts'
import { schedules as all } from './index.ts'

/** What the jobs are started with. */
export interface ScheduleOptions {
  context: Omit<ScheduleContext, 'now'>
  clock: Clock
  /** Run before each job, e.g. to read the clock that replicas share. */
  beforeRun?: () => Promise<void>
  /** Run after each job: something may have become due. */
  afterRun?: () => void
  /** The jobs; all of them unless given. */
  schedules?: readonly Schedule[]
}

/** The running jobs. */
export interface Schedules {
  /** Runs every job once, in order, at this business time. A failing one is logged and the others go on. */
  runAll(now: Date): Promise<void>
  /** Starts nothing more and resolves when the running jobs are done. */
  stop(): Promise<void>
}

/** Makes the jobs without ticking: for tests, the command line and `POST /clock`. */
export function createSchedules(
  options: ScheduleOptions,
): Schedules & { tick(schedule: Schedule): Promise<void> } {
  const { context, clock, schedules = all, beforeRun, afterRun } = options
  const running = new Set<Promise<void>>()
  const run = (schedule: Schedule, now: () => Date): Promise<void> => {
    const one: Promise<void> = (async () => {
      await beforeRun?.()
      await schedule.run({ ...context, now: now() })
      afterRun?.()
    })()
      .catch((error: unknown) =>
        context.log.error({ err: error, schedule: schedule.name }, 'schedule failed'),
      )
      .finally(() => running.delete(one))
    running.add(one)
    return one
  }
  return {
    tick: (schedule) => run(schedule, () => clock.now()),
    async runAll(now) {
      for (const schedule of schedules) await run(schedule, () => now)
    },
    stop: async () => void (await Promise.all(running)),
  }
}

/**
 * Starts the ticks. Every replica runs every job; a job that is still running is not started a second time here. The
 * ticks come by the system's time; what is due is asked of the clock that was given.
 */
export function startSchedules(options: ScheduleOptions): Schedules {
  const jobs = createSchedules(options)
  const tasks = (options.schedules ?? all).map((schedule) =>
    cron.schedule(schedule.cron, () => jobs.tick(schedule), {
      name: schedule.name,
      timezone: options.context.zone,
      noOverlap: true,
      suppressMissedWarning: true,
    }),
  )
  return {
    runAll: jobs.runAll,
    async stop() {
      for (const task of tasks) await task.destroy()
      await jobs.stop()
    },
  }
}
