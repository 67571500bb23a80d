import { expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const union = '机关工会群'

it('binds a union under its branch: the binder chairs it, the others are its members', async () => {
  const { branch } = await bot.bindBranch(['张伟', '李四', '王五'])
  expect(textOf(await bot.says('张伟', branch, '/党员 任职 王五 工会主席'))).toContain('本支部还没有工会')
  await bot.group(union, ['钱九', '吴十', '李四'])
  const card = await bot.says('钱九', union, '/绑定 工会 机关工会 上级=机关第一党支部')
  expect(textOf(card)).toContain('工会主席\n钱九')
  await bot.clicks('钱九', card, '确认')
  expect(textOf(bot.fresh(card))).toContain('名册已登记3人（含工会主席）')
  const [row] = await bot.db.sql`select union_from::text from organisation where kind = 'branch'`
  expect(row).toEqual({ union_from: '2026-10-01' })
})

it('gives offices where they belong', async () => {
  expect(textOf(await bot.says('钱九', union, '/党员 任职 吴十 工会委员'))).toContain('起任工会委员')
  expect(textOf(await bot.says('钱九', union, '/党员 任职 吴十 组织委员'))).toContain(
    '工会没有“组织委员”这一职务，可以登记：工会主席、工会委员',
  )
  expect(textOf(await bot.says('张伟', '机关第一党支部', '/党员 任职 王五 经费审查委员'))).toContain(
    '起任工会财务（机关工会）',
  )
  expect(textOf(await bot.says('张伟', '机关第一党支部', '/党员 任职 王五 委员'))).toContain('起任委员')
  expect(textOf(await bot.says('张伟', '机关第一党支部', '/党员 卸任 王五 委员'))).toContain('不再担任委员')
  expect(textOf(await bot.says('张伟', '机关第一党支部', '/党员 卸任 王五 委员'))).toContain('没有变化')
})

it('keeps a roster of staff and union members', async () => {
  expect(textOf(await bot.says('钱九', union, '/党员 状态 李四 职工'))).toContain('参加职工大会的表决')
  expect(textOf(await bot.says('钱九', union, '/党员 状态 李四 预备党员'))).toContain('可选：工会会员、职工')
  expect(textOf(await bot.says('吴十', union, '/名册'))).toContain('工会会员3人，职工1人')
  expect(textOf(await bot.says('吴十', union, '/党员 任职 吴十 工会主席'))).toContain('该事项仅限')
})

it('tells a union’s group that meetings of the branch are arranged in the branch', async () => {
  expect(textOf(await bot.says('钱九', union, '/党小组 新建 第一组 组长=钱九'))).toContain(
    '只能在支部群使用，本群是工会群',
  )
})

it('holds the staff assembly, which the branch’s duty counts', async () => {
  expect(textOf(await bot.says('钱九', union, '/会议 新建 党课 2026-12-20 15:00 主题=学习'))).toContain(
    '“党课”请到支部群里安排',
  )
  const card = await bot.says('钱九', union, '/会议 新建 职工大会 2026-12-22 15:00 议题=审议工作报告')
  expect(textOf(card)).toContain('职工大会（2026-12-22）')
  const own = textOf(await bot.says('吴十', union, '/进度 本年'))
  expect(own).toContain('职工大会\n2026\n已安排')
  expect(own).toContain('/会议 新建 职工大会 时间')
  expect(own).not.toContain('支部党员大会')
  expect(textOf(await bot.says('张伟', '机关第一党支部', '/进度 本年'))).toContain('职工大会\n2026\n已安排')
  const sheet = textOf(await bot.says('钱九', union, '/签到 D2026-001'))
  expect(sheet).toContain('应到\n4人')
  expect(sheet).toContain('应到会职工4人，已签到0人，还差3人达到开会人数要求（不少于3人）')
})
