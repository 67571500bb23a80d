import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const says = async (who: string, text: string, where = branch) => textOf(await bot.says(who, where, text))

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五', '赵六', '孙七', '周八'])
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
    expect((await bot.ticks('张伟', secretary, '传达学习')).toast).toContain('须填写：')
    await bot.clicks('张伟', secretary, '办理：传达学习（T2026-001）')
    await bot.clicks('张伟', bot.latest('张伟', '办理：传达学习'), '提交', {
      '传达学习情况（时间、方式、范围）': '支部大会，全体党员',
    })
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

describe('work that is no step of a case', () => {
  it('is listed for whoever has it, opens from the list, and is handed over with its reminders', async () => {
    await bot.says('张伟', branch, '/整改 新建 谈话流于形式 措施=每月谈心一次 责任人=赵六 期限=2026-11-27')
    const list = await bot.says('赵六', branch, '/任务')
    expect(textOf(list)).toMatch(/本周（1）\n☐ 整改：每月谈心一次（Z2026-001）　11-27前/)
    expect(textOf(list)).not.toContain('流于形式')
    await bot.clicks('赵六', list, '办理：整改：每月谈心一次（Z2026-001）')
    expect(textOf(bot.latest('赵六', 'Z2026-001'))).toContain('谈话流于形式')
    expect(await says('王五', '/任务')).not.toContain('Z2026-001')
    expect(await says('张伟', '/任务 全部')).toContain('每月谈心一次（Z2026-001）　赵六')
    await says('张伟', '/任务 移交 赵六 给 孙七')
    const [row] = await bot.db.sql`
      select m.name, count(distinct r.member_id)::int as reminded from rectification i
      join member m on m.id = i.owner_id
      join reminder r on r.ref like 'rectification|' || i.id || '%' and r.member_id = i.owner_id
      where i.number = 'Z2026-001' group by m.name`
    expect(row).toEqual({ name: '孙七', reminded: 1 })
    const old = await bot.clicks('赵六', bot.fresh(list), '办理：整改：每月谈心一次（Z2026-001）')
    expect(old.toast).toContain('仅限')
    await bot.says('孙七', '私聊', '/整改 报验 Z2026-001 已谈心 佐证=谈心记录')
    expect(await says('孙七', '/任务')).not.toContain('Z2026-001')
    expect(await says('张伟', '/任务')).toContain('验收：每月谈心一次（Z2026-001）')
    await bot.says('张伟', '私聊', '/整改 销号 Z2026-001 属实')
    expect(await says('张伟', '/任务 全部')).not.toContain('Z2026-001')
  })

  it('waits with the secretary, where it is the office that answers: suggestions without a case', async () => {
    await bot.says('孙七', '私聊', '/建议 匿名 增设照明 类别=生产')
    const list = await bot.says('张伟', branch, '/任务')
    expect(textOf(list)).toContain('评审并答复合理化建议（L2026-001）')
    expect(textOf(list)).not.toContain('增设照明')
    await bot.clicks('张伟', list, '办理：评审并答复合理化建议（L2026-001）')
    expect(textOf(bot.latest('张伟', 'L2026-001'))).toContain('增设照明')
    expect(await says('李四', '/任务 全部')).not.toContain('L2026-001')
    await bot.says('张伟', '私聊', '/建议 评审 L2026-001 采用=否 意见=已有计划')
    await bot.says('张伟', '私聊', '/建议 答复 L2026-001')
    expect(await says('张伟', '/任务')).not.toContain('合理化建议（L2026-001）')
  })
})

describe('a step that closes when its tasks do', () => {
  it('waits for the rectification items of its case', async () => {
    await bot.says('张伟', branch, '/任务 移交 王五 给 张伟')
    const list = await bot.says('张伟', branch, '/任务')
    await bot.clicks('张伟', list, '办理：研究贯彻措施、明确…（T2026-001）')
    await bot.clicks('张伟', bot.latest('张伟', '办理：研究贯彻措施'), '提交', {
      措施: '集中学习',
      责任人: '张伟',
      完成时限: '2026-12-05',
    })
    await bot.says(
      '张伟',
      branch,
      '/整改 新建 落实不力 措施=逐项落实 责任人=李四 期限=2026-12-05 事项=T2026-001',
    )
    const card = bot.latest(branch, '事项清单')
    const refused = (await bot.ticks('张伟', card, '执行指示和决议')).toast
    expect(refused).toContain('还有未办结的事项：Z2026-002')
    const task = /T2026-\d{3}/.exec(refused)?.[0] ?? ''
    await bot.says('张伟', '私聊', `/任务 办结 ${task} 说明=已学习`)
    await bot.says('李四', '私聊', '/整改 报验 Z2026-002 已落实 佐证=台账')
    await bot.says('张伟', '私聊', '/整改 销号 Z2026-002 属实')
    expect(await says('张伟', '/清单 T2026-001')).toMatch(/执行指示和决议　张伟 11-24 09:00/)
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
    expect(await says('张伟', '/任务 全部')).not.toContain('T2026-001')
    const again = await says('张伟', '/事项 重开 T2026-001 原因=单独办理')
    expect(again).toContain('进行中')
    expect(again).toContain('4/6')
    expect(await says('张伟', '/事项 重开 T2026-001 原因=再来')).toContain('无需重开')
  })

  it('of a restricted matter is known to its circle alone', async () => {
    const card = await bot.says('张伟', '私聊', '/事项 新建 思想政治工作 节前谈心')
    expect(textOf(card)).toContain('事项清单：节前谈心')
    const [number = ''] = /T2026-\d{3}/.exec(textOf(card)) ?? []
    expect(bot.messages(branch).some((one) => textOf(one).includes('节前谈心'))).toBe(false)
    expect(await says('孙七', `/清单 ${number}`)).toContain(`没有找到编号为 ${number} 的事项`)
    const all = await says('张伟', '/任务 全部')
    expect(all).toContain(number)
    expect(all).not.toContain('节前谈心')
    expect(await says('孙七', '/任务', '私聊')).not.toContain('节前谈心')
  })
})

describe('the work of somebody who has left', () => {
  it('is offered for handing over, also afterwards, once', async () => {
    await bot.says('张伟', branch, '/整改 新建 台账不全 措施=补齐台账 责任人=周八 期限=2026-12-20')
    const left = await bot.says('张伟', branch, '/党员 转出 周八 日期=今天')
    expect(textOf(left)).toContain('名下还有1项任务没有办结')
    await bot.clicks('张伟', left, '移交周八的1项任务')
    const form = bot.latest(branch, '请填写：任务 移交')
    expect(await says('张伟', '/任务 移交 周八 给 周九')).toContain('名册中没有“周九”')
    await bot.clicks('张伟', form, '提交', { to: '孙七' })
    expect(textOf(bot.latest('孙七', '任务已移交给您'))).toContain('周八名下的1项任务')
    expect(await says('张伟', '/任务 移交 周八 给 孙七')).toContain('名册中没有“周八”')
    expect(await says('孙七', '/任务')).toContain('补齐台账')
  })
})
