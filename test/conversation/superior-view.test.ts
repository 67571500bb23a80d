import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** Tuesday 3 November 2026: October's committee meetings are overdue and can be made up. */
const bot = useTestBot({ fresh: 'file', startsAt: new Date('2026-11-03T10:00:00+08:00') })
const superior = '局党委工作群'

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四'])
  await bot.group('机关第二党支部', ['马骏', '钱九'])
  const card = await bot.says('马骏', '机关第二党支部', '/绑定 支部 机关第二党支部 上级=局党委')
  await bot.clicks('马骏', card, '确认')
  await bot.says('马骏', '机关第二党支部', '/支委会 成立 日期=2026-10-01')
  await bot.says('张伟', '机关第一党支部', '/会议 补录 党员大会 2026-11-02 应到=2 实到=2')
})

describe('the superior’s view', () => {
  it('shows branches × obligations, exceptions first, and the three counts', async () => {
    const text = textOf(await bot.says('郑书记', superior, '/进度 本季度'))
    expect(text).toContain('按期1项，补开0项，缺开0项')
    expect(text.indexOf('机关第二党支部')).toBeLessThan(text.indexOf('机关第一党支部'))
    expect(text).toContain('2026年10月支部委员会会议：逾期未开')
  })

  it('drills down into a branch', async () => {
    const card = await bot.says('何干事', superior, '/进度')
    expect((await bot.clicks('何干事', card, '查看支部', { branch: '机关第二党支部' })).toast).toContain(
      '已列出',
    )
    expect(textOf(bot.latest(superior, '机关第二党支部进度'))).toContain(
      '支部委员会会议\n2026年10月\n逾期未开',
    )
  })

  it('urges once a day, recorded, at the branch’s secretary', async () => {
    const card = await bot.says('何干事', superior, '/进度')
    expect((await bot.clicks('何干事', card, '催办')).toast).toContain('已催办机关第二党支部，并留存记录')
    const urged = bot.latest('马骏', '上级催办')
    expect(textOf(urged)).toContain('2026年10月支部委员会会议\n逾期未开，可在11月15日（周日）前补开')
    expect((await bot.clicks('何干事', card, '催办')).toast).toContain('今天已经就“支部委员会会议”催办过')
    expect((await bot.clicks('马骏', urged, '安排补开')).toast).toContain('表单已发给您')
    expect(textOf(bot.latest('马骏', '请填写：会议 新建'))).toContain('会议 新建')
    const [act] = await bot.db.sql`select body from audit where action = 'duty.urge'`
    expect(JSON.stringify(act)).toContain('committee_meeting')
    expect(await bot.db.sql`select 1 from urging`).toHaveLength(1)
  })

  it('lets nobody urge who is not the superior’s', async () => {
    const card = await bot.says('何干事', superior, '/进度')
    await expect(bot.clicks('马骏', card, '全部催办')).rejects.toThrow()
    expect((await bot.clicks('何干事', card, '全部催办')).toast).toContain('仅限上级经办人')
  })

  it('answers an old button with how things stand, and the progress as it is now', async () => {
    await bot.moveTo('2026-11-04T10:00:00+08:00') // a day on which nobody has urged yet
    const overview = await bot.says('何干事', superior, '/进度')
    await bot.says('马骏', '机关第二党支部', '/会议 补录 支委会 今天 补开=2026-10 应到=1 实到=1')
    const urged = bot.latest('马骏', '上级催办')
    const answer = await bot.clicks('马骏', urged, '安排补开')
    expect(answer.toast).toContain('2026年10月支部委员会会议现为“逾期补开”')
    expect(textOf(bot.latest('马骏', '机关第二党支部'))).toContain('支部委员会会议')
    expect((await bot.clicks('何干事', overview, '催办')).toast).toContain('现为“逾期补开”，不需要催办')
    expect(textOf(bot.latest(superior, '机关第二党支部进度'))).toContain('2026年10月\n逾期补开')
  })

  it('rolls up the branches of a superior below, and leads down to them', async () => {
    const upper = '集团党委工作群'
    await bot.group(upper, ['高书记'])
    await bot.clicks('高书记', await bot.says('高书记', upper, '/绑定 上级 集团党委'), '确认')
    await bot.group('二级党总支群', ['林总支'])
    const bound = await bot.says('林总支', '二级党总支群', '/绑定 上级 二级党总支 上级=集团党委')
    expect(textOf(bound)).toContain('集团党委')
    await bot.clicks('林总支', bound, '确认')
    await bot.group('采油支部群', ['田七'])
    const branch = await bot.says('田七', '采油支部群', '/绑定 支部 采油支部 上级=二级党总支')
    await bot.clicks('田七', branch, '确认')
    await bot.says('田七', '采油支部群', '/支委会 成立 日期=2026-10-01')
    const card = await bot.says('高书记', upper, '/进度')
    expect(textOf(card)).toMatch(/二级党总支\n1个，其中逾期或缺开1个\n逾期未开/)
    expect((await bot.clicks('高书记', card, '查看下级', { below: '二级党总支' })).toast).toContain('已列出')
    const below = bot.latest(upper, '二级党总支：各支部进度')
    expect(textOf(below)).toContain('采油支部')
    expect(textOf(below)).not.toContain('催办')
    await bot.clicks('高书记', below, '查看支部', { branch: '采油支部' })
    expect(textOf(bot.latest(upper, '采油支部进度'))).toContain('支部委员会会议')
    await bot.group('集团新群', ['高书记'])
    expect(textOf(await bot.says('高书记', '集团新群', '/绑定 上级 丙党委 上级=丙党委'))).toContain(
      '没有找到',
    )
  })

  it('rolls up and leads down through every level, and lets nobody look upwards or sideways', async () => {
    for (const [name, person, above] of [
      ['三级党委', '苗书记', '二级党总支'],
      ['四级党总支', '霍总支', '三级党委'],
    ] as const) {
      await bot.group(`${name}群`, [person])
      await bot.clicks(
        person,
        await bot.says(person, `${name}群`, `/绑定 上级 ${name} 上级=${above}`),
        '确认',
      )
    }
    await bot.group('钻井支部群', ['白一'])
    await bot.clicks(
      '白一',
      await bot.says('白一', '钻井支部群', '/绑定 支部 钻井支部 上级=四级党总支'),
      '确认',
    )
    await bot.says('白一', '钻井支部群', '/支委会 成立 日期=2026-10-01')
    const upper = '集团党委工作群'
    let card = await bot.says('高书记', upper, '/进度 本年')
    expect(textOf(card)).toMatch(/二级党总支\n2个，其中逾期或缺开2个/)
    for (const below of ['二级党总支', '三级党委', '四级党总支']) {
      expect((await bot.clicks('高书记', card, '查看下级', { below })).toast).toBe(`已列出${below}的进度`)
      card = bot.latest(upper, `${below}：各支部进度`)
    }
    expect(textOf(card)).toContain('钻井支部')
    expect(textOf(card)).not.toContain('催办')
    await bot.clicks('高书记', card, '查看支部', { branch: '钻井支部' })
    expect(textOf(bot.latest(upper, '钻井支部进度'))).toContain('支部委员会会议')
    const middle = await bot.says('苗书记', '三级党委群', '/进度')
    expect(textOf(middle)).toMatch(/四级党总支\n1个/)
    // Somebody of the level below, who has come into the group: being in a chat entitles to nothing.
    await bot.standIn.addMember(middle.chatId, bot.openId('霍总支'))
    await bot.settle()
    const refused = await bot.clicks('霍总支', middle, '查看下级', { below: '四级党总支' })
    expect(refused.toast).toContain('不在')
  })

  it('tells how many and how long before all are urged, and then urges each once', async () => {
    await bot.moveTo('2026-11-25T10:00:00+08:00')
    const card = await bot.says('郑书记', superior, '/进度')
    expect((await bot.clicks('郑书记', card, '全部催办')).toast).toContain('请在私聊卡片中核对')
    const ask = bot.latest('郑书记', '全部催办')
    expect(textOf(ask)).toContain('1条消息')
    expect((await bot.clicks('郑书记', ask, '确认')).toast).toBe('已催办')
    expect(textOf(bot.fresh(ask))).toMatch(/已就\d+项催办1个支部的书记/)
    expect((await bot.clicks('郑书记', card, '全部催办')).toast).toContain('目前没有可以催办的事项')
  })
})
