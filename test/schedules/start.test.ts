import cron from 'node-cron'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { schedules } from '../../src/schedules/index.ts'
import { startSchedules } from '../../src/schedules/start.ts'
import { useDatabase } from '../helpers/database.ts'
import { nine, scheduleBench } from './bench.ts'

const db = useDatabase()
let stop: (() => Promise<void>) | undefined
afterEach(async () => stop?.())

describe('the ticks', () => {
  it('have a name each and a time that node-cron understands', () => {
    expect(new Set(schedules.map(({ name }) => name)).size).toBe(schedules.length)
    for (const { cron: expression } of schedules) expect(cron.validate(expression)).toBe(true)
  })

  it('come by themselves, with the business time of the clock, and end with stop', async () => {
    const { context } = scheduleBench(db, nine('2026-12-01'))
    const ticked = Promise.withResolvers<Date>()
    let finished = 0
    const running = startSchedules({
      context,
      clock: systemClock,
      schedules: [{ name: 'each-second', cron: '* * * * * *', run: async ({ now }) => ticked.resolve(now) }],
      afterRun: () => void finished++,
    })
    stop = running.stop
    expect(await ticked.promise).toBeInstanceOf(Date)
    await running.stop()
    const after = finished
    expect(after).toBeGreaterThan(0)
    expect(cron.getTasks().size).toBe(0)
  })

  it('read the shared clock before they run', async () => {
    const { context } = scheduleBench(db, nine('2026-12-01'))
    const order: string[] = []
    const jobs = startSchedules({
      context,
      clock: systemClock,
      schedules: [{ name: 'one', cron: '0 0 1 1 *', run: async () => void order.push('run') }],
      beforeRun: async () => void order.push('before'),
      afterRun: () => void order.push('after'),
    })
    stop = jobs.stop
    await jobs.runAll(nine('2026-12-01'))
    expect(order).toEqual(['before', 'run', 'after'])
  })
})
