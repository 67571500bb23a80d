import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** Monday 9 November 2026: October can still be made up, the third quarter no longer. */
const bot = useTestBot({ fresh: 'file', startsAt: new Date('2026-11-09T10:00:00+08:00') })
const branch = '机关第一党支部'
const says = async (text: string, who = '张伟') => textOf(await bot.says(who, branch, text))

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五', '赵六', '孙七', '周八'])
  await says('/党员 任职 李四 组织委员')
  await says('/党员 任职 王五 宣传委员')
  await says('/支委会 成立 日期=2026-10-01')
  await says('/党小组 新建 第一党小组 组长=赵六 成员=孙七 日期=2026-10-01')
  await says('/党小组 新建 第二党小组 组长=周八 日期=2026-10-01')
})

describe('meetings of every kind', () => {
  it.each([
    ['支委会', '落实分工'],
    ['党课', '授课'],
    ['民主生活会', '书面请示（召开前五天报上级党委）'],
    ['职工大会', '向本级党委请示召开会议'],
  ])('arranges a %s with its own checklist', async (kind, step) => {
    expect(await says(`/会议 新建 ${kind} 2026-12-22 15:00 议题=研究年度工作`)).toContain(step)
  })

  it('arranges an organisational-life meeting in the form of another, and both count', async () => {
    const card = await says('/会议 新建 组织生活会 2026-12-15 15:00 主题=对照检查 形式=党员大会')
    expect(card).toContain('组织生活会（2026-12-15，以党员大会形式）')
    const progress = await says('/进度 本年')
    expect(progress).toContain('支部党员大会\n2026-Q4\n已安排')
    expect(progress).toContain('支部（小组）组织生活会\n2026\n已安排')
    expect(await says('/会议 新建 党课 2026-12-16 15:00 主题=甲 形式=党员大会')).toContain(
      '“形式=”只用于组织生活会',
    )
  })

  it('takes the number of topics that the process asks for', async () => {
    expect(await says('/会议 新建 民主生活会 2026-12-23 15:00 议题=甲；乙；丙')).toContain(
      '1至2个议题，现有3个',
    )
  })

  it('warns of a day off and does not block it', async () => {
    expect(await says('/会议 新建 党课 2026-12-26 09:00 主题=学习')).toContain('会议当天是休息日')
  })
})

describe('group meetings', () => {
  it('are arranged by the leader for the own group, who leads its steps', async () => {
    const card = await says('/会议 新建 党小组会 2026-11-20 15:00 内容=学习', '赵六')
    expect(card).toContain('第一党小组 党小组会（2026-11-20）')
    expect(card).toContain('赵六')
    expect(await says('/会议 新建 党小组会 2026-11-20 16:00 内容=学习 党小组=第二党小组', '赵六')).toContain(
      '只能安排本小组的党小组会（第一党小组）',
    )
    expect(await says('/会议 新建 党课 2026-11-20 16:00 主题=学习', '赵六')).toContain('只能安排本小组')
    expect(await says('/会议 新建 党小组会 2026-11-20 16:00 内容=学习', '孙七')).toContain('该事项仅限')
  })

  it('are announced and signed in by their leader, and no other group’s are', async () => {
    const number = /D2026-\d+/.exec(textOf(bot.latest(branch, '第一党小组 党小组会（2026-11-20）')))?.[0]
    expect(await says(`/通知 ${number}`, '赵六')).toContain('通知：党小组会')
    expect(await says(`/通知 ${number}`, '周八')).toContain('该事项仅限')
    const card = await bot.says('赵六', branch, `/签到 ${number}`)
    expect(textOf(card)).toContain('实到0/应到2')
    await bot.clicks('孙七', card, '签到')
    expect(textOf(bot.fresh(card))).toContain('实到1/应到2')
  })

  it('ask the secretary which group, and the notice goes to that group', async () => {
    expect(await says('/会议 新建 党小组会 2026-11-21 16:00 内容=学习')).toContain('请写明党小组')
    const number = /D2026-\d+/.exec(
      await says('/会议 新建 党小组会 2026-11-24 16:00 内容=学习 党小组=第二党小组'),
    )?.[0]
    expect(await says(`/通知 ${number}`)).toContain('本党小组党员')
    expect(textOf(bot.latest(branch, '通知：党小组会'))).toContain('已读0/1')
  })
})

