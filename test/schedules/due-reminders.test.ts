import { describe, expect, it } from 'vitest'
import { useDatabase } from '../helpers/database.ts'
import { cadencesWith, nine, scheduleBench } from './bench.ts'

const db = useDatabase()
const now = nine('2026-12-17')
const longAgo = new Date('2025-06-01T00:00:00Z')

async function branchBench() {
  const bench = scheduleBench(db, now, { cadences: cadencesWith() })
  const branch = await bench.organisation('branch', longAgo, { chatId: 'oc_branch' })
  const secretary = await bench.officer(branch, 'secretary')
  const orgMember = await bench.officer(branch, 'org_member')
  return { ...bench, branch, secretary, orgMember }
}

describe('reminders of meetings, steps, ballots and opinions', () => {
  it('reminds the assignee of a step, else the holders of its roles', async () => {
    const bench = await branchBench()
    const step = { organisationId: bench.branch, subject: 'step', stage: 'due-1wd', dueAt: now } as const
    await bench.reminder({ ...step, ref: 'case|minutes|', memberId: bench.orgMember, roles: ['secretary'] })
    await bench.reminder({ ...step, ref: 'case|agenda|', roles: ['secretary', 'org_member'] })
    await bench.runAt(now)
    const rows = (await bench.outgoing()).map(({ content, to }) => `${content.view} ${content.ref} ${to}`)
    expect(rows.sort()).toEqual(
      [
        `reminder.step case|agenda||due-1wd ${bench.secretary}`,
        `reminder.step case|agenda||due-1wd ${bench.orgMember}`,
        `reminder.step case|minutes||due-1wd ${bench.orgMember}`,
      ].sort(),
    )
  })

  it('reminds everybody of a meeting in the group, until it begins', async () => {
    const bench = await branchBench()
    const startsAt = new Date(+now + 2 * 3600_000)
    const meeting = await bench.meeting(bench.branch, startsAt)
    await bench.reminder({
      organisationId: bench.branch,
      subject: 'meeting',
      ref: meeting,
      stage: 'T-2h',
      dueAt: now,
      roles: ['members'],
    })
    await bench.runAt(now)
    expect(await bench.outgoing()).toMatchObject([
      {
        to: 'oc_branch',
        dueAt: now,
        expiresAt: startsAt,
        content: { view: 'reminder.meeting', ref: `${meeting}|T-2h|${startsAt.toISOString()}` },
      },
    ])
  })

  it('turns each reminder into its messages once, also with two replicas', async () => {
    const bench = await branchBench()
    for (let n = 0; n < 20; n++)
      await bench.reminder({
        organisationId: bench.branch,
        subject: 'step',
        ref: `c|s${n}|`,
        stage: 'due',
        dueAt: now,
        roles: ['secretary'],
      })
    await Promise.all([bench.newSchedules().runAll(now), bench.newSchedules().runAll(now)])
    await bench.runAt(now)
    expect(await bench.outgoing()).toHaveLength(20)
    expect(
      await db.sql`select 1 from reminder where tenant_id = ${bench.tenantId} and state = 'planned'`,
    ).toHaveLength(0)
  })

  it('sends one reminder of an item after an outage, not three', async () => {
    const bench = await branchBench()
    for (const [stage, date] of [
      ['due-3wd', '2026-12-14'],
      ['due-1wd', '2026-12-16'],
      ['due', '2026-12-17'],
    ] as const)
      await bench.reminder({
        organisationId: bench.branch,
        subject: 'step',
        ref: 'c|s|',
        stage,
        dueAt: nine(date),
        roles: ['secretary'],
      })
    await bench.runAt(new Date(+now + 3600_000))
    expect((await bench.outgoing()).map(({ content }) => content.ref)).toEqual(['c|s||due'])
    expect(
      await db.sql`select 1 from reminder where tenant_id = ${bench.tenantId} and state = 'planned'`,
    ).toHaveLength(0)
  })

  it('says nothing of a meeting that has begun, and waits for the morning with what is late', async () => {
    const bench = await branchBench()
    const meeting = await bench.meeting(bench.branch, nine('2026-12-17'))
    await bench.reminder({
      organisationId: bench.branch,
      subject: 'meeting',
      ref: meeting,
      stage: 'T-1d',
      dueAt: nine('2026-12-16'),
      roles: ['members'],
    })
    await bench.reminder({
      organisationId: bench.branch,
      subject: 'step',
      ref: 'c|s|',
      stage: 'due',
      dueAt: nine('2026-12-17'),
      roles: ['secretary'],
    })
    await bench.runAt(new Date('2026-12-17T22:00:00+08:00'))
    expect(await bench.outgoing()).toMatchObject([{ to: bench.secretary, dueAt: nine('2026-12-18') }])
  })

  it('writes nothing and keeps the reminders when the messages cannot be stored', async () => {
    const bench = await branchBench()
    await bench.reminder({
      organisationId: bench.branch,
      subject: 'step',
      ref: 'c|s|',
      stage: 'due',
      dueAt: now,
      roles: ['secretary'],
    })
    const broken = () => {
      throw new Error('a bug')
    }
    await expect(bench.context.plans.sendDue(now, '2026-12-17', 10, broken)).rejects.toThrow('a bug')
    await bench.runAt(now)
    expect(await bench.outgoing()).toHaveLength(1)
  })
})

