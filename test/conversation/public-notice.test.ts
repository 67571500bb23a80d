import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七']
const signed = '张三的业绩数字有出入'
const anonymous = '名单里有人不符合条件'

describe('a public notice', () => {
  const bot = useTestBot({ fresh: 'file' })
  let branch = ''
  let superior = ''
  let card: Message
  const group = () => bot.messages(branch).map(textOf).join('\n')
  const objects = (who: string, content: string, hidden = false, on = card) =>
    bot.clicks(who, on, '反映意见', { content, ...(hidden ? { anonymous: true } : {}) })
  const state = async (number: string) =>
    (await bot.db.sql`select state from public_notice where number = ${number}`)[0]?.state

  beforeAll(async () => {
    ;({ branch, superior } = await bot.bindBranch(people))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    card = await bot.says(
      '李四',
      branch,
      '/公示 发布 年度先进拟表彰名单 天数=5 内容=拟表彰张三、周八 依据=支委会研究 范围=全体职工 受理人=赵六 方式=办公楼205室',
    )
  })

  it('is published by those who may, with its period in working days', async () => {
    const text = textOf(card)
    for (const words of [
      'G2026-001',
      '公示中',
      '依据：支委会研究',
      '2026年11月22日（周日）至2026年11月27日（周五）18:00（5个工作日，发布当日不计）',
      '赵六',
      '办公楼205室',
      '反映意见',
    ])
      expect(text).toContain(words)
    const denied = await bot.says('王五', branch, '/公示 发布 甲 内容=乙')
    expect(textOf(denied)).toContain('仅限')
    const missing = await bot.says('李四', branch, '/公示 发布 甲 天数=0 内容=乙')
    expect(textOf(missing)).toContain('请填写1至60之间的整数')
  })

  it('takes signed and anonymous objections, which the acceptor alone reads', async () => {
    expect((await objects('王五', signed)).toast).toBe('已收到，仅受理人可见')
    expect((await objects('孙七', anonymous, true)).toast).toBe('已收到，仅受理人可见')
    expect((await objects('孙七', anonymous, true)).toast).toContain('没有重复登记')
    expect((await objects('孙七', ' \u200b ', true)).toast).toContain('请填写')
    const told = bot.latest('赵六', '异议办理')
    expect(textOf(told)).toContain(`王五　2026-11-22\n${signed}`)
    expect(textOf(told)).toContain(`匿名　2026-11-22\n${anonymous}`)
    expect(textOf(await bot.says('王五', '私聊', '/公示 异议 G2026-001 匿名 私下反映的情况'))).toContain(
      '已收到',
    )
    expect(textOf(await bot.says('王五', branch, '/公示 异议 G2026-001 匿名 群里写的'))).toContain(
      '不能算匿名',
    )
  })

  it.each([
    ['张伟', '书记'],
    ['李四', '组织委员'],
    ['王五', 'who signed one'],
    ['孙七', 'who wrote one without a name'],
  ])('shows objections to nobody else: %s (%s), in the group or privately', async (who) => {
    for (const where of [branch, '私聊']) {
      const answer = textOf(await bot.says(who, where, '/公示 异议 G2026-001'))
      expect(answer).toContain('异议只有受理人（赵六）可以查看')
    }
    for (const said of [signed, anonymous, '私下反映的情况']) {
      expect(group()).not.toContain(said)
      expect(bot.messages(who).map(textOf).join('\n')).not.toContain(said)
    }
  })

  it('answers the acceptor privately, also in the group', async () => {
    const answer = await bot.says('赵六', branch, '/公示 异议 G2026-001')
    expect(textOf(answer)).toContain(signed)
    expect(answer.chatId).not.toBe(card.chatId)
    expect(group()).not.toContain(signed)
  })

  it('keeps no name, no time and no text of an anonymous objection anywhere else', async () => {
    const [row] = await bot.db.sql`select * from objection where anonymous`
    expect(row).toMatchObject({ member_id: null, anonymous: true })
    expect(row?.content).toMatch(/^sealed:1:/)
    expect(Object.values(row ?? {}).some((value) => value instanceof Date)).toBe(false)
    const audit = (await bot.db.sql`select body from audit`).map((one) => String(one.body)).join('\n')
    const outbox = (await bot.db.sql`select to_jsonb(o)::text as row from outgoing o`)
      .map((one) => String(one.row))
      .join('\n')
    for (const text of [audit, outbox, bot.log.join('\n')])
      for (const said of [signed, anonymous, '私下反映的情况', '群里写的']) expect(text).not.toContain(said)
    expect(audit.match(/objection\.submit/g)).toHaveLength(1)
  })

  it('is held at its end while an objection is not concluded, and reminds the acceptor before', async () => {
    await bot.moveTo('2026-11-27T17:59:00+08:00')
    expect(textOf(bot.latest('赵六', '核实并办结异议'))).toContain('核实并办结异议（3件）')
    expect(bot.messages('张伟').map(textOf).join('\n')).not.toContain('核实并办结异议')
    await bot.moveTo('2026-11-27T18:00:10+08:00')
    expect(await state('G2026-001')).toBe('held')
    expect(textOf(bot.latest(branch, '公示结果'))).toContain('公示期满，收到异议3件，正在核实')
    expect(textOf(await bot.says('王五', '私聊', '/公示 异议 G2026-001 内容=又想起一条'))).toContain(
      '期满，异议核实中',
    )
    await bot.moveTo('2026-11-27T18:05:00+08:00')
    expect(group().match(/公示期满，收到异议3件/g)).toHaveLength(2) // the news, and the notice itself
  })

  it('is decided by the last conclusion, each once, after an inquiry', async () => {
    const work = await bot.says('赵六', '私聊', '/公示 异议 G2026-001')
    const handle = (words: string, form: Record<string, string>) =>
      bot.clicks('赵六', bot.fresh(work), words, form)
    expect(
      (await handle('作出结论', { inquiry: '\u200b', conclusion: 'rejected', reason: '数字属实' })).toast,
    ).toContain('还没有核实情况')
    expect((await handle('登记核实', { inquiry: '已核对台账' })).toast).toBe('已登记核实情况')
    expect((await handle('作出结论', { inquiry: '已核对台账', reason: '数字属实' })).toast).toContain(
      '请选择成立',
    )
    for (const _ of [1, 2, 3])
      expect(
        (await handle('作出结论', { inquiry: '已核对台账', conclusion: 'rejected', reason: '与事实不符' }))
          .toast,
      ).toBe('已作出结论：不成立')
    expect(await state('G2026-001')).toBe('clear')
    expect(textOf(bot.latest(branch, '经核实均不成立'))).toContain('G2026-001')
    expect(textOf(bot.fresh(card))).toContain('公示期满，收到异议3件，经核实均不成立。')
    expect(group()).not.toContain('已核对台账')
    expect(group()).not.toContain('与事实不符')
  })

  it('starts its period anew when its text is corrected, and proves what was shown when', async () => {
    const first = await bot.says('张伟', branch, '/公示 发布 发展对象名单 类别=发展对象 内容=拟发展周八')
    expect(textOf(first)).toContain('2026年12月4日（周五）18:00')
    await bot.moveTo('2026-12-01T10:00:00+08:00')
    const same = await bot.says('张伟', branch, '/公示 更正 G2026-002 内容=拟发展周八 原因=无')
    expect(textOf(same)).toContain('公示期不重新计算')
    const second = await bot.says('张伟', branch, '/公示 更正 G2026-002 内容=拟发展周八、吴九 原因=漏列一人')
    expect(textOf(second)).toContain('2026年12月8日（周二）18:00')
    expect(textOf(bot.fresh(first))).toContain('内容已更正，现为第2版')
    expect(textOf(bot.fresh(first))).not.toContain('反映意见')
    const longer = await bot.says('李四', branch, '/公示 延期 G2026-002 天数=2 原因=异议正在核实')
    expect(textOf(longer)).toContain('至12月10日（周四）18:00')
    const record = textOf(await bot.says('王五', branch, '/公示 查询 G2026-002'))
    for (const message of [first, second]) expect(record).toContain(message.messageId)
    for (const words of ['漏列一人', '延长2个工作日', '2026-12-01至2026-12-08'])
      expect(record).toContain(words)
    const hashes = await bot.db
      .sql`select hash from public_notice_version where reason is not null or version = 1`
    for (const { hash } of hashes.slice(-2)) expect(record).toContain(hash)
    await bot.moveTo('2026-12-10T17:59:00+08:00')
    expect(await state('G2026-002')).toBe('open')
    await bot.moveTo('2026-12-10T18:00:10+08:00')
    expect(await state('G2026-002')).toBe('clear')
    expect(textOf(bot.latest(branch, '公示结果：发展对象名单'))).toContain('未收到异议')
    expect(textOf(await bot.says('张伟', branch, '/公示 延期 G2026-002 天数=2 原因=再看看'))).toContain(
      '没有办理',
    )
  })

  it('does not execute what an upheld objection stands against', async () => {
    const shown = await bot.says(
      '张伟',
      branch,
      '/公示 发布 评优名单 类别=评优选先 天数=1 内容=拟评周八 受理人=李四',
    )
    await objects('王五', '周八有未了事项', false, shown)
    await bot.clicks('李四', bot.latest('李四', '周八有未了事项'), '作出结论', {
      inquiry: '属实',
      conclusion: 'upheld',
      reason: '不符合条件',
    })
    await bot.moveTo('2026-12-11T18:00:10+08:00')
    expect(await state('G2026-003')).toBe('upheld')
    expect(textOf(bot.latest(branch, '有异议成立'))).toContain('不按原内容执行')
  })

  it('takes no objections after the fact', async () => {
    const told = await bot.says('张伟', branch, '/公示 发布 会费收支情况 种类=公开 内容=全年收入一万元')
    expect(textOf(told)).toContain('公开：会费收支情况')
    expect(textOf(told)).not.toContain('反映意见')
    expect(textOf(told)).not.toContain('公示期')
    expect(textOf(await bot.says('王五', '私聊', '/公示 异议 G2026-004 内容=有问题'))).toContain('没有公示期')
  })

  it.each(['私聊', '机关第一党支部'])('never shows a penalty to a group, asked in %s', async (where) => {
    const before = bot.messages(branch).length
    const named = await bot.says('张伟', where, '/公示 发布 关于周八的决定 内容=给予周八警告处分')
    expect(textOf(named)).toContain('不能向群发布')
    const filed = await bot.says(
      '张伟',
      where,
      '/公示 发布 关于周八的决定 类别=处罚 内容=给予周八警告处分 范围=本人和支委会',
    )
    expect(textOf(filed)).toContain('宣布范围：本人和支委会')
    const later = bot.messages(branch).slice(before).map(textOf).join('\n')
    expect(later).not.toContain('周八')
    expect(textOf(await bot.says('王五', branch, '/公示 查询'))).not.toContain('周八')
    expect(bot.messages(superior).map(textOf).join('\n')).not.toContain('周八')
  })

  it('is withdrawn with its reason, and then takes nothing', async () => {
    const shown = await bot.says('张伟', branch, '/公示 发布 活动方案 内容=下周开展活动')
    const number = /G2026-\d+/.exec(textOf(shown))?.[0] ?? ''
    await bot.says('张伟', branch, `/公示 撤回 ${number} 原因=重新研究`)
    expect(textOf(bot.fresh(shown))).toContain('已撤回，原因：重新研究')
    expect((await bot.db.sql`select state from public_notice where number = ${number}`)[0]?.state).toBe(
      'withdrawn',
    )
  })
})
