import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { wordsOfDocument } from '../papers/words-of-document.ts'

const bot = useTestBot({ fresh: 'file', templatesDir: 'test/fixtures/own-templates' })
const branch = '机关第一党支部'

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五'])
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
})

describe('a process that an office wrote itself', () => {
  it('has its own command, which fills the first step, and is in the help', async () => {
    expect(textOf(await bot.says('张伟', branch, '/帮助 维修'))).toContain('活动室维修：登记并生成清单')
    const card = await bot.says(
      '李四',
      branch,
      '/维修 新建 二楼投影仪 故障情况=不能开机 估算费用=800 是否紧急=否',
    )
    expect(textOf(card)).toContain('事项清单：二楼投影仪')
    expect(textOf(card)).toMatch(/登记故障　李四 11-22/)
    expect(textOf(card)).toContain('估算费用（元）：800')
  })

  it('has documents of its own, and others in the place of ours', async () => {
    const lastWords = async () => {
      const sent = bot.messages('李四').findLast(({ resource }) => resource)
      return sent ? wordsOfDocument(bot.fileOf(sent).bytes) : ''
    }
    const number = /[A-Z]2026-\d{3}/.exec(textOf(bot.latest(branch, '事项清单：二楼投影仪')))?.[0] ?? ''
    await bot.says('李四', branch, `/文书 ${number} 维修单`)
    expect(await lastWords()).toBe(
      `机关第一党支部活动室维修单\n编号\n${number}\n事项\n二楼投影仪\n实际费用\n（待填）元\n验收人（签字）：`,
    )
    await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-25 15:00 议题=学习 地点=二楼')
    await bot.says('李四', branch, '/文书 D1 会议通知')
    expect(await lastWords()).toMatch(
      /^党员大会通知（本单位式样）\n2026年12月25日15:00在二楼召开党员大会，请准时参加。/,
    )
  })

  it('asks for approval, goes back where it was not repaired, and is filed', async () => {
    const card = bot.latest(branch, '事项清单：二楼投影仪')
    const approval = bot.latest('张伟', '待审批：审批费用')
    expect(textOf(approval)).toContain('不能开机')
    expect((await bot.clicks('张伟', approval, '退回修改')).toast).toContain('请填写“审批费用”的理由')
    await bot.clicks('张伟', approval, '退回修改', { 意见: '请先询价' })
    expect(textOf(bot.fresh(card))).toContain('登记故障　李四　11-23前')
    await bot.clicks('李四', card, '填写：登记故障')
    const form = bot.latest('李四', '办理：登记故障')
    await bot.clicks('李四', form, '提交', { '估算费用（元）': '六百' })
    expect(textOf(bot.fresh(card))).toContain('登记故障　李四　11-23前')
    await bot.clicks('李四', form, '提交', { '估算费用（元）': '600' })
    await bot.clicks('张伟', bot.latest('张伟', '待审批：审批费用'), '同意')
    expect((await bot.ticks('李四', card, '联系维修')).toast).toBe('已记录完成')
    const check = async (said: string) => {
      await bot.clicks('张伟', card, '填写：验收')
      await bot.clicks('张伟', bot.latest('张伟', '办理：验收'), '提交', { 是否修好: said })
    }
    await check('否')
    expect((await bot.ticks('李四', card, '联系维修')).toast).toBe('已记录完成')
    await check('是')
    await bot.ticks('李四', card, '整理资料存档')
    expect(textOf(bot.fresh(card))).toContain('已归档')
  })

  it('is refused with a sentence where an answer is none', async () => {
    const refused = await bot.says('李四', branch, '/维修 新建 灯 估算费用=很多')
    expect(textOf(refused)).toContain('须是数字')
    expect(textOf(await bot.says('王五', branch, '/维修 新建 灯'))).toContain('仅限')
  })

  it('stands beside a region of its own, which votes can then follow', async () => {
    expect(textOf(await bot.says('张伟', branch, '/设置 表决地区 湖北'))).toContain(
      '表决地区\n湖北省\n本组织',
    )
    expect(textOf(await bot.says('张伟', branch, '/设置 表决地区 火星'))).toContain(
      '可选：全国规定、河南省、上海市、浙江省、湖北省',
    )
  })

  it('goes on with the version with which it was started, whatever is loaded now', async () => {
    const card = await bot.says('李四', branch, '/维修 新建 门锁 故障情况=打不开 估算费用=50 是否紧急=是')
    const number = /T2026-\d{3}/.exec(textOf(card))?.[0] ?? ''
    await bot.db.sql`
      update process_instance set template = jsonb_set(template, '{steps,2,label}', '"请锁匠上门"')
      where number = ${number}`
    const own = await bot.says('李四', branch, `/清单 ${number}`)
    expect(textOf(own)).not.toContain('联系维修')
    expect((await bot.ticks('李四', own, '请锁匠上门')).toast).toBe('已记录完成')
    expect(textOf(await bot.says('李四', branch, '/维修 新建 门锁二 是否紧急=是 估算费用=1'))).toContain(
      '联系维修',
    )
  })

  it('of a restricted matter is started in private only', async () => {
    expect(textOf(await bot.says('张伟', branch, '/处罚 新建 姓名=某某'))).toContain(
      '只能在与支部助手的私聊中办理',
    )
    expect(textOf(await bot.says('张伟', '私聊', '/处罚 新建'))).toContain('事项清单：职工处罚')
    expect(bot.messages(branch).some((one) => textOf(one).includes('职工处罚'))).toBe(false)
  })
})
