import { describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']

describe('the first hour', () => {
  const bot = useTestBot()

  it('welcomes a group and says how to bind it', async () => {
    await bot.group('机关第一党支部', people)
    expect(textOf(bot.latest('机关第一党支部', '支部助手已入群'))).toContain('/绑定 支部')
  })

  it('binds a superior and a branch, each after 确认, and reads the roster from the group', async () => {
    const { branch } = await bot.bindBranch(people)
    const roster = await bot.says('张伟', branch, '/党员 名册')
    expect(textOf(roster)).toContain('正式党员6人')
    expect(textOf(roster)).toContain('书记')
  })

  it('opens a meeting with its checklist', async () => {
    const { branch } = await bot.bindBranch(people)
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says('张伟', branch, '/党员 状态 王五 预备党员')
    await bot.says('张伟', branch, '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八')
    const card = await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划；接收预备党员 地点=二楼会议室',
    )
    expect(textOf(card)).toContain('D2026-001')
    expect(await bot.ticks('张伟', card, '准备工作报告等会议资料')).toEqual({
      toast: '已记录完成',
      tone: 'success',
    })
    const notice = await bot.says('张伟', branch, '/通知 D2026-001')
    expect(await bot.clicks('孙七', notice, '参加')).toEqual({ toast: '已登记：参加', tone: 'success' })
    const progress = await bot.says('张伟', branch, '/进度 本季度')
    expect(textOf(progress)).toContain('已安排')
  })

  it('two messages and one click lead to the first meeting, also for twenty members', async () => {
    const twenty = [...people, ...Array.from({ length: 14 }, (_, at) => `成员${at + 1}`)]
    await bot.group('机关第一党支部', twenty)
    const proposal = await bot.says('张伟', '机关第一党支部', '/绑定 支部 机关第一党支部')
    await bot.clicks('张伟', proposal, '确认')
    const bound = textOf(bot.latest('机关第一党支部', '已绑定支部'))
    expect(bound).toContain('名册已登记20人（含书记）')
    const line = /\/会议 新建 .*/.exec(bound)?.[0] ?? ''
    const card = textOf(await bot.says('张伟', '机关第一党支部', line))
    expect(card).toContain('D2026-001')
    expect(card).toContain('议题一')
  })
})
