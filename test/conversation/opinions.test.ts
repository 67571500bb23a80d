import { describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const said = '建议把学习时间改到周三'

describe('a call for opinions', () => {
  const bot = useTestBot()

  /** A bound branch with 李四 as 组织委员, and a call that was opened by its secretary. */
  const opened = async (words: string): Promise<{ branch: string; card: Message }> => {
    const { branch } = await bot.bindBranch(people)
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    const card = await bot.says('张伟', branch, `/意见 发起 ${words}`)
    return { branch, card }
  }
  const submits = (who: string, card: Message, text: string, anonymous = false) =>
    bot.clicks(who, card, '提交', { a1: text, ...(anonymous ? { anonymous } : {}) })
  const inGroup = (where: string) => bot.messages(where).map(textOf).join('\n')
  /** Everything that the database keeps, except the opinions themselves. */
  const storedElsewhere = async (): Promise<string> => {
    const tables = await bot.db.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
    const texts: string[] = []
    for (const { name } of tables)
      if (name !== 'opinion') {
        const rows = await bot.db.sql`select to_jsonb(t)::text as row from ${bot.db.sql(name)} t`
        texts.push(...rows.map(({ row }) => String(row)))
      }
    return texts.join('\n')
  }

  it('is posted with its number, collator, deadline and form', async () => {
    const { card } = await opened(
      '2027年工作计划 范围=党员 截止=11月27日 匿名=自愿 问题=学习怎么安排；活动怎么安排',
    )
    const text = textOf(card)
    expect(text).toContain('征求意见：2027年工作计划')
    expect(text).toContain('Y2026-001')
    expect(text).toContain('李四')
    expect(text).toContain('2026年11月27日（周五）18:00')
    expect(text).toContain('1. 学习怎么安排')
    expect(text).toContain('尚未收到意见')
  })

  it('shows the collator alone what was said, and the group only counts', async () => {
    const { branch, card } = await opened('学习时间 匿名=否')
    expect(await submits('王五', card, said)).toEqual({ toast: '已提交，仅归纳人可见', tone: 'success' })
    expect(await bot.clicks('赵六', card, '没有意见')).toEqual({ toast: '已记为没有意见', tone: 'success' })
    expect(textOf(bot.fresh(card))).toContain('已收到2条（署名1、表示无意见1）')
    expect(inGroup(branch)).not.toContain(said)
    const denied = await bot.says('张伟', branch, '/意见 汇总 Y2026-001')
    expect(textOf(denied)).toContain('只有归纳人（李四）')
    const raw = await bot.says('李四', branch, '/意见 汇总')
    expect(textOf(raw)).toContain(`王五：${said}`)
    expect(bot.messages('李四')).toContainEqual(raw)
    expect(textOf(bot.latest(branch, '已私聊发送'))).not.toContain(said)
    expect(inGroup(branch)).not.toContain(said)
  })

  it('keeps content out of the outbox, the audit and the log', async () => {
    const { card } = await opened('学习时间 匿名=自愿')
    await submits('王五', card, said)
    await bot.says('赵六', '私聊', '/意见 提交 匿名 希望多组织参观')
    await bot.says('李四', '私聊', '/意见 汇总')
    const stored = await storedElsewhere()
    for (const content of [said, '希望多组织参观']) {
      expect(stored).not.toContain(content)
      expect(bot.log.join('\n')).not.toContain(content)
    }
  })

  it('replaces a named opinion by the later one, and says so', async () => {
    const { branch, card } = await opened('学习时间 匿名=自愿')
    await submits('王五', card, '第一次的意见')
    expect(textOf(await bot.says('王五', '私聊', '/意见 提交 第二次的意见'))).toContain('替换了您上一次')
    const raw = textOf(await bot.says('李四', branch, '/意见 汇总'))
    expect(raw).toContain('王五：第二次的意见')
    expect(raw).not.toContain('第一次的意见')
  })

  it('keeps anonymous opinions without person and time, and shows none of fewer than three', async () => {
    const { branch, card } = await opened('学习时间 匿名=是')
    await submits('王五', card, '匿名一')
    await submits('赵六', card, '匿名二')
    await submits('赵六', card, '匿名二')
    expect(textOf(bot.fresh(card))).toContain('已收到2条。')
    expect(textOf(bot.fresh(card))).not.toContain('匿名2')
    const few = textOf(await bot.says('李四', branch, '/意见 汇总'))
    expect(few).toContain('匿名意见不足3条')
    expect(few).not.toContain('匿名一')
    expect(await submits('孙七', card, '匿名三')).toEqual({ toast: '已提交，仅归纳人可见', tone: 'success' })
    expect(textOf(bot.fresh(card))).toContain('已收到3条（匿名3、表示无意见0）')
    expect(textOf(await bot.says('李四', branch, '/意见 汇总'))).toContain('匿名：匿名一')
    const rows = await bot.db.sql<
      { id: string; member_id: string | null }[]
    >`select id, member_id from opinion`
    expect(rows.map((one) => one.member_id)).toEqual([null, null, null])
    expect(rows.map((one) => one.id[14])).toEqual(['4', '4', '4'])
    const acts = await bot.db.sql`select actor_id from audit where action = 'opinions.submit'`
    expect(acts).toHaveLength(0)
  })

  it('refuses an anonymous opinion in the group, where everybody sees who writes', async () => {
    const { branch } = await opened('学习时间 匿名=自愿')
    expect(textOf(await bot.says('王五', branch, '/意见 提交 匿名 大家都能看到'))).toContain('请私聊发给助手')
    expect(await bot.db.sql`select from opinion`).toHaveLength(0)
  })

  it.each([
    ['only spaces', '   ', '请填写意见'],
    ['zero-width characters', '\u200b\u200d\u2060\ufeff', '请填写意见'],
    ['marks without letters', '\u0301'.repeat(100), '请填写意见'],
  ])('refuses %s with a sentence', async (_what, text, sentence) => {
    const { card } = await opened('学习时间 匿名=否')
    expect((await submits('王五', card, text)).toast).toContain(sentence)
    expect(await bot.db.sql`select from opinion`).toHaveLength(0)
  })

  it('refuses 10,000 characters, and never repeats them', async () => {
    const { branch } = await opened('学习时间 匿名=否')
    const answer = textOf(await bot.says('王五', branch, `/意见 提交 ${'字'.repeat(10_000)}`))
    expect(answer).toContain('意见不能超过1000字，现有10000字')
    expect(answer).not.toContain('字字字')
    expect(await storedElsewhere()).not.toContain('字字字')
    const thousand = await bot.says('王五', '私聊', `/意见 提交 ${'e\u0301\u0323'.repeat(1000)}`)
    expect(textOf(thousand)).toContain('意见已收到')
  })

  it('shows markup, mentions and SQL as they were typed', async () => {
    const { branch, card } = await opened('学习时间 匿名=否')
    const hostile = `<at id=all></at> [点我](https://evil) **粗** '; DROP TABLE opinion; {{x}}`
    await submits('王五', card, hostile)
    expect(textOf(await bot.says('李四', branch, '/意见 汇总'))).toContain(hostile)
  })

  it('refuses strangers, those who are not asked, and those who come too late', async () => {
    const { branch, card } = await opened('班子作风 范围=支委 匿名=否 截止=明天下午3点')
    expect((await submits('王五', card, said)).toast).toContain('范围是支委')
    await bot.standIn.addMember(card.chatId, bot.standIn.addPerson({ name: '路人' }).openId)
    expect((await submits('路人', card, said)).toast).toContain('名册')
    await bot.moveTo('2026-11-23T15:00:00+08:00')
    expect(textOf(await bot.says('张伟', branch, '/意见 提交 还有意见'))).toContain('没有正在征求的意见')
    expect(await bot.db.sql`select from opinion`).toHaveLength(0)
  })

  it('asks which call is meant when several are open', async () => {
    const { branch } = await opened('学习时间')
    await bot.says('张伟', branch, '/意见 发起 活动安排')
    const which = textOf(await bot.says('王五', '私聊', '/意见 提交 都可以'))
    expect(which).toContain('编号=Y2026-001')
    expect(which).toContain('编号=Y2026-002')
    expect(textOf(await bot.says('王五', '私聊', '/意见 提交 编号=Y2026-002 多搞活动'))).toContain(
      '意见已收到',
    )
    expect(textOf(await bot.says('王五', '私聊', '/意见 提交 编号=Y2026-009 多搞活动'))).toContain(
      '没有找到编号',
    )
  })

  it('ends at its deadline and goes to the collator, whose summary reaches the committee alone', async () => {
    const { branch, card } = await opened('学习时间 匿名=否 截止=明天下午3点')
    await bot.says('张伟', branch, '/党员 任职 赵六 宣传委员')
    await submits('王五', card, said)
    await bot.moveTo('2026-11-23T15:00:00+08:00')
    expect(textOf(bot.fresh(card))).toContain('已截止')
    const raw = bot.latest('李四', '归纳意见：学习时间')
    expect((await bot.clicks('李四', raw, '提交', { summary: '  ' })).toast).toContain('请填写汇总')
    const done = await bot.clicks('李四', raw, '提交', { summary: '一人建议调整学习时间' })
    expect(done.toast).toBe('已提交汇总，并反馈给班子成员')
    expect(textOf(bot.fresh(raw))).not.toContain(said)
    for (const one of ['张伟', '赵六'])
      expect(textOf(bot.latest(one, '意见汇总'))).toContain('一人建议调整学习时间')
    expect(bot.messages('王五')).toHaveLength(0)
    expect(inGroup(branch)).not.toContain('一人建议调整学习时间')
    expect(textOf(bot.fresh(card))).toContain('如实反馈给班子成员')
  })

  it('takes nothing after the deadline, also before the card is refreshed', async () => {
    const { card } = await opened('学习时间 匿名=否 截止=明天下午3点')
    bot.clock.moveTo(new Date('2026-11-23T15:00:00+08:00'))
    expect((await submits('王五', card, said)).toast).toContain('已截止，没有收下')
    expect(await bot.db.sql`select from opinion`).toHaveLength(0)
  })

  it('keeps one opinion of a person who clicks twice at once, and one summary of two', async () => {
    const { branch, card } = await opened('学习时间 匿名=自愿')
    const press = (who: string, form: Record<string, string | boolean>, on = card) =>
      bot.standIn.clicks(bot.openId(who), on.messageId, '提交', { form })
    await Promise.all([press('王五', { a1: said }), press('王五', { a1: '换了一种说法' })])
    await Promise.all([
      press('赵六', { a1: '匿名', anonymous: true }),
      press('赵六', { a1: '匿名', anonymous: true }),
    ])
    await bot.settle()
    expect(await bot.db.sql`select from opinion`).toHaveLength(2)
    const raw = await bot.says('李四', branch, '/意见 汇总')
    const toasts = await Promise.all([
      press('李四', { summary: '甲' }, raw),
      press('李四', { summary: '乙' }, raw),
    ])
    await bot.settle()
    expect(
      toasts.filter(
        (one) => one.toast?.content.includes('没有重复') || one.toast?.content.includes('不能再更改'),
      ),
    ).toHaveLength(1)
    expect(await bot.db.sql`select from audit where action = 'opinions.collate'`).toHaveLength(1)
  })

  it('records 未收到意见 when nobody said anything', async () => {
    const { branch, card } = await opened('学习时间 截止=明天下午3点')
    await bot.moveTo('2026-11-23T15:00:00+08:00')
    expect(textOf(bot.fresh(card))).toContain('已归纳')
    expect(textOf(await bot.says('张伟', branch, '/意见 汇总 Y2026-001'))).toContain('未收到意见')
  })

  it('completes the step of the meeting that it belongs to', async () => {
    const { branch } = await opened('无关的主题')
    await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划')
    await bot.says('张伟', branch, '/通知 D2026-001')
    const card = await bot.says('张伟', branch, '/意见 发起 工作计划 会议=D2026-001 匿名=否')
    await submits('王五', card, said)
    const raw = await bot.says('李四', branch, '/意见 汇总 Y2026-002')
    await bot.clicks('李四', raw, '提交', { summary: '一条建议' })
    const [step] = await bot.db.sql`select state from process_step where step = 'absent_opinions'`
    expect(step?.state).toBe('done')
  })

  it('is ended by 截止 once, by those who may', async () => {
    const { branch, card } = await opened('学习时间 匿名=否')
    await submits('王五', card, said)
    expect(textOf(await bot.says('王五', branch, '/意见 截止 Y2026-001'))).toContain('仅限')
    expect(textOf(await bot.says('李四', branch, '/意见 截止 Y2026-001'))).toContain('已截止')
    expect(textOf(await bot.says('李四', branch, '/意见 截止 Y2026-001'))).toContain('没有重复办理')
  })
})
