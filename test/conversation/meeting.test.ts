import { describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'
const create = '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划 地点=二楼会议室'

describe('a general meeting', () => {
  const bot = useTestBot()
  const opened = async () => {
    await bot.bindBranch(people)
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    return bot.says('张伟', branch, create)
  }

  it('is refused twice for the same hour', async () => {
    await opened()
    expect(textOf(await bot.says('张伟', branch, create))).toContain('已经安排（D2026-001）')
  })

  it('is done, undone, waived with a reason and handed over from its checklist', async () => {
    const card = await opened()
    const step = '准备工作报告等会议资料'
    expect(await bot.ticks('张伟', card, step)).toEqual({ toast: '已记录完成', tone: 'success' })
    expect(await bot.ticks('张伟', card, step, false)).toEqual({ toast: '已取消完成', tone: 'success' })
    expect(await bot.clicks('张伟', card, '免办', { 步骤: step })).toEqual({
      toast: `请填写“${step}”的理由。`,
      tone: 'warning',
    })
    expect(await bot.clicks('张伟', card, '改派', { 步骤: step, 改派给: '赵六' })).toEqual({
      toast: '已改派给赵六',
      tone: 'success',
    })
    expect(textOf(bot.fresh(card))).toContain(`${step}　赵六`)
    expect(textOf(bot.latest('赵六', step))).toContain('待办')
    expect(await bot.clicks('赵六', card, '标记完成', { 步骤: step })).toEqual({
      toast: '已记录完成',
      tone: 'success',
    })
    expect(
      await bot.clicks('张伟', card, '免办', { 步骤: '听取不能到会党员的意见及群众意见', 说明: '全员到会' }),
    ).toEqual({
      toast: '已登记免办',
      tone: 'success',
    })
    expect(textOf(bot.fresh(card))).toContain('免办：全员到会')
  })

  it('says why a step cannot be ticked, and shows the true state again', async () => {
    const card = await opened()
    expect(await bot.ticks('张伟', card, '做好开会通知')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('须发出通知'),
    })
    expect(await bot.ticks('张伟', card, '形成会议记录')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('之后办理'),
    })
    expect(await bot.ticks('孙七', card, '准备工作报告等会议资料')).toMatchObject({ tone: 'warning' })
    expect(JSON.stringify(bot.fresh(card).card).match(/"checked":true/g)).toHaveLength(1)
  })

  it('keeps both of two ticks at once', async () => {
    const card = await opened()
    await bot.says('张伟', branch, '/通知 D1')
    await Promise.all([
      bot.ticks('张伟', card, '准备工作报告等会议资料', true),
      bot.ticks('李四', card, '听取不能到会党员的意见', true),
    ])
    expect(textOf(bot.fresh(card))).toContain('4/')
  })

  it('sends its notice, takes 参加 and 请假, and knows who has read it', async () => {
    await opened()
    const notice = await bot.says('李四', branch, '/通知 D2026-001')
    expect(await bot.clicks('孙七', notice, '参加')).toEqual({ toast: '已登记：参加', tone: 'success' })
    expect(await bot.clicks('周八', notice, '请假', { 请假原因: '出差' })).toEqual({
      toast: '已登记：请假',
      tone: 'success',
    })
    expect(await bot.clicks('周八', notice, '参加')).toEqual({ toast: '已登记：参加', tone: 'success' })
    await bot.standIn.markRead(bot.openId('王五'), notice.messageId)
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    const shown = textOf(bot.fresh(notice))
    expect(shown).toContain('参加2人，请假0人，未反馈4人')
    expect(shown).toContain('已读3/6')
  })

  it('signs in live and says whether the vote may be held', async () => {
    await opened()
    await bot.says('李四', branch, '/通知 D1')
    const card = await bot.says('李四', branch, '/签到')
    expect(await bot.clicks('张伟', card, '签到')).toEqual({ toast: '已签到', tone: 'success' })
    expect(await bot.clicks('张伟', card, '签到')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('没有重复登记'),
    })
    expect(textOf(bot.fresh(card))).toContain('还差2人达到表决人数要求')
    await bot.says('王五', branch, '/签到')
    await bot.clicks('孙七', card, '签到')
    expect(textOf(bot.fresh(card))).toContain('已达到表决人数要求')
    expect(await bot.clicks('李四', card, '确认')).toEqual({ toast: '已核对到会人数', tone: 'success' })
    expect(textOf(bot.latest(branch, '会议清单'))).toContain('表决：讨论2027年工作计划')
  })

  it('proposes another meeting when presence is confirmed without a quorum', async () => {
    await opened()
    await bot.says('李四', branch, '/通知 D1')
    const card = await bot.says('李四', branch, '/签到')
    await bot.clicks('张伟', card, '签到')
    expect(await bot.clicks('李四', card, '确认')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('还差2人'),
    })
    expect(textOf(bot.latest(branch, '须另行办理'))).toContain('表决事项另行召开会议')
  })

  it('moves with a reason, and tells those who were invited', async () => {
    const card = await opened()
    await bot.says('李四', branch, '/通知 D1')
    expect(textOf(await bot.says('孙七', branch, '/会议 改期 D1 12月28日15:00 原因=出差'))).toContain(
      '仅限书记、副书记、经办人本人',
    )
    await bot.says('张伟', branch, '/会议 改期 D1 12月28日15:00 原因=书记出差')
    expect(textOf(bot.fresh(card))).toContain('2026年12月28日（周一）15:00')
    expect(textOf(bot.latest(branch, '党员大会改期'))).toContain('原因：书记出差')
  })

  it('is cancelled after 确认; its cards say so and take nothing more', async () => {
    const card = await opened()
    const notice = await bot.says('李四', branch, '/通知 D1')
    const asked = await bot.says('张伟', branch, '/会议 取消 D1 原因=与上级会议冲突')
    expect(await bot.clicks('张伟', asked, '确认')).toEqual({ toast: '已取消', tone: 'success' })
    expect(textOf(bot.fresh(card))).toContain('已取消')
    expect(textOf(bot.fresh(notice))).toContain('反馈已截止')
    expect(textOf(await bot.says('张伟', branch, '/签到 D1'))).toContain('已取消，不能再办理')
    expect(textOf(await bot.says('张伟', branch, '/进度'))).toContain('待安排')
  })

  it('goes through to its end: vote, publication, report, file', async () => {
    const card = await opened()
    await bot.says('李四', branch, '/通知 D1')
    await bot.ticks('张伟', card, '准备工作报告等会议资料')
    await bot.moveTo('2026-12-25T15:00:00+08:00')
    // The platform lets a card be changed for 14 days: it was posted again meanwhile, and the old one still works.
    const checklist = () => bot.latest(branch, '会议清单')
    expect(checklist().messageId).not.toBe(card.messageId)
    const signIn = await bot.says('李四', branch, '/签到')
    for (const who of people) await bot.clicks(who, signIn, '签到')
    await bot.clicks('李四', signIn, '确认')
    const ballot = await bot.says('张伟', branch, '/表决 发起 通过2027年工作计划 会议=D1')
    for (const who of people) await bot.clicks(who, ballot, '赞成')
    await bot.says('张伟', branch, '/表决 截止')
    for (const step of ['主持召开党员大会', '作工作报告以及其他报告', '全体党员讨论', '对会议进行总结'])
      await bot.ticks('张伟', card, step)
    expect(textOf(checklist())).toContain('已召开')
    expect(await bot.ticks('李四', card, '整理资料存档')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('之后办理'),
    })
    expect(textOf(await bot.says('李四', branch, '/通知 D1'))).toContain('通过2027年工作计划')
    expect(textOf(await bot.says('李四', branch, '/通知 D1'))).toContain('没有待公布的决议')
    await bot.ticks('李四', card, '形成会议记录')
    await bot.ticks('张伟', card, '向上级党组织报告大会情况')
    expect(await bot.ticks('李四', card, '整理资料存档')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('听取不能到会党员的意见'),
    })
    await bot.clicks('张伟', card, '免办', { 步骤: '听取不能到会党员的意见及群众意见', 说明: '全员到会' })
    expect(await bot.ticks('李四', card, '整理资料存档')).toEqual({ toast: '已记录完成', tone: 'success' })
    expect(textOf(checklist())).toContain('已归档')
    expect(textOf(await bot.says('张伟', branch, '/进度'))).toContain('按期完成')
  })

  it('asks back where a time is not clear, with what it understood filled in', async () => {
    await bot.bindBranch(people)
    const form = await bot.says('张伟', branch, '/会议 新建 党员大会 3点 议题=讨论计划')
    expect(textOf(form)).toContain('请写明上午或下午')
    expect(await bot.clicks('张伟', form, '提交', { 时间: '2026-12-25 15:00' })).toEqual({
      toast: '已提交',
      tone: 'success',
    })
    expect(textOf(bot.latest(branch, 'D2026-001'))).toContain('讨论计划')
  })
})
