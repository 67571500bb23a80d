import { expect, it } from 'vitest'
import type { PlanStore, StageToPlan } from '../../src/domain/ports/index.ts'
import type { ScheduleContext } from '../../src/schedules/define.ts'
import { planPeriodReminders } from '../../src/schedules/plan-period-reminders.ts'
import { loadTemplates } from '../../src/templates.ts'

/** A store whose answer takes `tookMs`, and what it was asked at each run. */
function slowStore(tookMs: number) {
  let time = 0
  const asked: string[][] = []
  const plans = {
    movedPeriods: async () => [],
    organisations: async () => 0,
    async planStages(stages: readonly StageToPlan[]) {
      asked.push(stages.map(({ plan }) => `${plan.obligation} ${plan.stage}`))
      time += tookMs
      return []
    },
  } as unknown as PlanStore // the job asks nothing else
  const { cadences, calendar } = loadTemplates()
  const log = { info: () => undefined, error: () => undefined }
  const run = async (iso: string, passedMs = 60_000) => {
    time += passedMs
    await planPeriodReminders.run({
      plans,
      now: new Date(iso),
      cadences,
      calendar,
      zone: 'Asia/Shanghai',
      callsPerMinute: 1000,
      elapsed: () => time,
      log,
    } as unknown as ScheduleContext) // the job uses nothing else
  }
  return { asked, run }
}

it('asks every minute where the answer comes at once', async () => {
  const { asked, run } = slowStore(900)
  for (const minute of ['00', '01', '02']) await run(`2026-12-16T09:${minute}:00+08:00`)
  expect(asked).toHaveLength(3)
  expect(asked[2]).toEqual(asked[0])
})

it('spends a twentieth of the time on a long question, and asks at once for what is newly due', async () => {
  const { asked, run } = slowStore(10_000)
  for (const minute of ['00', '01', '02']) await run(`2026-12-16T09:${minute}:00+08:00`)
  expect(asked).toHaveLength(1)
  await run('2026-12-17T09:00:00+08:00') // t14 of the quarter and the year
  expect(asked[1]?.length).toBeGreaterThan(0)
  expect(asked[1]?.every((one) => one.endsWith(' t14'))).toBe(true)
  await run('2026-12-17T09:01:00+08:00')
  expect(asked).toHaveLength(2)
  await run('2026-12-17T09:05:00+08:00', 190_000)
  expect(asked[2]?.length).toBeGreaterThan(asked[1]?.length ?? 0)
})
