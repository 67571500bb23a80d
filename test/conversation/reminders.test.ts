import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, foundBranch } from './quarter-scene.ts'

/** A Thursday with a reminder of the quarter (t14) at nine. */
const startsAt = new Date('2026-12-16T10:00:00+08:00')

describe('my reminders', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(() => foundBranch(bot))
  const sentTo = (name: string) => bot.db.sql<{ key: string; at: string; reason: string | null }[]>`
    select key, to_char(sent_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at, reason from outgoing o
    join member m on m.id::text = o.recipient ->> 'memberId'
    where m.name = ${name} and o.kind = 'reminder' and o.state = 'sent'
      and key like '%:general_meeting:%' order by sent_at, key`

  it('come at my hour, and say so', async () => {
    const card = await bot.says('李四', '私聊', '/提醒 时间=14:30 免打扰=12:00-13:00')
    expect(textOf(card)).toContain('工作日14:30')
    await bot.moveTo('2026-12-17T12:00:00+08:00')
    expect(await sentTo('张伟')).toMatchObject([{ at: '12-17 09:00' }])
    expect(await sentTo('李四')).toEqual([])
    await bot.moveTo('2026-12-17T15:00:00+08:00')
    expect(await sentTo('李四')).toMatchObject([{ at: '12-17 14:30', reason: 'time' }])
    expect(textOf(bot.latest('李四', '支部党员大会即将到期'))).toContain('按您的设置推迟到现在')
  })

  it('are put off by a pause, and come as one card after it', async () => {
    expect(textOf(await bot.says('李四', branch, '/提醒 暂停 7天'))).toContain(
      '已暂停，12月24日（周四）起恢复',
    )
    await bot.moveTo('2026-12-23T18:00:00+08:00')
    expect(await sentTo('李四')).toHaveLength(1)
    const { toast } = await bot.clicks('李四', bot.latest('李四', '我的提醒'), '恢复提醒')
    expect(toast).toBe('已恢复')
  })

  it('of one matter stay away until the day that I choose, for me alone', async () => {
    await bot.moveTo('2026-12-24T12:00:00+08:00')
    await bot.clicks('张伟', bot.latest('张伟', '支部党员大会即将到期'), '稍后提醒')
    const choices = bot.latest('张伟', '稍后提醒：')
    expect((await bot.clicks('张伟', choices, '3天后')).toast).toBe('将于12月28日（周一）再次提醒您')
    await bot.moveTo('2026-12-28T12:00:00+08:00')
    const again = await bot.db.sql<{ name: string; at: string; state: string }[]>`
      select m.name, to_char(o.due_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at, o.state from outgoing o
      join member m on m.id::text = o.recipient ->> 'memberId' where o.key like '%:again@%'`
    expect([...again]).toEqual([{ name: '张伟', at: '12-28 09:00', state: 'sent' }])
    await bot.moveTo('2026-12-31T12:00:00+08:00')
    await bot.clicks('张伟', bot.latest('张伟', '支部党员大会即将到期'), '稍后提醒')
    const refused = await bot.clicks('张伟', bot.latest('张伟', '稍后提醒：'), '下周一')
    expect(refused.toast).toContain('的期限是2026-12-31')
  })

  it('open the form of the meeting, filled in, and the progress', async () => {
    const card = bot.latest('张伟', '支部党员大会即将到期')
    expect((await bot.clicks('张伟', card, '安排会议')).toast).toBe('表单已发给您')
    const form = bot.latest('张伟', '会议 新建')
    expect(JSON.stringify(form.card)).toContain('党员大会')
    const sent = { when: '2026-12-31 16:00', topics: '学习文件', kind: '党员大会' }
    expect((await bot.clicks('张伟', form, '提交', sent)).toast).toBe('已提交')
    expect(textOf(bot.latest('张伟', '会议清单'))).toContain('党员大会')
    expect((await bot.clicks('张伟', card, '查看本季度进度')).toast).toBe('进度已发给您')
    expect(textOf(bot.latest('张伟', '机关第一党支部进度'))).toContain('已安排')
    const foreign = await bot
      .clicks('李四', card, '安排会议')
      .catch((error: Error) => ({ toast: error.message }))
    expect(foreign.toast).not.toBe('表单已发给您')
  })

  it.each([
    ['/提醒 时间=20:00', '09:00至18:00之间'],
    ['/提醒 免打扰=午休', '无法识别为免打扰时段'],
    ['/提醒 免打扰=08:00-19:00', '没有可以提醒的时间'],
    ['/提醒 暂停 一年', '无法识别为暂停天数'],
  ])('refuse %s', async (said, words) => {
    expect(textOf(await bot.says('李四', '私聊', said))).toContain(words)
  })

  it('are told that they come late after an outage, once', async () => {
    const before = bot.messages('李四').length
    bot.clock.moveTo(new Date('2027-01-07T16:00:00+08:00')) // the overdue card was due on the 4th
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    const after = bot.messages('李四').slice(before)
    expect(after).toHaveLength(1)
    expect(textOf(after[0] ?? bot.latest('李四', ''))).toContain('因故晚发，期间的多次提醒已合并')
  })
})