describe('the committee', () => {
  it('may not meet with fewer than half, and the card says how many are missing', async () => {
    const made = await says('/会议 新建 支委会 2026-11-10 15:00 议题=研究工作')
    const number = /D2026-\d+/.exec(made)?.[0]
    await says(`/通知 ${number}`)
    const card = await bot.says('张伟', branch, `/签到 ${number}`)
    expect(textOf(card)).toContain('应到会支部委员3人，已签到0人，还差2人达到开会人数要求（不少于2人）')
    await bot.clicks('张伟', card, '签到')
    expect((await bot.clicks('李四', card, '确认')).toast).toContain('会议不能召开，请改期')
    await bot.clicks('李四', card, '签到')
    expect(textOf(bot.fresh(card))).toContain('已达到开会人数要求')
  })
})

describe('make-up and record afterwards', () => {
  it('makes up October within its time, and says what it counts for', async () => {
    const card = await says('/会议 补录 支委会 前天 补开=2026-10 应到=3 实到=3')
    expect(card).toContain('支委会（2026-11-07，补开2026年10月）')
    expect(card).toContain('2026年10月支部委员会会议\n逾期补开')
    expect(card).toContain('应到3人，实到3人')
    expect(await says('/会议 补录 支委会 前天 补开=2026-10 应到=3 实到=3')).toContain('不需要补开')
    expect(await says('/进度 本季度')).toContain('支部委员会会议（10月）\n2026-10\n逾期补开')
  })

  it('arranges a make-up from the card of a missed period, inside its time only', async () => {
    const line = '/会议 新建 党小组会 2026-11-12 15:00 内容=学习 党小组=第一党小组 补开=2026-10'
    expect(await says(line)).toContain('补开2026年10月')
    expect(await says(line.replace('2026-11-12', '2026-11-16'))).toContain('补开时限是2026-11-15')
    expect(await says(line.replace('补开=2026-10', '补开=2026-11'))).toContain('还没有结束')
    expect(await says(line.replace('补开=2026-10', '补开=2026-Q3'))).toContain('周期请写成')
    const number = /D2026-\d+/.exec(textOf(bot.latest(branch, '补开2026年10月）')))?.[0]
    expect(await says(`/会议 改期 ${number} 2026-11-17 15:00 原因=出差`)).toContain('补开时限是2026-11-15')
    expect(await says(`/会议 改期 ${number} 2026-11-13 15:00 原因=出差`)).toContain(
      '（2026-11-13，补开2026年10月）',
    )
  })

  it('does not count attendance below half, and takes the figures once', async () => {
    expect(await says('/会议 补录 党课 11月5日')).toContain('到会人数未登记')
    expect(await says('/会议 补录 党课 11月5日 应到=6 实到=2')).toContain('不计入完成')
    expect(await says('/会议 补录 党课 11月5日 应到=6 实到=6')).toContain('没有重复登记')
    expect(await says('/会议 补录 党课 11月6日 应到=2 实到=6')).toContain('实到6人多于应到2人')
  })

  it('refuses the future, the time before foundation and periods that are over for good', async () => {
    expect(await says('/会议 补录 党课 2026-12-01')).toContain('还没有到，不能补录')
    expect(await says('/会议 补录 党课 2026-09-01')).toContain('早于成立日期')
    expect(await says('/会议 补录 党小组会 昨天 内容=学习 实到=2', '赵六')).toContain(
      '第一党小组 党小组会（2026-11-08）',
    )
    await bot.moveTo('2026-12-20T10:00:00+08:00')
    expect(await says('/会议 补录 支委会 10月20日')).toContain('补录时限是2026-11-15')
  })
})
