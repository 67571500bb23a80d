import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { localDate } from '../../src/domain/calendar/local-time.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, foundBranch } from './quarter-scene.ts'

/** The day before the reminders of the quarter (t14) at nine. */
const startsAt = new Date('2026-12-16T10:00:00+08:00')
const zone = 'Asia/Shanghai'

describe('one card a person and day', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(async () => {
    await foundBranch(bot)
    const opened = await bot.says('张伟', branch, '/表决 发起 改造活动室 截止=2天 方式=公开')
    expect(textOf(opened)).toContain('B2026-001')
    await bot.says('王五', '私聊', '/提醒 免打扰=09:00-11:00')
  })
  /** The messages that carry a person's reminders of a day, by what they are now. */
  const cardsOf = async (who: string, day: string) => {
    const rows = await bot.db.sql<{ id: string; view: string }[]>`
      select c.message_id as id, c.view from card c join member m on m.id = c.viewer_id and m.name = ${who}
      where to_char(c.sent_at at time zone ${zone}, 'YYYY-MM-DD') = ${day}
        and (c.view = 'reminder.replaced' or c.message_id in (select message_id from outgoing where kind = 'reminder'))
      order by c.sent_at, c.message_id`
    const message = (id: string) => bot.messages(who).find(({ messageId }) => messageId === id) as Message // sent above
    const of = (folded: boolean) =>
      rows.filter(({ view }) => (view === 'reminder.replaced') === folded).map(({ id }) => message(id))
    return { live: of(false), folded: of(true) }
  }
  const only = (messages: Message[]): string => {
    expect(messages).toHaveLength(1)
    return messages.map(textOf).join()
  }

  it('grows: what comes later in the day is on it, with what is still due, and the older one folds up', async () => {
    await bot.moveTo('2026-12-17T09:30:00+08:00')
    expect(only((await cardsOf('李四', '2026-12-17')).live)).toContain('支部党员大会即将到期')
    await bot.moveTo('2026-12-17T10:30:00+08:00') // half of the time for voting is over
    const { live, folded } = await cardsOf('李四', '2026-12-17')
    const card = only(live)
    expect(card).toMatch(/改造活动室[\s\S]*今日较早提醒、仍待办理[\s\S]*支部党员大会即将到期/)
    expect(card).not.toContain('晚发')
    const old = only(folded)
    expect(old).toContain('今日提醒已更新')
    expect(old).toContain('请见10:00的提醒卡片')
    expect(old).not.toContain('支部党员大会')
  })

  it('keeps its buttons, and so does the folded one for whoever still sees it', async () => {
    const { live, folded } = await cardsOf('张伟', '2026-12-17')
    const [card] = live
    const [old] = folded
    if (!card || !old) throw new Error('both are there')
    expect((await bot.clicks('张伟', card, '安排会议')).toast).toBe('表单已发给您')
    await expect(bot.clicks('张伟', old, '安排会议')).rejects.toThrow() // its buttons are gone
  })

  it('drops what was arranged, voted or put off meanwhile', async () => {
    expect((await bot.clicks('李四', bot.latest(branch, '改造活动室'), '赞成')).toast).toContain('已记录')
    await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-25 15:00 议题=学习')
    const [card] = (await cardsOf('张伟', '2026-12-17')).live
    if (!card) throw new Error('it is there')
    // The lecture is put off by him alone.
    await bot.clicks('张伟', card, '稍后提醒')
    await bot.clicks('张伟', bot.latest('张伟', '稍后提醒：'), '明天')
    await bot.moveTo('2026-12-17T12:00:00+08:00')
    await bot.says('张伟', branch, '/表决 催投 B2026-001')
    const his = only((await cardsOf('张伟', '2026-12-17')).live)
    expect(his).toContain('改造活动室')
    expect(his).not.toContain('支部党员大会即将到期')
    const hers = only((await cardsOf('李四', '2026-12-17')).live)
    expect(hers).toContain('党课即将到期')
  })

  it('comes after the quiet hours of its person, with all of the day', async () => {
    const rows = await bot.db.sql<{ at: string; key: string }[]>`
      select to_char(o.sent_at at time zone ${zone}, 'HH24:MI') as at, key from outgoing o
      join member m on m.id::text = o.recipient ->> 'memberId' and m.name = '王五'
      where o.kind = 'reminder' and o.state = 'sent' and to_char(o.sent_at at time zone ${zone}, 'MM-DD') = '12-17'`
    expect(rows.filter(({ key }) => key.startsWith('remind:')).map(({ at }) => at)).toEqual(['11:00'])
    expect(only((await cardsOf('王五', '2026-12-17')).live)).toContain('改造活动室')
  })

  it('is one a day from here to the new year, through an outage and what was put off', async () => {
    await bot.moveTo('2026-12-22T12:00:00+08:00')
    bot.clock.moveTo(new Date('2026-12-25T20:00:00+08:00')) // three days without the service
    await bot.moveTo('2027-01-08T18:00:00+08:00')
    const live = await bot.db.sql<{ person: string; sent: Date; id: string }[]>`
      select viewer_id as person, sent_at as sent, message_id as id from card
      where viewer_id is not null and view <> 'reminder.replaced'
        and message_id in (select message_id from outgoing where kind = 'reminder')`
    const days = live.map(({ person, sent }) => `${person} ${localDate(sent, zone)}`)
    expect(days.length).toBeGreaterThan(15)
    expect(days.filter((day, place) => days.indexOf(day) !== place)).toEqual([])
    expect(only((await cardsOf('李四', '2026-12-28')).live)).toContain('因故晚发，期间的多次提醒已合并')
    const [lost] = await bot.db.sql<{ n: number }[]>`
      select count(*)::int as n from outgoing where kind = 'reminder' and state in ('planned', 'dead', 'unknown')
        and due_at < '2027-01-08T10:00:00Z'`
    expect(lost?.n).toBe(0)
  })
})
