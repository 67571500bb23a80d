import { beforeAll, describe, expect, it } from 'vitest'
import { useTestBot } from '../helpers/test-bot.ts'

/** Stands in every topic, reason, opinion, name and text that is typed here, and nowhere in the program. */
const mark = '密记'
const people = ['密记张伟', '密记李四', '密记王五', '密记赵六', '密记孙七']
const [secretary = '', orgMember = '', third = '', fourth = ''] = people
/** Of the test bot's app; none may leave it but in the calls that need it. */
const secrets = ['test secret', 'test key', 'test token']

describe('what people write and what proves who we are', () => {
  const bot = useTestBot({ fresh: 'file', logLevel: 'trace' })
  beforeAll(async () => {
    const { branch, superior } = await bot.bindBranch(people, ['密记郑书记', '密记何干事'])
    const says = (text: string) => bot.says(secretary, branch, text)
    await says(`/党员 任职 ${orgMember} 组织委员`)
    await says(`/党小组 新建 密记小组 组长=${third} 成员=${fourth}`)
    await says('/会议 新建 党员大会 2026-12-25 15:00 议题=密记议题一；听取密记通报 地点=密记会议室')
    const notice = await says('/通知 D2026-001')
    await bot.clicks(third, notice, '请假', { reason: '密记请假原因' })
    const checklist = await says('/清单 D2026-001')
    const waiver = { 步骤: '准备工作报告等会议资料', 说明: '密记免办理由' }
    await bot.clicks(secretary, checklist, '免办', waiver)
    await says('/会议 改期 D2026-001 2026-12-28 15:00 原因=密记改期原因')
    const call = await says('/意见 发起 密记主题 匿名=自愿 截止=11月27日 问题=密记问题')
    await bot.clicks(third, call, '提交', { a1: '密记署名意见' })
    await bot.clicks(fourth, call, '提交', { a1: '密记匿名意见', anonymous: true })
    await bot.says(third, '私聊', '/意见 提交 密记再说一句')
    await bot.clicks(orgMember, await bot.says(orgMember, '私聊', '/意见 汇总 Y2026-001'), '提交', {
      summary: '密记汇总',
    })
    const ballot = await says('/表决 发起 密记事项 截止=1天')
    for (const who of people) await bot.clicks(who, ballot, '赞成')
    await says('/表决 截止')
    await says('/请示 新建 密记请示事项 主送=局党委 正文=密记正文')
    await bot.clicks('密记何干事', bot.latest(superior, 'Q2026-001'), '退回修改', { comment: '密记退回意见' })
    await bot.clicks(secretary, bot.latest(branch, '密记退回意见'), '提交', {
      matter: '密记请示事项',
      body: '密记改后正文',
    })
    await says('密记说了一句不是命令的话')
    await says('/会议 新建 密记类型 密记时间 议题=密记')
    await says(`/党员 任职 密记无此人 书记`)
    // The platform refuses a card and repeats a part of it, as it does for real.
    const refusal = { code: 230099, message: 'Failed to create card content; ErrorValue: 密记议题一; ' }
    bot.standIn.faults.add({ match: { method: 'POST', path: /\/messages$/ }, kind: 'code', ...refusal })
    await says('/会议 查询').catch(() => undefined) // the answer is the card that was refused
    // A statement fails and its parameters hang on the error.
    await bot.db.sql`alter table meeting rename to meeting_away`
    await says('/会议 新建 党员大会 2026-12-29 15:00 议题=密记失败议题').catch(() => undefined)
    await bot.db.sql`alter table meeting_away rename to meeting`
  }, 60_000)

  it('stand in no line of the log, at any level', () => {
    expect(bot.log.length).toBeGreaterThan(30)
    expect(bot.log.some((line) => line.includes('a command failed'))).toBe(true)
    for (const word of [mark, ...secrets]) expect(bot.log.filter((line) => line.includes(word))).toEqual([])
    expect(bot.log.filter((line) => /\bt-[\w-]{10,}/.test(line))).toEqual([])
  })

  it('stand in no entry of the audit, which holds ids only', async () => {
    const rows = await bot.db.sql<{ body: string; object: string; action: string }[]>`
      select body, object, action from audit`
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter((row) => JSON.stringify(row).includes(mark))).toEqual([])
    expect(rows.filter(({ body }) => /[^\x20-\x7e]/.test(body))).toEqual([])
  })

  it('stand in no error of a message or card that could not be delivered', async () => {
    const rows = await bot.db.sql<{ error: string }[]>`
      select error from outgoing where error is not null union all select error from card where error is not null`
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ error }) => error.includes(mark))).toEqual([])
  })

  it('stand in no metric', async () => {
    const { text } = await bot.service.metrics.render()
    expect(text).toContain('zhibu_events_total')
    for (const word of [mark, ...secrets]) expect(text).not.toContain(word)
  })

  it('are not answered to those who ask without proof', async () => {
    for (const sign of [false, { signature: '0'.repeat(64) }] as const) {
      const answer = await bot.standIn.push(bot.standIn.envelope('im.message.receive_v1', {}), { sign })
      expect(answer).toMatchObject({ status: 401, body: '' })
    }
  })
})
