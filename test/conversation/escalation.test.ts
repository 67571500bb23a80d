import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** Before the reminders of the quarter's last week, so that everybody has been reminded twice. */
const startsAt = new Date('2026-12-23T10:00:00+08:00')
const superior = '局党委工作群'

/** Three branches under one superior, each told upward in its own manner. */
const branches = [
  { name: '机关第一党支部', secretary: '张伟', manner: '汇总' },
  { name: '机关第二党支部', secretary: '刘洋', manner: '立即' },
  { name: '机关第三党支部', secretary: '徐丽', manner: '关闭' },
  { name: '机关第四党支部', secretary: '何平', manner: '汇总' },
] as const

describe('the ladder up to the superior', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四'])
    for (const { name, secretary } of branches.slice(1)) {
      await bot.group(name, [secretary])
      await bot.clicks(secretary, await bot.says(secretary, name, `/绑定 支部 ${name} 上级=局党委`), '确认')
    }
    await bot.db.sql`update organisation set founded_on = '2020-01-01', created_at = '2025-01-01T00:00:00Z'`
    await bot.db.sql`update chat_binding set bound_at = '2025-01-01T00:00:00Z'`
    for (const { name, secretary, manner } of branches)
      expect(textOf(await bot.says(secretary, name, `/设置 升级提醒 ${manner}`))).toContain(
        `升级提醒\n${manner}`,
      )
    await bot.moveTo('2027-01-11T18:00:00+08:00')
  })
  const lists = () =>
    bot
      .messages(superior)
      .map(textOf)
      .filter((text) => text.includes('组织生活制度落实情况'))

  it('tells the superior at once of the branch that has chosen so, on the second working day', () => {
    const [first] = lists()
    expect(first).toContain('1月5日')
    expect(
      lists()
        .filter((text) => text.includes('1月5日'))
        .every((text) => text.includes('第二党支部')),
    ).toBe(true)
    expect(
      lists()
        .filter((text) => !text.includes('1月5日'))
        .some((text) => text.includes('第二党支部')),
    ).toBe(false)
  })

  it('tells it of the others in one list on the fifth, and of who has switched it off not at all', () => {
    const digests = lists().filter((text) => text.includes('1月8日'))
    expect(digests).toHaveLength(1)
    expect(digests[0]).toContain('机关第一党支部：逾期')
    expect(digests[0]).toContain('机关第四党支部：逾期')
    expect(lists().join()).not.toContain('第三党支部')
  })

  it('has told each secretary before, and sends a copy on the day', async () => {
    const said = (who: string) => bot.messages(who).map(textOf).join('\n---\n')
    const planned = await bot.db.sql<{ name: string; stages: string[] }[]>`
      select m.name, array_agg(distinct split_part(o.content ->> 'ref', '|', 4)) as stages
      from outgoing o join member m on m.id::text = o.recipient ->> 'memberId'
      where o.kind = 'reminder' and o.state = 'sent' and o.content ->> 'ref' like '%|general_meeting|2026-Q4|%'
      group by m.name`
    const stages = Object.fromEntries(planned.map((row) => [row.name, row.stages]))
    expect(said('张伟')).toContain('将于1月8日（周五）列入报送上级党组织的情况汇总')
    expect(said('刘洋')).toContain('将于1月5日（周二）列入报送上级党组织的情况汇总')
    expect(said('徐丽')).not.toContain('报送上级')
    for (const who of ['张伟', '刘洋', '何平'])
      expect(stages[who]).toEqual(['escalate', 'last', 'overdue', 't7'])
    expect(stages.徐丽).toEqual(['last', 'overdue', 't7'])
  })

  it('tells of a period once, whatever comes after', async () => {
    const before = lists().length
    await bot.moveTo('2027-01-15T18:00:00+08:00')
    expect(lists().slice(before).join()).not.toContain('2026年第4季度')
    const [twice] = await bot.db.sql<{ n: number }[]>`
      select count(*)::int - count(distinct (organisation_id, obligation, period))::int as n from escalation`
    expect(twice?.n).toBe(0)
  })
})
