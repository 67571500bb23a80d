import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { wordsOfDocument } from '../papers/words-of-document.ts'

const bot = useTestBot({ fresh: 'file' })
const people = ['张伟', '李四', '王五', '赵六']
const union = '机关工会'

const numberIn = (message: Message): string => /[A-Z]2026-\d{3}/.exec(textOf(message))?.[0] ?? 'none'
const lastFile = (who: string) =>
  bot.fileOf(bot.messages(who).findLast(({ resource }) => resource) as Message)

/** Fills in the card of a document that was made, and answers the words of the next draft. */
async function corrected(who: string, where: string, form: Record<string, string>): Promise<string> {
  await bot.clicks(who, bot.latest(where, '文书：'), '提交', form)
  return wordsOfDocument(lastFile(who).bytes)
}

describe('documents of cases and requests', () => {
  let branch: string
  let superior: string
  beforeAll(async () => {
    ;({ branch, superior } = await bot.bindBranch(people))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.group(union, ['赵主席', '孙委员'])
    await bot.clicks(
      '赵主席',
      await bot.says('赵主席', union, '/绑定 工会 机关工会 上级=机关第一党支部'),
      '确认',
    )
  })

  it('makes the request and the register of its reply, before and after it was answered', async () => {
    await bot.says('张伟', branch, '/请示 新建 召开2026年度民主生活会 主送=局党委')
    await bot.says('张伟', branch, '/文书 Q1 请示')
    expect(await wordsOfDocument(lastFile('张伟').bytes)).toMatchSnapshot()
    await bot.says('李四', branch, '/文书 Q1 批复登记')
    const open = await wordsOfDocument(lastFile('李四').bytes)
    expect(open).toContain('批复文号\n\n')
    expect(open).toContain('批复意见\n待批复')
    await bot.clicks('郑书记', bot.latest(superior, 'Q2026-001'), '同意', { comment: '按程序召开' })
    await bot.says('李四', branch, '/文书 Q1 批复登记')
    expect(await wordsOfDocument(lastFile('李四').bytes)).toMatchSnapshot()
  })

  it('makes the report of a case and the text of its public notice', async () => {
    const number = numberIn(await bot.says('赵主席', union, '/事项 新建 评优选先（民主推荐） 年度先进'))
    await bot.says('赵主席', union, `/文书 ${number} 公示`)
    expect(await wordsOfDocument(lastFile('赵主席').bytes)).toContain('公示时间：（待填）至（待填）。')
    await bot.says(
      '赵主席',
      union,
      `/公示 发布 年度先进 天数=5 内容=拟评孙委员 依据=评选办法 受理人=孙委员 步骤=${number}`,
    )
    await bot.says('赵主席', union, `/文书 ${number} 公示`)
    expect(await wordsOfDocument(lastFile('赵主席').bytes)).toMatchSnapshot()
    await bot.says('赵主席', union, `/文书 ${number} 办理情况报告`)
    const report = await corrected('赵主席', union, { 问题和下一步: '无突出问题' })
    expect(report).toMatchSnapshot()
    expect(report).toContain('公示中（公示记录：G2026-001）')
  })

  it('makes the paper of a public notice that belongs to no case', async () => {
    const notice = await bot.says(
      '李四',
      branch,
      '/公示 发布 发展对象名单 天数=5 内容=拟确定甲为发展对象 依据=支委会研究',
    )
    await bot.says('李四', branch, `/文书 ${numberIn(notice)} 公示`)
    const words = await wordsOfDocument(lastFile('李四').bytes)
    expect(words).toContain('关于发展对象名单的公示')
    expect(words).toContain('根据支委会研究，经机关第一党支部研究')
    expect(words).toContain('（5个工作日）')
    expect(words).toContain(`公示记录：${numberIn(notice)}`)
    expect(textOf(await bot.says('李四', branch, '/文书 G2026-099 公示'))).toContain('G2026-099')
  })

  it('makes the form of a reward, which a member cannot have', async () => {
    const number = numberIn(await bot.says('张伟', branch, '/事项 新建 职工奖励 技术革新'))
    expect(textOf(await bot.says('王五', branch, `/文书 ${number} 奖励审批表`))).toContain('仅')
    await bot.says('张伟', branch, `/文书 ${number} 奖励审批表`)
    expect(await wordsOfDocument(lastFile('张伟').bytes)).toMatchSnapshot()
    const filled = await corrected('张伟', '张伟', { 姓名: '王五', 部门及岗位: '机务段', 奖励种类: '记功' })
    expect(filled).toContain('姓名\n王五\n')
    expect(bot.messages(branch).some((one) => textOf(one).includes('职工奖励审批表'))).toBe(false)
  })

  it('makes the form of a penalty and the file of a family in hardship, in private and marked', async () => {
    const penalty = numberIn(await bot.says('张伟', '私聊', '/事项 新建 职工处罚 某某'))
    await bot.says('张伟', '私聊', `/文书 ${penalty} 处罚审批表`)
    const form = await wordsOfDocument(lastFile('张伟').bytes)
    expect(form).toMatchSnapshot()
    expect(form).toMatch(/^张伟于2026-11-22 10:00导出/)
    const hardship = numberIn(await bot.says('赵主席', '私聊', '/事项 新建 建立困难职工档案 甲家庭'))
    await bot.says('赵主席', '私聊', `/文书 ${hardship} 困难职工登记`)
    expect(await wordsOfDocument(lastFile('赵主席').bytes)).toMatchSnapshot()
    for (const where of [branch, union])
      expect(bot.messages(where).some((one) => /处罚审批表|困难职工登记表/.test(textOf(one)))).toBe(false)
  })

  it('makes the disclosure of income and expenses, with nothing where nothing was said', async () => {
    const number = numberIn(await bot.says('赵主席', union, '/事项 新建 会费管理和公示公开 2026年'))
    await bot.says('赵主席', union, `/文书 ${number} 收支公开`)
    expect(await wordsOfDocument(lastFile('赵主席').bytes)).toMatchSnapshot()
    const filled = await corrected('赵主席', union, {
      公开期间: '2026年上半年',
      期初结余: '1200.00',
      本期收入: '3000.00',
      支出明细: '慰问2000.00元',
      期末结余: '2200.00',
    })
    expect(filled).not.toContain('（待填）')
  })
})
