import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { inUnit } from '../helpers/in-unit.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

describe('what becomes of opinions', () => {
  const bot = useTestBot({ fresh: 'file' })
  const union = '机关工会'
  const said = { 王五: '食堂晚上关得太早', 赵六: '菜品太少', 孙七: '想问年终奖的事' }
  let branch = ''
  let superior = ''
  const everything = (where: string) => bot.messages(where).map(textOf).join('\n')
  const submits = (who: string, card: Message, text: string, anonymous = false) =>
    bot.clicks(who, card, '提交', { a1: text, ...(anonymous ? { anonymous } : {}) })

  beforeAll(async () => {
    ;({ branch, superior } = await bot.bindBranch(['张伟', '李四', '王五', '赵六', '孙七']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.group(union, ['赵主席', '周职工'])
    await bot.clicks(
      '赵主席',
      await bot.says('赵主席', union, '/绑定 工会 机关工会 上级=机关第一党支部'),
      '确认',
    )
    const card = await bot.says('张伟', branch, '/意见 发起 食堂供应 匿名=否')
    for (const [who, text] of Object.entries(said)) await submits(who, card, text)
  })

  it("nobody's text is lost: each original goes to a line or is set aside by name", async () => {
    const raw = await bot.says('李四', branch, '/意见 汇总 Y2026-001')
    const order = [...textOf(raw).matchAll(/(\d)　(王五|赵六|孙七)：/g)].map(([, no, who]) => [who, no])
    const no = Object.fromEntries(order) as Record<string, string>
    expect(order).toHaveLength(3)
    const summary = '延长供应时间\n增加菜品'
    const early = await bot.clicks('李四', raw, '提交', { summary, placing: `1:${no.王五}；2:${no.赵六}` })
    expect(early.toast).toContain('还没有截止')
    await bot.says('张伟', branch, '/意见 截止 Y2026-001')
    const lost = await bot.clicks('李四', bot.fresh(raw), '提交', {
      summary,
      placing: `1:${no.王五}；2:${no.赵六}`,
    })
    expect(lost.toast).toContain(`第${no.孙七}条还没有归入`)
    const placing = `1:${no.王五}；2:${no.赵六}；略(与主题无关):${no.孙七}`
    expect((await bot.clicks('李四', bot.fresh(raw), '提交', { summary, placing })).toast).toContain(
      '已提交汇总',
    )
    const [call] = await bot.db.sql<{ id: string }[]>`select id from opinion_call where number = 'Y2026-001'`
    const kept = await inUnit(bot, (unit) => unit.opinions.opinions(call?.id ?? ''))
    const placed = kept.sort((a, b) => Number(a.line) - Number(b.line))
    expect(placed.map((one) => [one.content, one.line, one.aside])).toEqual([
      [said.孙七, 0, '与主题无关'],
      [said.王五, 1, null],
      [said.赵六, 2, null],
    ])
  })

  it('each line gets a disposition, with reasons where it is not adopted', async () => {
    const dispose = (who: string, words: string) => bot.says(who, branch, `/意见 处理 Y2026-001 ${words}`)
    expect(textOf(await dispose('王五', '1 处理=采纳'))).toContain('仅限')
    expect(textOf(await dispose('李四', '3 处理=采纳'))).toContain('没有第3条')
    expect(textOf(await dispose('李四', '2 处理=未采纳'))).toContain('须写明理由')
    await dispose('李四', '1 处理=采纳')
    expect(textOf(await bot.says('李四', branch, '/意见 反馈 Y2026-001'))).toContain('第2条还没有处理意见')
    await dispose('张伟', '2 处理=部分采纳 理由=下季度招标后实施')
  })

  it('each author is told of his own line alone, the group only of figures', async () => {
    expect(textOf(await bot.says('李四', branch, '/意见 反馈 Y2026-001'))).toContain(
      '采纳1条、部分采纳1条、未采纳0条',
    )
    expect(textOf(bot.latest('王五', '您的意见'))).toContain('延长供应时间\n处理\n采纳')
    expect(everything('王五')).not.toContain('增加菜品')
    expect(textOf(bot.latest('赵六', '您的意见'))).toContain('下季度招标后实施')
    expect(textOf(bot.latest('孙七', '您的意见'))).toContain('没有归入汇总，原因：与主题无关')
    expect(textOf(await bot.says('李四', branch, '/意见 反馈 Y2026-001'))).toContain('没有重复办理')
  })

  it("is reported upward once, without a name, and stays out of the branch's group", async () => {
    const reply = await bot.says('张伟', branch, '/意见 上报 Y2026-001')
    expect(bot.messages(branch).some((one) => one.messageId === reply.messageId)).toBe(false)
    const upper = textOf(bot.latest(superior, 'R2026-001'))
    expect(upper).toContain('1. 延长供应时间\n2. 增加菜品')
    for (const text of Object.values(said)) expect(upper).not.toContain(text)
    expect(textOf(await bot.says('张伟', branch, '/意见 上报 Y2026-001'))).toContain('以报告 R2026-001 上报')
    for (const text of [...Object.values(said), '延长供应时间', '增加菜品', '下季度招标'])
      for (const where of [branch, union]) expect(everything(where)).not.toContain(text)
    const audit = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    for (const text of [...Object.values(said), '延长供应时间', '下季度招标']) {
      expect(audit).not.toContain(text)
      expect(bot.log.join('\n')).not.toContain(text)
    }
  })

  it('asks the staff in both groups, on a roster or not; few anonymous ones are shown to nobody', async () => {
    const card = await bot.says('张伟', branch, '/意见 发起 作风建设 范围=职工 匿名=自愿')
    const there = bot.latest(union, 'Y2026-002')
    expect((await submits('周职工', there, '希望多下车间', true)).toast).toContain('已提交')
    expect((await submits('赵主席', there, '会议偏多')).toast).toContain('已提交')
    const chat = bot.standIn.chats().find((one) => one.name === branch)?.chatId ?? ''
    await bot.standIn.addMember(chat, bot.standIn.addPerson({ name: '路人' }).openId)
    await bot.settle()
    expect((await submits('路人', card, '署名的意见')).toast).toContain('不在名册中')
    expect((await submits('路人', card, '厂区照明不足', true)).toast).toContain('已提交')
    const raw = await bot.says('李四', branch, '/意见 汇总 Y2026-002')
    expect(textOf(raw)).toContain('赵主席：会议偏多')
    expect(textOf(raw)).not.toContain('希望多下车间')
    expect((await bot.clicks('李四', raw, '提交', { summary: '精简会议' })).toast).toContain('已提交汇总')
    const placed = await bot.db.sql`select line, aside from opinion where member_id is null`
    expect(placed).toEqual([1, 2].map(() => ({ line: 0, aside: '匿名意见不足3条' })))
    const alone = await bot.says('张伟', branch, '/意见 发起 工作计划')
    expect((await submits('路人', alone, '甲', true)).toast).toContain('不在')
  })
})
