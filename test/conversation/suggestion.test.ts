import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const named = '建议更换二号车间照明'
const nameless = '建议调整食堂开放时间'

describe('rationalisation suggestions', () => {
  const bot = useTestBot({ fresh: 'file' })
  const union = '机关工会'
  const everything = (where: string) => bot.messages(where).map(textOf).join('\n')
  const row = async (number: string) =>
    (await bot.db.sql`select * from suggestion where number = ${number}`)[0]
  const steps = async (number: string) =>
    Object.fromEntries(
      (
        await bot.db
          .sql`select s.step, s.state from process_step s join process_instance p on p.id = s.instance_id
          where p.number = ${number}`
      ).map((one) => [one.step, one.state]),
    )

  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四'])
    await bot.group(union, ['赵主席', '孙委员', '周职工', '吴职工'])
    await bot.clicks(
      '赵主席',
      await bot.says('赵主席', union, '/绑定 工会 机关工会 上级=机关第一党支部'),
      '确认',
    )
    await bot.says('赵主席', union, '/党员 任职 孙委员 工会委员')
  })

  it('is numbered, answered privately, and has a day by which it must be answered', async () => {
    const answer = await bot.says('周职工', union, `/建议 ${named} 类别=安全`)
    expect(textOf(answer)).toContain('编号 L2026-001，最迟12月11日（周五）答复')
    expect(bot.messages(union).some((one) => one.messageId === answer.messageId)).toBe(false)
    expect(everything(union)).not.toContain(named)
    expect(await steps('L2026-001')).toMatchObject({ submit: 'done', review: 'open' })
  })

  it('without a name keeps no author, no moment and no number in any message', async () => {
    expect(textOf(await bot.says('吴职工', union, `/建议 匿名 ${nameless}`))).toContain('不能算匿名')
    expect(await row('L2026-002')).toBeUndefined()
    const answer = textOf(await bot.says('吴职工', '私聊', `/建议 匿名 ${nameless} 类别=生活`))
    expect(answer).toContain('没有记录姓名和时间')
    expect(answer).not.toContain('L2026-002')
    const kept = await row('L2026-002')
    expect(kept).toMatchObject({ author_id: null, case_id: null })
    expect(kept?.content).toMatch(/^sealed:1:/)
    expect(Object.values(kept ?? {}).some((value) => value instanceof Date)).toBe(false)
    expect(String(kept?.id)[14]).toBe('4')
    const reminders = await bot.db.sql`select id from reminder where ref = ${`suggestion|${kept?.id}`}`
    expect(reminders.length).toBeGreaterThan(0)
    for (const { id } of reminders) expect(String(id)[14]).toBe('4')
    const audit = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    expect(audit).toContain('L2026-001')
    expect(audit).not.toContain('L2026-002')
  })

  it.each([
    ['赵主席', true, true],
    ['孙委员', true, true],
    ['周职工', true, false],
    ['吴职工', false, false],
  ])('is shown to its author and the union only: %s', async (who, first, second) => {
    for (const where of [union, '私聊'])
      for (const [number, text, sees] of [
        ['L2026-001', named, first],
        ['L2026-002', nameless, second],
      ] as const) {
        const shown = textOf(await bot.says(who, where, `/建议 查询 ${number}`))
        expect(shown.includes(text)).toBe(sees)
        if (!sees) expect(shown).toContain('仅建议人和工会可以查看')
      }
    expect(everything(union)).not.toContain(named)
    expect(everything(union)).not.toContain(nameless)
  })

  it('is reviewed once, refused only with reasons', async () => {
    expect(textOf(await bot.says('周职工', union, '/建议 评审 L2026-001 采用=是'))).toContain('仅限')
    expect(textOf(await bot.says('孙委员', union, '/建议 答复 L2026-002'))).toContain('还没有评审')
    expect(textOf(await bot.says('孙委员', union, '/建议 评审 L2026-002 采用=否'))).toContain('须写明理由')
    await bot.says('孙委员', union, '/建议 评审 L2026-002 采用=否 意见=开放时间已按班次安排')
    expect(textOf(await bot.says('赵主席', union, '/建议 评审 L2026-002 采用=是'))).toContain('已经评审')
    await bot.says(
      '孙委员',
      union,
      '/建议 评审 L2026-001 采用=是 意见=纳入年度检修 实施人=吴职工 期限=12月20日',
    )
    expect(await row('L2026-001')).toMatchObject({ state: 'reviewed', adopted: true })
    expect(await steps('L2026-001')).toMatchObject({ review: 'done', implement: 'open' })
    expect(await steps('L2026-002')).toMatchObject({ review: 'done', implement: 'skipped' })
  })

  it('is answered to its author privately, who rates the answer once', async () => {
    await bot.says('孙委员', union, '/建议 答复 L2026-001 内容=年底前完成更换')
    const answer = bot.latest('周职工', '年底前完成更换')
    expect(textOf(answer)).toContain('满意')
    expect((await bot.clicks('周职工', answer, '基本满意')).toast).toBe('已评价：基本满意')
    expect(textOf(await bot.says('周职工', '私聊', '/建议 评价 L2026-001 满意'))).toContain('已经评价过')
    expect(textOf(await bot.says('吴职工', '私聊', '/建议 评价 L2026-001 满意'))).toContain('仅建议人')
    expect(await row('L2026-001')).toMatchObject({ rating: '基本满意', state: 'replied' })
    expect(await steps('L2026-001')).toMatchObject({ reply: 'done' })
  })

  it("lists one's own, the adopted ones, and how those without a name stand", async () => {
    await bot.says('孙委员', union, '/建议 答复 L2026-002')
    const others = textOf(await bot.says('吴职工', '私聊', '/建议 列表'))
    expect(others).toContain('已采用的建议')
    expect(others).toContain(named)
    expect(others).toContain('匿名建议的办理')
    expect(others).not.toContain(nameless)
    const outcome = textOf(await bot.says('吴职工', '私聊', '/建议 查询 L2026-002'))
    expect(outcome).toContain('开放时间已按班次安排')
    expect(outcome).not.toContain(nameless)
    expect(textOf(await bot.says('周职工', '私聊', '/建议 列表'))).toContain('我的建议')
  })

  it('records the effect of what was adopted, and stands in the ledger', async () => {
    expect(textOf(await bot.says('孙委员', union, '/建议 效果 L2026-002 内容=无'))).toContain('没有采用')
    await bot.says('孙委员', union, '/建议 效果 L2026-001 内容=照度达标')
    expect(await steps('L2026-001')).toMatchObject({ implement: 'done', effect: 'done' })
    const ledger = textOf(await bot.says('孙委员', union, '/台账 建议'))
    for (const words of ['周职工', named, '采用', '吴职工', '照度达标', '基本满意', '匿名', nameless])
      expect(ledger).toContain(words)
    expect(everything(union)).not.toContain('照度达标')
  })

  it('goes from the branch to its union, whoever is in it, and back to its author', async () => {
    const branch = '机关第一党支部'
    const answer = textOf(await bot.says('李四', branch, '/建议 建议增设自行车棚 类别=生活'))
    expect(answer).toContain('编号 L2026-003')
    expect(answer).toContain('由机关工会办理')
    expect(textOf(await bot.says('赵主席', union, '/建议 查询 L2026-003'))).toContain('自行车棚')
    // The secretary of the branch has no part in it.
    expect(textOf(await bot.says('张伟', branch, '/建议 评审 L2026-003 采用=否 意见=无'))).toContain(
      '该事项仅限工会主席',
    )
    await bot.says('孙委员', union, '/建议 评审 L2026-003 采用=否 意见=场地不足')
    await bot.says('孙委员', union, '/建议 答复 L2026-003')
    const told = bot.latest('李四', '场地不足')
    expect((await bot.clicks('李四', told, '不满意')).toast).toBe('已评价：不满意')
    expect(textOf(await bot.says('李四', '私聊', '/建议 列表'))).toContain('L2026-003')
    expect(everything(branch)).not.toContain('自行车棚')
  })

  it('reminds of an answer that is due, by number only, and never says a text in chain or log', async () => {
    await bot.says('周职工', '私聊', '/建议 建议加装雨棚')
    await bot.moveTo('2026-12-14T10:00:00+08:00')
    const due = textOf(bot.latest('赵主席', '评审并答复合理化建议'))
    expect(due).toContain('L2026-004')
    expect(due).not.toContain('雨棚')
    const audit = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    for (const text of [named, nameless, '雨棚', '照度达标', '班次']) {
      expect(audit).not.toContain(text)
      expect(bot.log.join('\n')).not.toContain(text)
    }
  })
})
