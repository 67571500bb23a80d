import { describe, expect, it } from 'vitest'
import { localTime } from '../../src/domain/calendar/local-time.ts'
import { stagesAround } from '../../src/domain/delivery/period-stages.ts'
import { useDatabase } from '../helpers/database.ts'
import { cadencesOffered, cadencesWith, calendar, nine, scheduleBench } from './bench.ts'

const db = useDatabase()
const longAgo = new Date('2025-06-01T00:00:00Z')

/** A branch with a secretary and a 组织委员 since last year. */
async function branchBench(start: Date, more: Parameters<typeof scheduleBench>[2] = {}) {
  const bench = scheduleBench(db, start, more)
  const branch = await bench.organisation('branch', longAgo, { chatId: 'oc_branch' })
  const secretary = await bench.officer(branch, 'secretary')
  const orgMember = await bench.officer(branch, 'org_member')
  return { ...bench, branch, secretary, orgMember }
}

const stages = (rows: { key: string }[]) => rows.map(({ key }) => key.split(':').at(-2))

describe('reminders of recurring duties', () => {
  it('plans nothing before the instant of a stage', async () => {
    const bench = scheduleBench(db, nine('2026-10-05'))
    const branch = await bench.organisation('branch', nine('2026-10-05'))
    await bench.officer(branch, 'secretary')
    const at = nine('2026-10-08') // the first working day after the holiday
    await bench.runAt(new Date(+at - 1))
    expect(await bench.outgoing()).toEqual([])
    await bench.runAt(at)
    expect(stages(await bench.outgoing())).toEqual(['overdue', 'period_start'])
  })

  it('plans a stage for the holders of its offices, at nine, until the next stage', async () => {
    const at = nine('2026-12-17') // 14 days before the end of the quarter
    const bench = await branchBench(at)
    await bench.runAt(at)
    const rows = await bench.outgoing()
    expect(rows.map(({ to }) => to).sort()).toEqual([bench.secretary, bench.orgMember].sort())
    expect(rows[0]).toMatchObject({
      dueAt: at,
      expiresAt: nine('2026-12-24'),
      content: { view: 'reminder.period', ref: `${bench.branch}|general_meeting|2026-Q4|t14` },
    })
    expect(rows.map(({ key }) => key)).toContain(
      `remind:${bench.branch}:general_meeting:2026-Q4:t14:${bench.secretary}`,
    )
    expect(rows[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('changes nothing when it is run again, late, or by two replicas at once', async () => {
    const at = nine('2026-12-17')
    const bench = await branchBench(at)
    await Promise.all([bench.newSchedules().runAll(at), bench.newSchedules().runAll(at)])
    const once = await bench.outgoing()
    expect(once).toHaveLength(2)
    await bench.runAt(new Date(+at + 3600_000))
    expect(await bench.outgoing()).toEqual(once)
    expect(bench.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('plans only the latest stage after an outage', async () => {
    const bench = await branchBench(nine('2026-10-01'))
    await bench.runAt(new Date('2026-12-25T03:00:00Z')) // t30, t14 and t7 have passed
    expect(stages(await bench.outgoing())).toEqual(['t7', 't7'])
    // The others leave their trace, at their own instants; whoever was recorded later was not forgotten.
    const missed = await bench.missed()
    expect(
      missed
        .filter(({ key }) => key.includes(':2026-Q4:'))
        .map(({ dueAt, key, state }) => [state, dueAt, key.split(':').at(-2)]),
    ).toEqual([
      ['suppressed', nine('2026-10-08'), 'period_start'],
      ['suppressed', nine('2026-12-01'), 't30'],
      ['suppressed', nine('2026-12-17'), 't14'],
      ['suppressed', nine('2026-12-17'), 't14'],
    ])
    await bench.officer(bench.branch, 'secretary', '2026-12-26')
    const late = await bench.officer(bench.branch, 'secretary', '2026-10-01')
    await db.sql`update office set recorded_at = '2026-12-26' where member_id = ${late}`
    await bench.runAt(nine('2026-12-31'))
    expect(await bench.missed()).toEqual(missed)
  })

  it('does not disturb at night: a late stage waits for the next working morning', async () => {
    const bench = await branchBench(nine('2026-10-01'))
    await bench.runAt(new Date('2026-12-25T23:30:00+08:00')) // a Friday night
    expect((await bench.outgoing()).map(({ dueAt }) => dueAt)).toEqual([
      nine('2026-12-28'),
      nine('2026-12-28'),
    ])
  })

  it('leaves a late stage out when the next one comes before the morning', async () => {
    const bench = await branchBench(nine('2026-10-01'))
    await bench.runAt(new Date('2026-12-31T07:00:00+08:00')) // t7 is late, the last day's reminder comes at nine
    expect(await bench.outgoing()).toEqual([])
    await bench.runAt(nine('2026-12-31'))
    expect(stages(await bench.outgoing())).toEqual(['last', 'last'])
  })

  it('does not remind a branch of stages before it was bound', async () => {
    const at = nine('2026-12-17')
    const bench = scheduleBench(db, at)
    const branch = await bench.organisation('branch', new Date(+at + 60_000), { chatId: 'oc_new' })
    await bench.officer(branch, 'secretary')
    await bench.runAt(new Date(+at + 120_000))
    expect(await bench.outgoing()).toEqual([])
    await bench.runAt(nine('2026-12-24'))
    expect(stages(await bench.outgoing())).toEqual(['t7'])
  })

  it('leaves out branches that have held or arranged the meeting, not those that hold another', async () => {
    const at = nine('2026-12-17')
    const bench = await branchBench(at)
    const held = await bench.organisation('branch', longAgo)
    const arranged = await bench.organisation('branch', longAgo)
    const cancelled = await bench.organisation('branch', longAgo)
    const other = await bench.organisation('branch', longAgo)
    for (const id of [held, arranged, cancelled, other]) await bench.officer(id, 'secretary')
    await bench.meeting(held, nine('2026-11-02'), 'held')
    await bench.meeting(arranged, nine('2026-12-22'))
    await bench.meeting(cancelled, nine('2026-12-22'), 'cancelled')
    await bench.meeting(other, nine('2026-12-22'), 'scheduled', ['party_lecture'])
    await bench.runAt(at)
    const planned = (await bench.outgoing()).filter(({ state }) => state === 'planned')
    const reminded = new Set(planned.map(({ content }) => content.ref.split('|')[0]))
    expect(reminded).toEqual(new Set([bench.branch, cancelled, other]))
    const silent = (await bench.outgoing()).filter(({ state }) => state === 'suppressed')
    expect(new Map(silent.map(({ content, reason }) => [content.ref.split('|')[0], reason]))).toEqual(
      new Map([
        [held, 'done'],
        [arranged, 'arranged'],
      ]),
    )
    await db.sql`update meeting set status = 'cancelled' where tenant_id = ${bench.tenantId}`
    await bench.runAt(new Date(+at + 60_000))
    const again = (await bench.outgoing()).filter(({ state }) => state === 'planned')
    expect(again.map(({ content }) => content.ref.split('|')[0])).toContain(arranged)
  })

  it('asks who holds the office on the day of the stage', async () => {
    const at = nine('2026-12-17')
    const bench = scheduleBench(db, at)
    const branch = await bench.organisation('branch', longAgo)
    await bench.officer(branch, 'secretary', '2026-01-01', '2026-12-17')
    const present = await bench.officer(branch, 'secretary', '2026-12-17')
    await bench.runAt(at)
    expect((await bench.outgoing()).map(({ to }) => to)).toEqual([present])
  })

  it('asks duties of a committee only of branches that have one, and of groups their leaders', async () => {
    const at = nine('2026-12-15') // the middle of the month
    const bench = scheduleBench(db, at, { cadences: cadencesWith('committee_meeting', 'group_meeting') })
    const without = await bench.organisation('branch', longAgo)
    const branch = await bench.organisation('branch', longAgo, { committeeFrom: '2025-07-01' })
    const group = await bench.organisation('group', longAgo, { parentId: branch })
    await bench.officer(without, 'secretary')
    const secretary = await bench.officer(branch, 'secretary')
    const leader = await bench.officer(group, 'group_leader')
    await bench.runAt(at)
    expect((await bench.outgoing()).map(({ key, to }) => `${key.split(':')[2]} ${to}`).sort()).toEqual(
      [`committee_meeting ${secretary}`, `group_meeting ${leader}`].sort(),
    )
    await bench.runAt(nine('2026-12-24')) // a week before the end: the branch's 组织委员 would hear of it too
    expect((await bench.outgoing()).filter(({ key }) => key.includes(':t7:'))).toHaveLength(2)
  })

  it('plans an optional duty for whoever has chosen it: by its own word, else by its superior’s', async () => {
    const at = nine('2026-12-24')
    const bench = scheduleBench(db, at, { cadences: cadencesOffered() })
    const superior = await bench.organisation('superior', longAgo)
    const own = await bench.organisation('branch', longAgo)
    const above = await bench.organisation('branch', longAgo, { parentId: superior })
    const refused = await bench.organisation('branch', longAgo, { parentId: superior })
    const silent = await bench.organisation('branch', longAgo)
    for (const id of [own, above, refused, silent]) await bench.officer(id, 'secretary')
    const choose = (id: string, value: string, duty: string) => db.sql`
      insert into setting (tenant_id, organisation_id, key, value, set_by, set_at)
      values (${bench.tenantId}, ${id}, ${`obligation.${duty}`}, ${db.sql.json({ value })}, ${id}, now())`
    await choose(own, 'on', 'party_dues')
    await choose(superior, 'on', 'theme_party_day')
    await choose(refused, 'off', 'theme_party_day')
    await bench.runAt(at)
    const planned = (await bench.outgoing()).map(({ content }) =>
      content.ref.split('|').slice(0, 2).join(' '),
    )
    expect(planned.sort()).toEqual([`${own} party_dues`, `${above} theme_party_day`].sort())
  })

  it('silences by a group’s meeting that group alone, at the branch’s row and at no other’s', async () => {
    const at = nine('2026-12-15')
    const bench = scheduleBench(db, at, { cadences: cadencesWith('group_meeting', 'general_meeting') })
    const branch = await bench.organisation('branch', longAgo)
    const [met, arranged, other] = await Promise.all(
      [1, 2, 3].map(() => bench.organisation('group', longAgo, { parentId: branch })),
    )
    for (const id of [met, arranged, other]) await bench.officer(id ?? '', 'group_leader')
    await bench.officer(branch, 'secretary')
    const held = await bench.meeting(branch, nine('2026-12-02'), 'held', ['group_meeting'])
    const ahead = await bench.meeting(branch, nine('2026-12-20'), 'scheduled', ['group_meeting'])
    await db.sql`update meeting set groups = ${[met ?? '']} where id = ${held}`
    await db.sql`update meeting set groups = ${[arranged ?? '']} where id = ${ahead}`
    await bench.runAt(at)
    const rows = (await bench.outgoing()).filter(({ content }) => content.ref.includes('group_meeting'))
    expect(new Map(rows.map(({ content, reason }) => [content.ref.split('|')[0], reason]))).toEqual(
      new Map([
        [met, 'done'],
        [arranged, 'arranged'],
        [other, null],
      ]),
    )
    await bench.runAt(nine('2026-12-17')) // the branch's own duty goes on
    const own = (await bench.outgoing()).filter(({ content }) => content.ref.startsWith(branch))
    expect(new Set(own.map(({ state }) => state))).toEqual(new Set(['planned']))
  })

  it('never plans an instant outside the sending hours of a working day', () => {
    const cadences = cadencesWith('general_meeting', 'committee_meeting', 'organizational_life_meeting')
    for (let month = 0; month < 24; month++)
      for (const { at, on } of stagesAround(
        { cadences, calendar, zone: 'Asia/Shanghai' },
        new Date(Date.UTC(2026, month, 15)),
      )) {
        expect(localTime(at, 'Asia/Shanghai')).toBe('09:00')
        expect(calendar.isWorkingDay(on)).toBe(true)
      }
  })

  it('plans a thousand branches in one statement', async () => {
    const at = nine('2026-12-17')
    const bench = await branchBench(at)
    await db.sql`
      insert into organisation (tenant_id, id, kind, name, created_at)
      select ${bench.tenantId}, gen_random_uuid(), 'branch', 'b' || n, ${longAgo} from generate_series(1, 1000) n`
    await db.sql`
      insert into office (tenant_id, id, organisation_id, member_id, office, from_date, recorded_at)
      select tenant_id, gen_random_uuid(), id, ${bench.secretary}, 'secretary', '2026-01-01', now()
      from organisation where tenant_id = ${bench.tenantId} and name like 'b%'`
    await bench.runAt(at)
    expect(await bench.outgoing()).toHaveLength(1002)
  })
})
