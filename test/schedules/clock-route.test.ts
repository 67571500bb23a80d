import Fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { clockRoute } from '../../src/bot/clock-route.ts'
import { createDelivery, repostAfterMs } from '../../src/bot/delivery/index.ts'
import { cardRefreshStore } from '../../src/db/stores/card-refresh.ts'
import { deliveryStore } from '../../src/db/stores/delivery.ts'
import { openSharedClock } from '../../src/db/stores/shared-clock.ts'
import { nextDueInstant } from '../../src/schedules/next-due.ts'
import { createSchedules } from '../../src/schedules/start.ts'
import { recordingPlatform } from '../delivery/recording-platform.ts'
import { useDatabase } from '../helpers/database.ts'
import { nine, scheduleBench } from './bench.ts'

const db = useDatabase({ poolSize: 10 })
const start = nine('2026-12-02')
const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

/** A service with one branch whose clock stands, and what POST /clock answers. */
async function clockBench() {
  const bench = scheduleBench(db, start)
  const branch = await bench.organisation('branch', new Date(+start - 1000), { chatId: 'oc_branch' })
  const secretary = await bench.officer(branch, 'secretary')
  await db.sql`insert into platform_identity values (${bench.tenantId}, 'feishu', 'union_id', 'on_1', ${secretary})`
  await db.sql`insert into platform_identity values (${bench.tenantId}, 'feishu', 'open_id', 'ou_1', ${secretary})`
  const platform = recordingPlatform()
  const store = deliveryStore(db.sql, bench.tenantId)
  const clock = await openSharedClock(db.sql, bench.tenantId, start)
  const instants: string[] = []
  const delivery = createDelivery({
    tenantId: bench.tenantId,
    store,
    cards: cardRefreshStore(db.sql, bench.tenantId),
    platform,
    clock,
    render: async (content) => ({
      card: { title: 'view' in content ? content.ref : '', tone: 'info', blocks: [], summary: '' },
      open: true,
    }),
    openFile: async () => null,
    identityOf: async () => ({ platform: 'feishu', kind: 'open_id', value: 'ou_1' }),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    pace: { pollMs: 10 },
  })
  const schedules = createSchedules({
    context: { ...bench.context, repostCards: () => delivery.repostOld() },
    clock,
  })
  const due = { ...bench.context, cardLifeMs: repostAfterMs(platform.limits.cardLifeMs) }
  const app = Fastify()
  await app.register(clockRoute, {
    clock,
    nextDueInstant: (after: Date) => nextDueInstant(due, after),
    runSchedules: async (now: Date) => {
      instants.push(now.toISOString())
      await schedules.runAll(now)
    },
    drain: delivery.drain,
    sentBetween: store.sentBetween,
  })
  opened.push(() => app.close(), clock.close)
  const post = async (now: unknown) => {
    const answer = await app.inject({ method: 'POST', url: '/clock', payload: { now } })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...bench, branch, secretary, platform, clock, post, instants }
}

describe('POST /clock', () => {
  it('stands at every due instant in order and answers what was handed over', async () => {
    const bench = await clockBench()
    const { status, body } = await bench.post('2026-12-26T00:00:00+08:00')
    expect(status).toBe(200)
    expect(body.now).toBe('2026-12-25T16:00:00.000Z')
    const key = (stage: string) =>
      `remind:${bench.branch}:general_meeting:2026-Q4:${stage}:${bench.secretary}`
    expect(body.sent).toEqual([
      {
        at: nine('2026-12-17').toISOString(),
        to: 'ou_1',
        kind: 'reminder',
        key: key('t14'),
        message_id: 'om_1',
      },
      {
        at: nine('2026-12-24').toISOString(),
        to: 'ou_1',
        kind: 'reminder',
        key: key('t7'),
        message_id: 'om_2',
      },
    ])
    expect(bench.instants).toEqual(
      [start, nine('2026-12-17'), nine('2026-12-24'), new Date('2026-12-26T00:00:00+08:00')].map((at) =>
        at.toISOString(),
      ),
    )
  })

  it('answers the interval only, and nothing twice', async () => {
    const bench = await clockBench()
    await bench.post(nine('2026-12-17').toISOString())
    expect((await bench.post(nine('2026-12-17').toISOString())).body.sent).toEqual([])
    expect((await bench.post(nine('2026-12-24').toISOString())).body.sent).toHaveLength(1)
    expect(bench.platform.visible).toHaveLength(2)
  })

  it('posts an open card again on its way, before the platform would refuse to change it', async () => {
    const bench = await clockBench()
    await bench.post(nine('2026-12-30').toISOString())
    await bench.post(nine('2027-01-03').toISOString())
    const reposts = await db.sql<{ due_at: Date }[]>`
      select due_at from outgoing where tenant_id = ${bench.tenantId} and key like 'repost:%' order by due_at`
    expect(reposts.map(({ due_at }) => due_at)).toEqual([nine('2026-12-30')])
  })

  it('goes back for nobody', async () => {
    const bench = await clockBench()
    const { status, body } = await bench.post('2026-11-30T00:00:00Z')
    expect(status).toBe(409)
    expect(body.error.message).toBe('时钟现在是 2026-12-02T01:00:00.000Z，只能向前拨，不能拨回。')
    expect(bench.clock.now()).toEqual(start)
  })

  it.each([
    undefined,
    null,
    5,
    '',
    'tomorrow',
    '2026-12-26',
    '2026-12-26T00:00:00',
    '2026-13-26T00:00:00Z',
  ])('refuses %j, which is no instant', async (now) => {
    const bench = await clockBench()
    expect(await bench.post(now)).toMatchObject({
      status: 400,
      body: { error: { code: 'clock/not-an-instant' } },
    })
  })

  it('takes calls that come at once one after the other, however many', async () => {
    const bench = await clockBench()
    const days = ['2026-12-17', ...Array.from({ length: 12 }, () => '2026-12-25')]
    const answers = await Promise.all(days.map((day) => bench.post(nine(day).toISOString())))
    const keys = answers.flatMap(({ body }) => body.sent?.map((one: { key: string }) => one.key) ?? [])
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(2)
    expect(bench.platform.visible).toHaveLength(2)
    expect(bench.clock.now()).toEqual(nine('2026-12-25'))
  })
})

describe('the shared clock', () => {
  it('is moved for all replicas, and a restart does not turn it back', async () => {
    const { tenantId } = scheduleBench(db, start)
    const [one, two] = [
      await openSharedClock(db.sql, tenantId, start),
      await openSharedClock(db.sql, tenantId, start),
    ]
    await one.advance(nine('2026-12-05'))
    await expect.poll(() => two.now()).toEqual(nine('2026-12-05'))
    await two.advance(nine('2026-12-03'))
    expect(two.now()).toEqual(nine('2026-12-05'))
    const restarted = await openSharedClock(db.sql, tenantId, start)
    expect(restarted.now()).toEqual(nine('2026-12-05'))
    for (const clock of [one, two, restarted]) opened.push(clock.close)
  })
})
