import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const problem = '班子成员谈心谈话流于形式'

describe('rectification', () => {
  const bot = useTestBot({ fresh: 'file' })
  let branch = ''
  let superior = ''
  const everything = (where: string) => bot.messages(where).map(textOf).join('\n')
  const state = async (number = 'Z2026-001') =>
    (await bot.db.sql`select state from rectification where number = ${number}`)[0]?.state

  beforeAll(async () => {
    ;({ branch, superior } = await bot.bindBranch(['张伟', '李四', '王五', '赵六', '孙七']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says('张伟', branch, '/党员 任职 赵六 纪检委员')
  })

  it('is set with measure, owner and day; its owner is told privately', async () => {
    const reply = await bot.says(
      '张伟',
      branch,
      `/整改 新建 ${problem} 措施=每月谈心一次并记录 责任人=王五 期限=2026-12-10 来源=民主生活会`,
    )
    expect(textOf(reply)).toContain('Z2026-001')
    expect(textOf(bot.latest('王五', 'Z2026-001'))).toContain(problem)
    expect(
      textOf(await bot.says('王五', branch, '/整改 新建 甲 措施=乙 责任人=王五 期限=2026-12-10')),
    ).toContain('仅限')
    const past = await bot.says('张伟', branch, '/整改 新建 甲 措施=乙 责任人=王五 期限=2026-11-20')
    expect(textOf(past)).toMatch(/早于今天|请补充/)
    expect(await state('Z2026-002')).toBeUndefined()
  })

  it.each([
    ['张伟', '书记', true],
    ['李四', '组织委员', true],
    ['赵六', '纪检委员', true],
    ['王五', 'its owner', true],
    ['孙七', 'a member', false],
  ])('shows the problem to the committee and the owner only: %s (%s)', async (who, _role, sees) => {
    const shown = textOf(await bot.says(who, branch, '/整改 查看 1'))
    expect(shown.includes(problem)).toBe(sees)
    if (!sees) expect(shown).toContain('仅责任人和班子成员可以查看')
    const list = textOf(await bot.says(who, branch, '/整改 列表'))
    expect(list).toContain('每月谈心一次并记录')
    expect(list).not.toContain(problem)
    expect(textOf(await bot.says(who, '私聊', '/整改 列表')).includes(problem)).toBe(sees && who !== '王五')
  })

  it('never says the problem in the groups, the chain or the log', async () => {
    for (const where of [branch, superior]) expect(everything(where)).not.toContain(problem)
    const audit = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    expect(audit + bot.log.join('\n')).not.toContain(problem)
  })

  it('is accepted by another person, after progress with evidence', async () => {
    expect(textOf(await bot.says('赵六', branch, '/整改 销号 Z2026-001'))).toContain('还没有登记整改进展')
    expect(textOf(await bot.says('孙七', branch, '/整改 进展 1 代写'))).toContain('仅限')
    const progress = await bot.says('王五', branch, '/整改 进展 Z2026-001 11月已谈心五人 佐证=谈心记录本')
    expect(textOf(progress)).toContain('王五　进展：11月已谈心五人（佐证：谈心记录本）')
    expect(textOf(await bot.says('王五', branch, '/整改 销号 Z2026-001'))).toContain('仅限')
    const card = bot.latest('王五', 'Z2026-001')
    expect((await bot.clicks('王五', card, '报验', { text: '两个月均已完成' })).toast).toBe('已提请验收')
    expect(await state()).toBe('submitted')
    const work = await bot.says('赵六', '私聊', '/整改 查看 Z2026-001')
    expect((await bot.clicks('赵六', work, '退回', { text: '缺12月记录' })).toast).toBe('已退回')
    expect((await bot.clicks('赵六', bot.fresh(work), '销号', { text: '同意' })).toast).toContain(
      '还没有登记整改进展',
    )
    await bot.says('王五', branch, '/整改 报验 Z2026-001 12月记录已补')
    const [one, two] = await Promise.all(
      ['赵六', '张伟'].map((who) =>
        bot.standIn.says(
          bot.openId(who),
          { chatId: bot.standIn.chats().find((chat) => chat.name === branch)?.chatId ?? '' },
          '/整改 销号 Z2026-001 意见=已查看',
        ),
      ),
    )
    expect([one?.status, two?.status]).toEqual([200, 200])
    await bot.settle()
    expect(await state()).toBe('closed')
    expect(await bot.db.sql`select from rectification_entry where kind = 'accepted'`).toHaveLength(1)
  })

  it('is reopened with a reason, and reminds its owner until it is closed', async () => {
    await bot.says('张伟', branch, '/整改 重开 Z2026-001 原因=问题反弹')
    expect(textOf(bot.latest('王五', '重开'))).toContain('问题反弹')
    expect(textOf(await bot.says('张伟', branch, '/整改 重开 Z2026-001 原因=再开'))).toContain('不需要重开')
    await bot.moveTo('2026-12-11T10:00:00+08:00')
    const due = textOf(bot.latest('王五', '已逾期'))
    expect(due).toContain('每月谈心一次并记录')
    expect(due).not.toContain(problem)
    expect(textOf(await bot.says('李四', branch, '/整改 列表'))).toContain('逾期')
    await bot.says('王五', branch, '/整改 报验 Z2026-001 已全部落实')
    await bot.says('赵六', branch, '/整改 销号 Z2026-001')
    const before = bot.messages('王五').length
    await bot.moveTo('2026-12-18T18:00:00+08:00')
    expect(bot.messages('王五').slice(before).map(textOf).join('\n')).not.toContain('每月谈心一次并记录')
  })
})
