import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { app } from '../../bench/app.ts'
import { burst } from '../../bench/burst.ts'
import { requireCommitted } from '../../bench/check-votes.ts'
import { benchHotBallot } from '../../bench/hot-ballot.ts'
import { load } from '../../bench/load.ts'
import { type Cast, castsFor, makeBranches, type OpenBallot, openBallots } from '../../bench/poll.ts'
import { onTheWire, push, voteEnvelope } from '../../bench/pushes.ts'
import { secretBurst } from '../../bench/secret-burst.ts'
import { closing } from '../../bench/servers/closing.ts'
import { referenceServer } from '../../bench/servers/reference-server.ts'
import { zhibuService } from '../../bench/servers/zhibu-service.ts'
import { upsertVotes } from '../../bench/single-upserts.ts'
import { entryHash, genesis } from '../../src/db/stores/audit-chain.ts'
import { openTenant, type Tenant } from '../../src/db/tenants.ts'
import { useDatabase } from '../helpers/database.ts'

const db = useDatabase({ poolSize: 10 })
let tenant: Tenant
let stop: () => Promise<void>

/** The contestants, each on a port of its own. */
const contestants: [name: string, start: () => Promise<number>][] = [
  [
    'zhibu',
    async () => {
      const service = zhibuService(db.database, tenant, 'silent')
      await service.app.listen({ host: '127.0.0.1', port: 0 })
      stop = () => service.stop()
      return portOf(service.app.server)
    },
  ],
  [
    'the reference',
    async () => {
      const server = referenceServer(db.database, tenant)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      stop = closing(server)
      return portOf(server)
    },
  ],
]
const portOf = (server: Server): number => (server.address() as AddressInfo).port

const send = (port: number, casts: readonly Pick<Cast, 'envelope'>[]) =>
  load(
    port,
    10,
    casts.map(({ envelope }) => onTheWire(push(envelope))),
  )
const toastOf = (body: string): string => JSON.parse(body).toast?.type

beforeEach(async () => {
  await db.empty()
  tenant = await openTenant(db.sql, { platform: 'feishu', appId: app.appId, key: app.tenantKey })
  stop = async () => undefined
})
afterEach(() => stop())

const open = async (branches = 3, size = 20): Promise<OpenBallot[]> =>
  openBallots(db.sql, tenant.id, await makeBranches(db.sql, tenant.id, branches, size))

describe.each(contestants)('%s under the load of the bench', (_name, start) => {
  it('acknowledges every click and keeps what it acknowledged', async () => {
    const ballots = await open()
    const casts = castsFor(ballots, 2)
    const { bodies, latencies } = await send(await start(), casts)
    expect(bodies.map(toastOf)).toEqual(casts.map(() => 'success'))
    expect(latencies).toHaveLength(120)
    await requireCommitted(db.sql, tenant.id, ballots, casts)
    const votes = await db.sql<{ changes: number }[]>`select changes from vote`
    expect(votes.map((one) => one.changes)).toEqual(Array(60).fill(1))
  })

  it('leaves an unbroken chain in each organisation', async () => {
    const ballots = await open(2, 10)
    await send(await start(), castsFor(ballots, 1))
    for (const { branch } of ballots) {
      const entries = await db.sql<{ prev: string; body: string; hash: string }[]>`
        select prev, body, hash from audit where organisation_id = ${branch.id} order by seq`
      let prev = genesis
      for (const entry of entries) {
        expect(entry).toMatchObject({ prev, hash: entryHash(prev, entry.body) })
        prev = entry.hash
      }
      expect(entries).toHaveLength(10)
      const heads = await db.sql`select seq, hash from audit_head where organisation_id = ${branch.id}`
      expect([...heads]).toEqual([{ seq: 10, hash: prev }])
    }
  })

  it('counts a click that is delivered twice once', async () => {
    const ballots = await open(1, 5)
    const casts = castsFor(ballots, 1)
    const port = await start()
    await send(port, casts)
    const { bodies } = await send(port, casts)
    expect(bodies.map(toastOf)).toEqual(casts.map(() => 'success'))
    await requireCommitted(db.sql, tenant.id, ballots, casts)
  })

  it('refuses strangers, other chats and closed ballots, and keeps nothing of it', async () => {
    const ballots = await open(2, 5)
    const [cast] = castsFor(ballots, 1)
    const [, other] = ballots
    if (!cast || !other) throw new Error('two ballots, some clicks')
    const port = await start()
    const changed = (change: Partial<Cast['press']>) => ({
      envelope: voteEnvelope({ ...cast.press, ...change }),
    })
    const stranger = other.branch.voters[0]?.openId ?? ''
    const { bodies } = await send(port, [changed({ openId: stranger }), changed({ chatId: 'oc_elsewhere' })])
    await db.sql`update ballot set status = 'closed' where id = ${cast.press.ballotId}`
    const late = await send(port, [cast])
    expect([...bodies, ...late.bodies].map(toastOf)).toEqual(['warning', 'warning', 'warning'])
    const kept = await db.sql`
      select 1 from vote union all select 1 from audit union all select 1 from inbox`
    expect(kept).toHaveLength(0)
  })
})

