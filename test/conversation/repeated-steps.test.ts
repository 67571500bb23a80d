import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file', templatesDir: 'test/fixtures/own-templates' })
const branch = '机关第一党支部'
const people = ['张伟', '李四', '王五']
let card: Message
const shown = () => textOf(bot.fresh(card))

beforeAll(async () => {
  await bot.bindBranch(people)
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  for (const [name, leader] of [
    ['第一党小组', '李四'],
    ['第二党小组', '王五'],
  ])
    await bot.says('张伟', branch, `/党小组 新建 ${name} 组长=${leader} 日期=2026-11-20`)
  await bot.says('张伟', branch, '/谈心轮次 新建 年末谈心')
  card = bot.latest(branch, '事项清单：年末谈心')
})

describe('a step of an own process that stands for each member', () => {
  it('is each member’s own, and of many the card says how far they are', async () => {
    for (const who of people) expect(shown()).toContain(`谈心谈话（0/3）：${who}　12-04前`)
    expect((await bot.ticks('王五', card, '谈心谈话（0/3）：李四')).toast).toContain('仅限')
    expect((await bot.ticks('王五', card, '谈心谈话（0/3）：王五')).toast).toBe('已记录完成')
    expect(shown()).toContain('谈心谈话（1/3）：李四')
    expect(textOf(await bot.says('李四', '私聊', '/任务 我的'))).toContain('谈心谈话')
  })

  it('is not there for somebody who came later', async () => {
    const chat = bot.standIn.chats().find(({ name }) => name === branch)?.chatId ?? ''
    await bot.standIn.addMember(chat, bot.standIn.addPerson({ name: '赵六' }).openId)
    await bot.settle()
    await bot.says('张伟', branch, '/党员 新增 赵六')
    expect(shown()).not.toContain('：赵六')
  })
})

describe('a step that stands for each group', () => {
  it('has a form for each, and what one of them found decides what follows', async () => {
    const visits = async (group: string, found: string) => {
      await bot.clicks('张伟', card, `填写：${group}·走访党小组`)
      const form = bot.latest('张伟', `办理：走访党小组：${group}`)
      return (await bot.clicks('张伟', form, '提交', { 走访情况: '已走访', 是否发现突出问题: found })).toast
    }
    expect(await visits('第一党小组', '是')).toBe('已记录完成')
    expect(shown()).toContain('走访党小组（1/2）：第二党小组')
    expect(shown()).toContain('解决突出问题')
    expect(await visits('第二党小组', '否')).toBe('已记录完成')
    await bot.ticks('李四', card, '谈心谈话（1/3）：李四')
    expect((await bot.ticks('张伟', card, '跟进情况')).toast).toContain('谈心谈话')
    await bot.ticks('张伟', card, '谈心谈话（2/3）：张伟')
  })
})

describe('a step that comes round each month', () => {
  it('is there again a month later until the step that ends it is done', async () => {
    expect((await bot.ticks('张伟', card, '跟进情况')).toast).toBe('已记录完成')
    // 22 December 2026, a month later.
    expect(shown()).toContain('跟进情况（每月，已办1次）　张伟　12-22前')
    await bot.ticks('张伟', card, '解决突出问题')
    await bot.ticks('张伟', card, '总结本轮谈心')
    expect(shown()).not.toContain('12-22前')
    await bot.ticks('李四', card, '整理资料存档')
    expect(shown()).toContain('已归档')
  })
})
