import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'

describe('open ballots in chat and in the room', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (who: string, text: string) => bot.says(who, branch, text)

  beforeAll(async () => {
    await bot.bindBranch(people)
  })

  it('counts chat and raised hands in one tally, each person once, with both ways named', async () => {
    const card = await says('张伟', '/表决 发起 通过工作计划')
    await bot.clicks('张伟', card, '赞成')
    await bot.clicks('李四', card, '反对')
    expect(textOf(await says('张伟', '/表决 录入 B2026-001 发出=2 收回=2 赞成=2'))).toContain(
      '名单=张三、李四',
    )
    expect(textOf(await says('张伟', '/表决 录入 B2026-001 名单=李四、王五 赞成=2'))).toContain(
      '李四已在群里表决',
    )
    expect(textOf(await says('张伟', '/表决 录入 B2026-001 名单=王五、赵六 赞成=3'))).toContain(
      '＝3张，收回2张',
    )
    const sheet = await says('张伟', '/表决 录入 B2026-001 名单=王五、赵六 赞成=2')
    // Whoever clicks before the sheet is confirmed makes it stale.
    await bot.clicks('孙七', sheet, '确认')
    expect((await bot.clicks('王五', card, '反对')).toast).toContain('您已在现场举手表决')
    expect(textOf(bot.fresh(card))).toContain('已表决4/6人')
    await says('张伟', '/表决 截止')
    const result = textOf(bot.latest(branch, '表决结果'))
    expect(result).toContain('实到4人')
    expect(result).toContain('赞成3人未超过6人的半数（至少4人），未通过')
  })

  it('refuses at the confirmation who voted in chat meanwhile', async () => {
    const card = await says('张伟', '/表决 发起 通过预算')
    const sheet = await says('张伟', '/表决 录入 B2026-002 名单=王五、赵六 赞成=2')
    await bot.clicks('王五', card, '反对')
    expect((await bot.clicks('孙七', sheet, '确认')).toast).toContain('王五已在群里表决')
    await says('张伟', '/表决 录入 B2026-002 名单=赵六 赞成=1')
    await bot.clicks('孙七', bot.latest(branch, '待核对确认'), '确认')
    await says('张伟', '/表决 截止')
    expect(textOf(bot.latest(branch, '结果：'))).toContain('不足法定人数')
  })

  it('hears written opinions where the rule does not count them, and counts those of admission from before the meeting', async () => {
    await says('张伟', '/表决 发起 通过制度')
    const heard = await says('张伟', '/表决 书面 B2026-003 姓名=周八 意见=赞成')
    expect(textOf(heard)).toContain('作为意见听取，不计入票数')
    await says('张伟', '/表决 截止')
    await says('张伟', '/会议 新建 党员大会 2026-11-23 15:00 议题=接收预备党员 地点=二楼会议室')
    await bot.moveTo('2026-11-23T15:10:00+08:00')
    await says('张伟', '/表决 发起 接收李明为预备党员 方式=无记名 会议=D2026-001 计票人=李四 监票人=王五')
    const late = await says('张伟', '/表决 书面 B2026-004 姓名=周八 意见=赞成')
    expect(textOf(late)).toContain('不计入票数')
    const counted = await says('张伟', '/表决 书面 B2026-004 姓名=孙七 意见=赞成 收到=2026-11-22')
    expect(textOf(counted)).toContain('计入票数（会前收到')
    expect(textOf(await says('张伟', '/表决 书面 B2026-004 姓名=孙七 意见=反对'))).toContain(
      '孙七已提交书面意见',
    )
    expect(textOf(await says('李四', '/表决 录入 B2026-004 发出=6 收回=6 赞成=6'))).toContain('发出6张，多于')
    await says('李四', '/表决 录入 B2026-004 发出=4 收回=4 赞成=3 反对=1')
    await bot.clicks('王五', bot.latest('王五', '待核对确认'), '确认')
    const result = textOf(bot.latest(branch, '接收李明'))
    expect(result).toContain('赞成3人加书面赞成1人，共4人＞6人的半数')
    expect(result).toContain('听取书面意见')
    await says('张伟', '/表决 发起 支委会决定 规则=支部委员会会议决定')
    expect(textOf(await says('张伟', '/表决 书面 B2026-005 姓名=张伟 意见=赞成'))).toContain('不接受书面意见')
    await says('张伟', '/表决 截止 B2026-005')
  })

  it('replaces or confirms an earlier resolution, which is suspended meanwhile', async () => {
    const vote = async (text: string, choice: string) => {
      const card = await says('张伟', text)
      for (const one of people) await bot.clicks(one, card, choice)
      return card
    }
    const state = async (number: string) =>
      (await bot.db.sql<{ state: string }[]>`select state from resolution where number = ${number}`)[0]?.state
    await vote('/表决 发起 调整党小组', '赞成')
    await says('张伟', '/表决 截止 B2026-006')
    const number = /J2026-\d{3}/.exec(textOf(bot.latest(branch, '调整党小组')))?.[0] ?? ''
    expect(await state(number)).toBe('in_force')
    expect(textOf(await says('张伟', '/表决 发起 复议 替代=J2026-099'))).toContain('没有找到决议')
    await vote(`/表决 发起 维持党小组 维持=${number}`, '反对')
    expect(await state(number)).toBe('suspended_for_reconsideration')
    await says('张伟', '/表决 截止 B2026-007')
    expect(await state(number)).toBe('suspended_for_reconsideration')
    await vote(`/表决 发起 重新划分党小组 替代=${number}`, '赞成')
    await says('张伟', '/表决 截止 B2026-008')
    expect(await state(number)).toBe('replaced')
    expect(textOf(bot.latest(branch, '重新划分党小组'))).toContain(`替代决议 ${number}`)
    expect(textOf(await says('张伟', `/表决 发起 再议 维持=${number}`))).toContain('已被新的决议替代')
  })

  it('keeps reasons for the recorder, reminds who has not voted, and closes when all have', async () => {
    const card = await says('张伟', '/表决 发起 通过方案 截止=240分钟 全员表决即截止=是')
    await bot.clicks('李四', card, '赞成')
    await bot.clicks('李四', card, '说明理由')
    const form = bot.latest('李四', '说明理由')
    expect((await bot.clicks('李四', form, '提交', { reason: '方案可行' })).toast).toContain('只有记录人')
    expect(textOf(await says('张伟', '/表决 名单'))).toContain('方案可行')
    expect(textOf(bot.fresh(card))).not.toContain('方案可行')
    await says('张伟', '/表决 催投')
    expect(textOf(bot.latest(branch, '已催投'))).toContain('尚未表决的5人')
    expect(textOf(bot.latest('周八', '您还没有对'))).toContain('通过方案')
    expect(() => bot.latest('李四', '您还没有对')).toThrow()
    const urged = bot.messages('周八').length
    const at = new Date(+bot.clock.now() + 3 * 3_600_000)
    await bot.moveTo(at.toISOString())
    expect(bot.messages('周八').length).toBe(urged + 1)
    expect(() => bot.latest('李四', '您还没有对')).toThrow()
    for (const one of people) await bot.clicks(one, card, '赞成')
    await bot.moveTo(new Date(+at + 2_000).toISOString())
    expect(textOf(bot.fresh(card))).toContain('结果：通过')
    expect(textOf(await says('张伟', '/表决 催投'))).toContain('没有正在进行的表决')
  })
})
