import Fastify from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { clockRoute } from '../../src/bot/clock-route.ts'
import type { SentMessage } from '../../src/domain/ports/index.ts'
import { presentMasterKey } from '../../src/papers/storage/master-key.ts'
import { rehearse } from '../../src/rehearsal.ts'
import { loadTemplates } from '../../src/templates.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, foundBranch } from './quarter-scene.ts'

/** The end of a year, seen from a week before, and the quarter after it: every duty of every kind comes up. */
const startsAt = new Date('2026-12-23T08:30:00+08:00')
const until = new Date('2027-04-02T00:00:00+08:00')
/** Where the clock stops for a look at the ledger. */
const newYear = new Date('2027-01-09T00:00:00+08:00')

describe('a rehearsal of the reminders ahead', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(async () => {
    await foundBranch(bot)
    await bot.says('张伟', branch, '/党小组 新建 第一党小组 组长=孙七 成员=周八')
    await bot.db.sql`update organisation set founded_on = '2020-01-01', created_at = '2025-01-01T00:00:00Z'`
    await bot.db.sql`update organisation set committee_from = '2020-01-01' where kind = 'branch'`
    await bot.db.sql`update chat_binding set bound_at = '2025-01-01T00:00:00Z'`
    const arranged = await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-30 15:00 议题=学习')
    expect(textOf(arranged)).toContain('D2026-001')
    expect(textOf(await bot.says('张伟', branch, '/事项 启用 党员管理'))).toContain('党员管理')
    await bot.says('李四', '私聊', '/提醒 时间=14:30')
    await bot.says('王五', '私聊', '/提醒 暂停 7天')
  })
  const rehearsed = async (organisationIds: string[] | null) => {
    const [tenant] = await bot.db.sql<{ id: string }[]>`select id from tenant`
    const list: SentMessage[] = []
    for await (const one of rehearse({
      database: bot.db.database,
      tenantId: tenant?.id ?? '',
      platform: 'feishu',
      callsPerMinute: 1000,
      catalogue: loadTemplates(),
      zone: 'Asia/Shanghai',
      from: bot.clock.now(),
      until,
      organisationIds,
      masterKey: () => presentMasterKey(bot.dataDir, undefined),
    }))
      list.push(one)
    return list
  }
  type Line = Pick<SentMessage, 'to' | 'kind' | 'key'> & { at: Date | string }
  const lines = (list: Line[]) =>
    list
      .filter(({ key }) => !key.startsWith('repost:')) // what stands in a chat already, posted again for the platform's sake
      .map(({ at, to, kind, key }) => `${new Date(at).toISOString()} ${to} ${kind} ${key}`)
  /** Moves the clock as an operator does, and answers what was sent meanwhile. */
  const postClock = async (now: Date): Promise<Line[]> => {
    const { service, clock } = bot
    await using app = Fastify()
    await app.register(clockRoute, {
      clock: {
        now: clock.now,
        advance: async (to) => clock.moveTo(to),
        exclusively: (act) => act(),
      },
      nextDueInstant: service.nextDueInstant,
      runSchedules: service.runSchedules,
      drain: service.delivery.drain,
      sentBetween: service.sentBetween,
    })
    const answer = await app.inject({ method: 'POST', url: '/clock', payload: { now: now.toISOString() } })
    expect(answer.statusCode).toBe(200)
    return answer.json<{ sent: Line[] }>().sent
  }
  const everything = async () =>
    JSON.stringify(
      await bot.db.sql`
        select (select count(*) from outgoing) as outgoing, (select count(*) from audit) as audit,
          (select md5(string_agg(o::text, '|' order by o.id)) from outgoing o) as rows,
          (select md5(string_agg(r::text, '|' order by r.id)) from reminder r) as reminders,
          (select count(*) from card) as cards, (select count(*) from escalation) as told`,
    )

  it('tells a person what is ahead', async () => {
    const card = textOf(await bot.says('张伟', branch, '/提醒 预告'))
    expect(card).toContain(
      '12月31日（周四）09:00\n2026年度支部（小组）组织生活会　最后一个工作日\n机关第一党支部',
    )
    expect(card).toContain('会议D2026-001　会前1天')
  })

  let foreseen: string[] = []
  let happened: string[] = []
  it('changes nothing', async () => {
    const before = await everything()
    foreseen = lines(await rehearsed(null))
    expect(await everything()).toBe(before)
    happened = lines(await postClock(newYear))
  })

  it('is kept by the ledger: who, when, and why not', async () => {
    const card = textOf(await bot.says('张伟', branch, '/提醒 记录'))
    expect(card).toContain('2026年第4季度党课　已告知上级')
    expect(card).toContain('已发')
    const rows = await bot.db.sql<{ reason: string; n: number }[]>`
      select reason, count(*)::int as n from outgoing
      where kind = 'reminder' and state = 'suppressed' group by reason order by reason`
    expect(rows.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['arranged', 'waiting']))
    expect(textOf(await bot.says('周八', branch, '/提醒 记录'))).toContain('仅限')
  })

  it('lists word for word what is then sent, in its order, for a quarter and more', async () => {
    happened.push(...lines(await postClock(until)))
    expect(foreseen.length).toBeGreaterThan(300)
    expect([...foreseen].sort()).toEqual([...happened].sort())
    expect(foreseen.map((line) => line.slice(0, 24))).toEqual(happened.map((line) => line.slice(0, 24)))
    for (const kind of [':group_meeting:', ':T-1d@', 'escalation:', ':last:', 'case-started:'])
      expect(foreseen.some((line) => line.includes(kind))).toBe(true)
  })
})