describe('the other jobs', () => {
  const ballot = (tenantId: string, organisationId: string, id: string, closesAt: Date) => db.sql`
    insert into ballot (tenant_id, id, organisation_id, number, matter, rule, method, important, roster, status, opened_by, opened_at, closes_at)
    values (${tenantId}, ${id}, ${organisationId}, ${id}, '', '{}', 'open', false, '{}', 'open', ${id}, ${longAgo}, ${closesAt})`

  it('closes what has reached its deadline, each by itself', async () => {
    const bench = await branchBench()
    const [first, second, later] = ['a', 'b', 'c'].map((n) => `01989a7e-0000-7000-8000-00000000000${n}`) as [
      string,
      string,
      string,
    ]
    await ballot(bench.tenantId, bench.branch, first, new Date(+now - 1000))
    await ballot(bench.tenantId, bench.branch, second, now)
    await ballot(bench.tenantId, bench.branch, later, new Date(+now + 1))
    const closed: string[] = []
    bench.context.closeBallot = async (id) => {
      if (id === first) throw new Error('locked')
      closed.push(id)
    }
    await bench.runAt(now)
    expect(closed).toEqual([second])
    expect(bench.logged).toMatchObject([{ level: 'error', facts: { what: 'ballot', id: first } }])
  })

  it('goes on with the other jobs when one fails', async () => {
    const bench = await branchBench()
    const ran: string[] = []
    bench.context.plans.planStages = () => Promise.reject(new Error('broken'))
    bench.context.cadences = cadencesWith('general_meeting')
    bench.context.repostCards = async () => void ran.push('repost')
    await bench.runAt(now)
    expect(ran).toEqual(['repost'])
    expect(bench.logged).toMatchObject([{ level: 'error', facts: { schedule: 'plan-period-reminders' } }])
  })

  it('forgets inbox marks after three days of the system, not of the business clock', async () => {
    const bench = await branchBench()
    await db.sql`
      insert into inbox (tenant_id, source, key, digest, received_at)
      values (${bench.tenantId}, 's', 'old', '', now() - interval '73 hours'), (${bench.tenantId}, 's', 'new', '', now() - interval '71 hours')`
    await bench.runAt(new Date(+now + 90 * 24 * 3600_000))
    expect(await db.sql`select key from inbox where tenant_id = ${bench.tenantId}`).toEqual([{ key: 'new' }])
  })
})
