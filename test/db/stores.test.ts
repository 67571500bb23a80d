import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { standingClock } from '../../src/clock.ts'
import { createStorage, failureCode, isPassing } from '../../src/db/stores/unit.ts'
import { openTenant } from '../../src/db/tenants.ts'
import type { Storage } from '../../src/domain/ports/index.ts'
import { Refusal } from '../../src/domain/refusals.ts'
import { useDatabase } from '../helpers/database.ts'

const now = new Date('2026-11-22T10:00:00+08:00')
const today = '2026-11-22'

describe('the stores of a unit', () => {
  const db = useDatabase({ poolSize: 12 })
  let storage: Storage
  let tenantId: string
  let branch: string
  let member: string

  const identity = (value: string) => [{ platform: 'feishu', kind: 'open_id', value }]

  beforeEach(async () => {
    await db.empty()
    tenantId = (await openTenant(db.sql, { platform: 'feishu', appId: 'cli_x', key: 'tk' })).id
    storage = createStorage({ db: db.db, tenantId, clock: standingClock(now) })
    branch = uuidv7()
    await storage.unit(async (unit) => {
      await unit.organisations.insert({
        id: branch,
        kind: 'branch',
        parentId: null,
        name: '机关第一党支部',
        foundedOn: null,
        committeeFrom: null,
        unionFrom: null,
        dissolvedOn: null,
        createdAt: now,
      })
      member = (await unit.rosters.ensureMember('张伟', identity('ou_a'))).id
    })
  })

  it('commits effect, audit and messages together, or none of them', async () => {
    const attempt = storage.unit(async (unit) => {
      await unit.rosters.setStanding(branch, member, 'formal', today, null)
      unit.record({
        organisationId: branch,
        actorId: member,
        action: 'standing.set',
        object: member,
        facts: {},
      })
      unit.send({
        key: 'k',
        kind: 'news',
        platform: 'feishu',
        recipient: { memberId: member },
        content: { card: {} },
        priority: 'reply',
      })
      throw new Refusal('card/decided', {})
    })
    await expect(attempt).rejects.toMatchObject({ code: 'card/decided' })
    const [left] =
      await db.sql`select (select count(*) from standing)::int as standings, (select count(*) from audit)::int as audit,
      (select count(*) from outgoing)::int as outgoing, (select count(*) from audit_head)::int as heads`
    expect(left).toEqual({ standings: 0, audit: 0, outgoing: 0, heads: 0 })
  })

  it('takes a message once under its key, whichever unit is first', async () => {
    const send = () =>
      storage.unit(async (unit) =>
        unit.send({
          key: 'same',
          kind: 'news',
          platform: 'feishu',
          recipient: { chatId: 'oc_a' },
          content: { card: {} },
          priority: 'reply',
        }),
      )
    await Promise.all([send(), send(), send()])
    expect(await db.sql`select 1 from outgoing`).toHaveLength(1)
  })

  it('gives every case its own number, also to ten at once', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 10 }, () => storage.unit((unit) => unit.nextNumber(branch, 'D', 2026))),
    )
    expect([...numbers].sort()).toEqual(
      Array.from({ length: 10 }, (_, i) => `D2026-${String(i + 1).padStart(3, '0')}`),
    )
    expect(await storage.unit((unit) => unit.nextNumber(branch, 'D', 2027))).toBe('D2027-001')
    expect(await storage.unit((unit) => unit.nextNumber(branch, 'B', 2026))).toBe('B2026-001')
  })

  it('decides a proposal once, for the first of two clicks', async () => {
    const id = uuidv7()
    await storage.unit((unit) =>
      unit.proposals.insert({
        id,
        kind: 'binding',
        data: {},
        proposedBy: member,
        proposedAt: now,
        expiresAt: now,
        state: 'open',
      }),
    )
    const both = await Promise.all([
      storage.unit((unit) => unit.proposals.decide(id, 'confirmed', member, now)),
      storage.unit((unit) => unit.proposals.decide(id, 'cancelled', member, now)),
    ])
    expect(both.filter((one) => one !== null)).toHaveLength(1)
  })

  it('binds a chat and an organisation once', async () => {
    const bind = (chatId: string) =>
      storage.unit((unit) =>
        unit.organisations.bind({
          platform: 'feishu',
          chatId,
          organisationId: branch,
          boundBy: member,
          boundAt: now,
        }),
      )
    const results = await Promise.all([bind('oc_a'), bind('oc_b'), bind('oc_a')])
    expect(results.filter(Boolean)).toHaveLength(1)
  })

  it('marks an event once and remembers its answer and its body', async () => {
    const event = { source: 'click', key: 'e1', digest: 'd1' }
    expect(await storage.unit((unit) => unit.inbox.mark(event))).toBeNull()
    await storage.unit((unit) => unit.inbox.answer('click', 'e1', { toast: '已签到' }))
    expect(await storage.unit((unit) => unit.inbox.mark(event))).toEqual({
      answer: { toast: '已签到' },
      sameBody: true,
    })
    expect(await storage.unit((unit) => unit.inbox.mark({ ...event, digest: 'd2' }))).toMatchObject({
      sameBody: false,
    })
  })

  it('keeps the history of standings and offices by date', async () => {
    await storage.unit(async (unit) => {
      await unit.rosters.setStanding(branch, member, 'probationary', '2026-01-01', null)
      await unit.rosters.setStanding(branch, member, 'formal', '2026-07-01', null)
      await unit.rosters.setOffice(branch, member, 'secretary', '2026-07-01', null, true)
    })
    const on = (date: string) => storage.unit((unit) => unit.rosters.roster(branch, date))
    expect(await on('2025-12-31')).toEqual([])
    expect(await on('2026-06-30')).toMatchObject([{ name: '张伟', standing: 'probationary', offices: [] }])
    expect(await on('2026-07-01')).toMatchObject([{ standing: 'formal', offices: ['secretary'] }])
    expect(
      await storage.unit((unit) => unit.rosters.setStanding(branch, member, 'formal', today, null)),
    ).toBe(false)
  })

  it('knows one person by any of their identities', async () => {
    const again = await storage.unit((unit) =>
      unit.rosters.ensureMember('张伟（办公室）', [
        ...identity('ou_a'),
        { platform: 'feishu', kind: 'union_id', value: 'on_a' },
      ]),
    )
    expect(again.id).toBe(member)
    expect(
      await storage.unit((unit) =>
        unit.rosters.memberOf([{ platform: 'feishu', kind: 'union_id', value: 'on_a' }]),
      ),
    ).toMatchObject({ id: member })
    expect(await storage.unit((unit) => unit.rosters.memberOf(identity('ou_unknown')))).toBeNull()
  })

  it('sees nothing of another tenant', async () => {
    const other = createStorage({
      db: db.db,
      tenantId: (await openTenant(db.sql, { platform: 'feishu', appId: 'cli_y', key: 'other' })).id,
      clock: standingClock(now),
    })
    const seen = await other.unit(async (unit) => ({
      organisation: await unit.organisations.get(branch),
      byName: await unit.organisations.byName('branch', '机关第一党支部'),
      member: await unit.rosters.member(member),
      identity: await unit.rosters.memberOf(identity('ou_a')),
      roster: await unit.rosters.roster(branch, today),
    }))
    expect(seen).toEqual({ organisation: null, byName: [], member: null, identity: null, roster: [] })
  })

  it('runs a unit again after a passing failure, and not after a refusal or a bug', async () => {
    let runs = 0
    const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' })
    await storage.unit(async () => {
      runs += 1
      if (runs < 3) throw deadlock
    })
    expect(runs).toBe(3)
    expect(isPassing(new Error('wrapped', { cause: deadlock }))).toBe(true)
    expect(failureCode(new Error('plain'))).toBeNull()
    expect(isPassing(new Refusal('card/decided', {}))).toBe(false)
    runs = 0
    const bug = storage.unit(async () => {
      runs += 1
      throw new TypeError('a bug')
    })
    await expect(bug).rejects.toThrow('a bug')
    expect(runs).toBe(1)
  })
})