describe('requireCommitted', () => {
  it.each([
    ['a lost vote', () => db.sql`delete from vote where ctid = (select min(ctid) from vote)`],
    ['another choice', () => db.sql`update vote set choice = 'x' where ctid = (select min(ctid) from vote)`],
    ['a lost inbox mark', () => db.sql`delete from inbox where ctid = (select min(ctid) from inbox)`],
    ['a card that nobody knows to be behind', () => db.sql`update card set shown = wanted`],
  ])('notices %s', async (_what, spoil) => {
    const ballots = await open(1, 5)
    const casts = castsFor(ballots, 1)
    const [, [, start]] = contestants as [(typeof contestants)[0], (typeof contestants)[0]]
    await send(await start(), casts)
    await spoil()
    await expect(requireCommitted(db.sql, tenant.id, ballots, casts)).rejects.toThrow()
  })
})

it('takes a burst of clicks that are all delivered twice, and neither loses nor doubles one', async () => {
  const [[, start]] = contestants as [(typeof contestants)[0]]
  const place = { sql: db.sql, tenantId: tenant.id, port: await start() }
  expect(await burst(place, { voters: 100, seconds: 0.5 })).toHaveLength(400)
})

it('takes a burst of secret papers that are pressed and delivered twice, and neither loses nor doubles one', async () => {
  const [[, start]] = contestants as [(typeof contestants)[0]]
  const place = { sql: db.sql, tenantId: tenant.id, port: await start() }
  expect(await secretBurst(place, { voters: 40, seconds: 0.2 })).toHaveLength(160)
})

it('upserts the same votes one by one', async () => {
  const ballots = await open(1, 10)
  const casts = castsFor(ballots, 2)
  expect((await upsertVotes(db.sql, tenant.id, casts, 4)).perSecond).toBeGreaterThan(0)
  const rows = await db.sql<{ voter: string }[]>`select member_id as voter from vote where changes = 1`
  expect(new Set(rows.map((one) => one.voter))).toEqual(new Set(casts.map((one) => one.memberId)))
})

it('compares votes that are committed in groups with one transaction a vote', async () => {
  const size = { passes: 2, voters: 20, loads: [5], rounds: 1, seconds: 1 }
  const figures = await benchHotBallot(size, { database: db.database, tenant })
  expect(figures).toMatchObject([
    { reference: { name: 'one transaction a vote' }, aim: 20 },
    { reference: { name: 'single upserts' }, aim: null },
  ])
  // Two rounds, the first to warm up: 2 × 20 votes in groups, 5 single ones, and 2 × 20 bare rows without any entry.
  const [kept] =
    await db.sql`select count(*)::int as entries, count(distinct object)::int as ballots from audit`
  expect(kept).toEqual({ entries: 2 * (40 + 5), ballots: 4 })
})
