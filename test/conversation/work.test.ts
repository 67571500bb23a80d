import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const says = async (who: string, text: string, where = branch) => textOf(await bot.says(who, where, text))

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五', '赵六', '孙七'])
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  await bot.says('张伟', branch, '/事项 新建 上级指示和决议落实 开展主题教育')
})

describe('the work of a branch', () => {
  it('is listed for each person by urgency, in private', async () => {
    const mine = await bot.says('李四', branch, '/任务')
    expect(mine.chatId).toBe(bot.messages('李四').at(-1)?.chatId)
    expect(textOf(mine)).toContain('以后（1）')
    expect(textOf(mine)).toMatch(/登记上级指示、决议　开展主题教育（T2026-001）　11-23前/)
    expect(await says('孙七', '/任务')).toContain('没有待办的任务')
    expect(await says('孙七', '/任务 全部')).toContain('仅限')
    await bot.moveTo('2026-11-24T09:00:00+08:00')
    expect(await says('张伟', '/任务 逾期')).toMatch(
      /逾期（1）\n登记上级指示、决议　开展主题教育（T2026-001）　李四/,
    )
  })

  it('is done from the list, where a step asks for something by its form', async () => {
    const list = await bot.says('李四', branch, '/任务')
    expect((await bot.ticks('李四', list, '登记上级指示')).toast).toContain('须填写：')
    await bot.clicks('李四', list, '办理：登记上级指示、决议（T2026-001）')
    const form = bot.latest('李四', '办理：登记上级指示、决议')
    await bot.clicks('李四', form, '提交', {
      办结时限: '2026-12-10',
      是否涉密: '否',
      文号: '局党〔2026〕8号',
    })
    expect(textOf(bot.fresh(form))).toContain('已办理')
    expect((await bot.clicks('李四', form, '提交', {}).catch((error) => error)).message).toContain(
      'no button',
    )
    const secretary = await bot.says('张伟', branch, '/任务')
    await bot.ticks('张伟', secretary, '传达学习')
    expect(await says('张伟', '/清单 T2026-001')).toContain('文号：局党〔2026〕8号')
  })

  it('is handed over in one act, and offered when an office passes to somebody else', async () => {
    const appointed = await bot.says('张伟', branch, '/党员 任职 王五 组织委员')
    await bot.clicks('张伟', appointed, '移交李四的1项任务')
    await bot.clicks('张伟', bot.latest(branch, '请填写：任务 移交'), '提交')
    expect(textOf(bot.latest('王五', '任务已移交给您'))).toContain('李四名下的1项任务')
    expect(await says('张伟', '/任务 移交 李四 给 王五')).toContain('没有未办结的事项')
    expect(await says('孙七', '/任务 移交 张伟 给 孙七')).toContain('仅限')
  })
})

describe('the course of a case', () => {
  it('is stopped, resumed, called off and taken up again, each with its reason', async () => {
    expect(await says('张伟', '/事项 暂停 T2026-001 原因=等待文件')).toContain('已暂停')
    expect((await bot.ticks('张伟', bot.latest(branch, '事项清单'), '研究贯彻措施')).toast).toContain(
      '已暂停（等待文件）',
    )
    expect(await says('张伟', '/事项 恢复 T2026-001 原因=文件已到')).toContain('进行中')
    expect(await says('张伟', '/事项 恢复 T2026-001 原因=再来')).toContain('没有暂停')
    expect(await says('李四', '/事项 取消 T2026-001 原因=不办')).toContain('仅限')
    expect(await says('张伟', '/事项 取消 T2026-001 原因=合并办理')).toContain('已取消')
    expect(await says('张伟', '/任务 全部')).toContain('没有待办的任务')
    const again = await says('张伟', '/事项 重开 T2026-001 原因=单独办理')
    expect(again).toContain('进行中')
    expect(again).toContain('2/6')
    expect(await says('张伟', '/事项 重开 T2026-001 原因=再来')).toContain('无需重开')
  })

  it('of a restricted matter is known to its circle alone', async () => {
    const card = await bot.says('张伟', branch, '/事项 新建 思想政治工作 节前谈心')
    expect(textOf(card)).toContain('事项清单：节前谈心')
    expect(bot.messages(branch).some((one) => textOf(one).includes('节前谈心'))).toBe(false)
    expect(await says('孙七', '/清单 T2026-002')).toContain('没有找到编号为 T2026-002 的事项')
    expect(await says('张伟', '/任务 全部')).toContain('节前谈心')
    expect(await says('孙七', '/任务', '私聊')).not.toContain('节前谈心')
  })
})
