import { beforeEach, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'

describe('an open ballot', () => {
  const bot = useTestBot()
  const open = (text = '/表决 发起 通过2027年工作计划 方式=公开') => bot.says('张伟', branch, text)
  const result = async () => textOf(await bot.says('张伟', branch, '/表决 截止'))
  const meet = () =>
    bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划；接收预备党员 地点=二楼会议室',
    )

  beforeEach(async () => {
    await bot.bindBranch(people)
  })

  it('goes from chat to verdict: card, votes, change of mind, result', async () => {
    await bot.says('张伟', branch, '/党员 状态 周八 预备党员')
    await meet()
    const card = await open('/表决 发起 通过2027年工作计划 会议=D2026-001 方式=公开')
    expect(textOf(card)).toContain('B2026-001')
    expect(textOf(card)).toContain('应到会有表决权党员5人')
    expect(textOf(card)).toContain('即不少于3人')
    expect(await bot.clicks('张伟', card, '赞成')).toEqual({
      toast: '已记录：赞成，截止前可以更改',
      tone: 'success',
    })
    await bot.clicks('李四', card, '反对')
    await bot.clicks('李四', card, '赞成')
    await bot.clicks('王五', card, '赞成')
    await bot.clicks('赵六', card, '弃权')
    expect(textOf(bot.fresh(card))).toContain('已表决4/5人')
    const told = await bot.says('张伟', branch, '/表决 截止 B2026-001')
    for (const words of ['应到', '5人', '实到', '4人', '赞成', '3人', '反对', '弃权', '未表决', '结果：通过'])
      expect(textOf(told)).toContain(words)
    expect(textOf(told)).toContain(
      '应到会有表决权党员5人，实到4人≥3人，可以表决；赞成3人＞5人的半数（至少3人），通过',
    )
    expect(textOf(told)).toContain('支部工作条例')
    expect(textOf(bot.fresh(card))).toContain('结果：通过')
    expect(textOf(bot.fresh(card))).not.toContain('截止前可以更改')
  })

  it('refuses a click after its deadline, also before anybody has closed it', async () => {
    const card = await open()
    bot.clock.moveTo(new Date('2026-11-22T10:30:00+08:00'))
    expect(await bot.clicks('李四', card, '赞成')).toEqual({
      toast: '表决已截止（B2026-001），没有计入。',
      tone: 'warning',
    })
    expect(await result()).toContain('不足法定人数')
  })

  it('closes at its deadline and posts the result to the group', async () => {
    const card = await open('/表决 发起 通过2027年工作计划 截止=10分钟')
    for (const one of ['张伟', '李四', '王五', '赵六']) await bot.clicks(one, card, '赞成')
    await bot.moveTo('2026-11-22T10:10:30+08:00')
    expect(textOf(bot.latest(branch, '表决结果'))).toContain('结果：通过')
    expect(textOf(bot.fresh(card))).toContain('到期自动截止')
    expect(await result()).toContain('没有正在进行的表决')
  })

  it('says that too few were there', async () => {
    const card = await open()
    await bot.clicks('张伟', card, '赞成')
    expect(await result()).toContain('不足法定人数')
    expect(textOf(bot.latest(branch, '不足法定人数'))).toContain('实到1人，少于3人，不能表决')
  })

  it('is rejected with half of those who should attend', async () => {
    const card = await open()
    for (const one of ['张伟', '李四', '王五']) await bot.clicks(one, card, '赞成')
    expect(await result()).toContain('结果：未通过')
  })

  it('refuses a probationary member, who is not on the roll', async () => {
    await bot.says('张伟', branch, '/党员 状态 周八 预备党员')
    const card = await open()
    expect(await bot.clicks('周八', card, '赞成')).toEqual({
      toast: '您不在本次表决名册中。',
      tone: 'warning',
    })
    expect(textOf(bot.fresh(card))).toContain('已表决0/5人')
  })

  it('needs the quorum as soon as sign-in has begun', async () => {
    await meet()
    const signIn = await bot.says('张伟', branch, '/签到 D2026-001')
    await bot.clicks('张伟', signIn, '签到')
    const refused = await open('/表决 发起 通过2027年工作计划 会议=D2026-001')
    expect(textOf(refused)).toContain('实到1人，少于3人，不能表决')
    for (const one of ['李四', '王五']) await bot.clicks(one, signIn, '签到')
    const card = await open('/表决 发起 通过2027年工作计划 会议=D2026-001')
    expect(textOf(card)).toContain('实到3人，符合表决要求（不少于3人）')
    // A vote proves presence: the fourth person is signed in by it.
    for (const one of ['张伟', '李四', '王五', '赵六']) await bot.clicks(one, card, '赞成')
    expect(textOf(bot.fresh(card))).toContain('已表决4/4人')
    expect(await result()).toContain('结果：通过')
    expect(textOf(bot.fresh(signIn))).toContain('4')
  })

  it('refuses openly what must be secret, with the article', async () => {
    await meet()
    for (const text of ['/表决 发起 接收李明为预备党员', '/表决 发起 接收预备党员 会议=D2026-001']) {
      const refused = textOf(await open(text))
      expect(refused).toContain('应当无记名投票，不能公开表决')
      expect(refused).toContain('发展党员工作细则')
    }
    // 无记名 is on paper.
    expect(textOf(await open('/表决 发起 通过计划 方式=无记名'))).toContain('现场票决')
    expect(textOf(await open('/表决 发起 通过计划 规则=支部委员会委员选举'))).toContain('应当无记名投票')
  })

  it('is opened and closed by the secretary only', async () => {
    expect(textOf(await bot.says('李四', branch, '/表决 发起 通过计划'))).toContain(
      '仅限书记、副书记、经办人本人办理',
    )
    await open()
    expect(textOf(await bot.says('李四', branch, '/表决 截止 B2026-001'))).toContain(
      '仅限书记、副书记、经办人本人办理',
    )
    expect(textOf(await bot.says('李四', branch, '/表决 结果'))).toContain('已表决0/6人')
  })

  it('is opened from a private chat into the group', async () => {
    const reply = await bot.says('张伟', '私聊', '/表决 发起 通过2027年工作计划')
    expect(textOf(reply)).toContain('B2026-001 已发到群里')
    const card = bot.latest(branch, '应到会有表决权党员')
    expect((await bot.clicks('李四', card, '反对')).toast).toContain('已记录：反对')
  })

  it('does not put the same matter twice to one meeting', async () => {
    await meet()
    const card = await open('/表决 发起 通过2027年工作计划 会议=D2026-001')
    expect(textOf(await open('/表决 发起 通过2027年工作计划 会议=D2026-001'))).toContain(
      '该事项正在表决（B2026-001）',
    )
    for (const one of people) await bot.clicks(one, card, '赞成')
    await result()
    const again = textOf(await open('/表决 发起 通过2027年工作计划 会议=D2026-001'))
    expect(again).toContain('B2026-001，通过')
    expect(again).toContain('同一会议不重复表决')
  })

  it('completes the vote step of its meeting, also when the steps before it are ticked later', async () => {
    const list = await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划',
    )
    const card = await open('/表决 发起 通过2027年工作计划 会议=D2026-001')
    for (const one of people) await bot.clicks(one, card, '赞成')
    await result()
    const voted = async () => {
      const rows = await bot.db.sql<{ state: string }[]>`select state from process_step where step = 'vote'`
      return rows.map((row) => row.state)
    }
    expect(await voted()).not.toContain('done')
    await bot.says('张伟', branch, '/通知 D2026-001')
    const signIn = await bot.says('张伟', branch, '/签到 D2026-001')
    await bot.clicks('张伟', signIn, '确认')
    await bot.ticks('张伟', list, '主持召开党员大会')
    expect(await voted()).not.toContain('done')
    await bot.ticks('张伟', list, '作工作报告以及其他报告')
    expect(await voted()).toEqual(['done'])
    expect(textOf(bot.fresh(list))).toContain('表决：讨论2027年工作计划')
  })

  it('asks the chair after a near tie on an important matter, once', async () => {
    const card = await open('/表决 发起 通过2027年工作计划 重要=是')
    for (const one of ['张伟', '李四', '王五']) await bot.clicks(one, card, '赞成')
    for (const one of ['赵六', '孙七']) await bot.clicks(one, card, '反对')
    const told = await bot.says('张伟', branch, '/表决 截止')
    expect(textOf(told)).toContain('赞成与反对人数接近。请主持人选择')
    expect((await bot.clicks('李四', told, '暂缓，下次再表决')).toast).toContain(
      '仅限书记、副书记、经办人本人办理',
    )
    const refused = await bot.clicks('张伟', told, '按多数意见执行（紧急）', { reason: ' ' })
    expect(refused.toast).toContain('写明为什么紧急')
    const words = await bot.clicks('张伟', told, '暂缓，下次再表决', { reason: '预算还要核实' })
    expect(words.toast).toBe('已记录：暂缓，下次再表决')
    expect(textOf(bot.fresh(told))).toContain('主持人选择：暂缓，下次再表决')
    expect(textOf(bot.fresh(told))).toContain('理由：预算还要核实')
    expect(textOf(bot.fresh(card))).toContain('暂缓作出决定')
  })

  it('shows who chose what to the recorder alone', async () => {
    const card = await open()
    await bot.clicks('李四', card, '反对')
    const names = await bot.says('张伟', branch, '/表决 名单')
    expect(names.chatId).not.toBe(card.chatId)
    expect(textOf(names)).toContain('李四')
    expect(textOf(bot.fresh(card))).not.toContain('李四')
    expect(textOf(await bot.says('赵六', branch, '/表决 名单'))).toContain('仅限')
  })

  it('asks for what is missing and says what is wrong', async () => {
    expect(textOf(await open('/表决 发起'))).toContain('请填写事项')
    expect(textOf(await open('/表决 发起 通过计划 截止=30天'))).toContain('须在7天以内')
    expect(textOf(await open('/表决 发起 通过计划 会议=D2026-099'))).toContain('D2026-099')
    expect(textOf(await bot.says('张伟', branch, '/表决 结果 B2026-099'))).toContain('B2026-099')
    expect(await result()).toContain('没有正在进行的表决')
  })
})
