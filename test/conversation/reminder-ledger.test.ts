import { beforeAll, describe, expect, it } from 'vitest'
import { type TestBot, textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, foundBranch } from './quarter-scene.ts'

/** The day before the reminders of the quarter (t14). */
const startsAt = new Date('2026-12-16T10:00:00+08:00')

/** The rows of the ledger's card: 应发｜事项｜收件人｜结果｜说明. */
async function ledger(bot: TestBot): Promise<string[]> {
  const lines = textOf(await bot.says('张伟', branch, '/提醒 记录')).split('\n')
  return lines.flatMap((line, at) =>
    /^\d\d-\d\d \d\d:\d\d$/.test(line) ? [lines.slice(at, at + 5).join('｜')] : [],
  )
}

describe('the ledger of reminders', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(async () => {
    await foundBranch(bot)
    await bot.says('李四', '私聊', '/提醒 时间=14:30')
    await bot.says('张伟', branch, '/表决 发起 改造活动室 截止=2天 方式=公开')
    await bot.moveTo('2026-12-17T09:30:00+08:00')
  })

  it('shows what was due and sent, what is put off and until when, and what a person has read', async () => {
    const card = bot.latest('张伟', '支部党员大会即将到期')
    await bot.standIn.markRead(bot.openId('张伟'), card.messageId)
    const rows = await ledger(bot)
    const meeting = '12-17 09:00｜2026年第4季度支部党员大会　期末前14天'
    expect(rows).toContain(`${meeting}｜张伟｜已读｜12-17 09:00发送，12-17 09:30阅读`)
    expect(rows).toContain(`${meeting}｜李四｜待发｜推迟到12-17 14:30，本人设定的提醒时间`)
  })

  it('shows what is planned before anybody knows whom it will reach', async () => {
    await bot.says('张伟', branch, '/会议 新建 党课 2026-12-18 09:30 议题=学习')
    const planned = (await ledger(bot)).filter((row) => row.startsWith('12-18 09:00｜会议D2026-001'))
    expect(planned).toEqual(['12-18 09:00｜会议D2026-001　会前2小时｜到期时确定｜待发｜—'])
  })

  it('says why something was not sent, by the state that silenced it', async () => {
    const line = '/免开 登记 党员大会 2026-Q4 文号=局党〔2026〕45号 日期=2026-12-17'
    const form = await bot.says('张伟', branch, line)
    expect(textOf(form)).toContain('局党〔2026〕45号')
    if (textOf(form).includes('确认')) await bot.clicks('张伟', form, '确认')
    expect((await bot.clicks('李四', bot.latest(branch, '改造活动室'), '赞成')).toast).toContain('已记录')
    await bot.moveTo('2026-12-17T15:00:00+08:00')
    const rows = await ledger(bot)
    const of = (what: string, who: string) =>
      rows.flatMap((row) =>
        row.includes(`｜${what}｜${who}｜`) ? [row.split('｜').slice(3).join('｜')] : [],
      )
    expect(of('2026年第4季度支部党员大会　期末前14天', '李四')).toEqual(['未发｜状态为“经批准免开”'])
    expect(of('2026年第4季度党课　期末前14天', '李四')).toEqual(['未发｜状态为“已安排”'])
    expect(of('表决B2026-001　时间过半', '李四')).toEqual(['未发｜事项已办结或不再需要'])
    expect(of('表决B2026-001　时间过半', '王五')).toEqual(['已发｜12-17 10:00发送'])
  })
})
