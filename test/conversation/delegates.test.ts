import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const union = '机关工会群'
const people = ['钱九', '吴十', '李四', '冯一', '陈二', '褚三', '卫六']

describe('a union that decides by delegates', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (text: string, who = '钱九') => bot.says(who, union, text)
  const answer = async (text: string, who = '钱九') => textOf(await says(text, who))
  const votes = async (card: Message, choice: string, who: string[]) => {
    for (const one of who) await bot.clicks(one, card, choice)
  }
  const sheet = async (ballot: string, figures: string) => {
    await says(`/表决 录入 ${ballot} ${figures}`, '吴十')
    await bot.clicks('陈二', bot.latest(union, '待核对确认'), '确认')
  }

  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四', '王五'])
    await bot.group(union, people)
    await bot.clicks('钱九', await says('/绑定 工会 机关工会 上级=机关第一党支部'), '确认')
  })

  it('counts members until it is set, and says then what registers delegates', async () => {
    expect(await answer('/表决 名册 规则=工会会员大会决议')).toContain('应到会工会会员（代表）7人')
    await says('/设置 工会会员大会形式 会员代表大会')
    expect(await answer('/表决 发起 通过经费预算 规则=工会会员大会决议')).toContain('尚未登记会员代表')
    expect(await bot.db.sql`select 1 from ballot`).toEqual([])
  })

  it('keeps a register with terms, and refuses what is no term', async () => {
    const register = '/代表 登记 会员代表 吴十、李四、冯一 任期起=2025-11-25 任期='
    expect(await answer(`${register}9年`)).toContain('请补充')
    expect(await answer(`${register}1年`, '吴十')).toContain('仅限')
    expect(await bot.db.sql`select 1 from office where office = 'member_rep'`).toEqual([])
    const shown = await answer(`${register}1年`)
    expect(shown).toContain('在任会员代表3人')
    expect(shown).toContain('2025-11-25 至 2026-11-24')
    expect(await answer(`${register}3年`)).toContain('已经是会员代表')
    await says('/代表 登记 会员代表 陈二、褚三 任期起=2026-11-25 任期=5年')
    expect(await answer('/代表 名册 会员代表')).toContain('陈二\n2026-11-25 至 2031-11-24\n未到任期')
    expect(await answer('/代表 名册 会员代表 日期=2026-11-25')).toContain('在任会员代表2人')
  })

  it('draws the roll up from it as of the day, and freezes it', async () => {
    expect(await answer('/表决 名册 规则=工会会员大会决议')).toContain('在册：冯一、李四、吴十')
    const card = await says('/表决 发起 通过经费预算 规则=工会会员大会决议 截止=5天')
    expect(textOf(card)).toContain('应到会会员代表3人')
    expect((await bot.clicks('陈二', card, '赞成')).toast).toContain('不在本次表决名册中')
    await bot.moveTo('2026-11-25T09:00:00+08:00')
    expect(await answer('/表决 名册 规则=工会会员大会决议')).toContain('在册：陈二、褚三')
    await votes(card, '赞成', ['吴十', '李四'])
    expect((await bot.clicks('陈二', card, '赞成')).toast).toContain('不在本次表决名册中')
    const result = await answer('/表决 截止')
    expect(result).toContain('应到会会员代表3人')
    expect(result).toContain('赞成2人＞3人的半数（至少2人），通过')
  })

  it('lets delegates elect, and members be elected', async () => {
    expect(await answer('/代表 终止 会员代表 褚三')).toContain('不再是会员代表')
    await says('/代表 登记 会员代表 卫六、吴十 任期起=2026-11-25 任期=3年')
    await says('/选举 新建 工会委员会 名额=1')
    expect(await answer('/选举 名单 X2026-001 候选人=李四、冯一')).toContain('冯一')
    await bot.clicks('张伟', bot.latest('机关第一党支部', '待批复'), '同意')
    expect(await answer('/选举 投票 X2026-001')).toContain('应到会会员代表3人')
    // Delegates write in a member who is none of them.
    await sheet('B2026-002', '发出=3 收回=3 无效=0 得票=李四:1 另选=钱九:2')
    expect(await answer('/选举 查询 X2026-001')).toContain('当选\n钱九')
  })

  it('decides matters of the staff congress and of the leadership to a result', async () => {
    await says('/代表 登记 职工代表 吴十、李四、冯一 任期起=2026-11-01 任期=3年')
    await says('/表决 发起 通过员工手册 规则=职工代表大会表决 方式=无记名')
    expect(textOf(bot.latest(union, '现场票决'))).toContain('应到会职工代表3人')
    const number = async () =>
      (await bot.db.sql<{ number: string }[]>`select number from ballot order by number desc limit 1`)[0]
        ?.number ?? ''
    await sheet(await number(), '发出=3 收回=3 赞成=2 反对=1 弃权=0 无效=0')
    const adopted = textOf(bot.latest(union, '表决结果'))
    expect(adopted).toContain('赞成2人＞3人的半数（至少2人），通过')
    expect(adopted).toContain('企业民主管理规定')
    for (const who of ['李四', '冯一', '陈二', '卫六']) await says(`/党员 任职 ${who} 班子成员`)
    const card = await says('/表决 发起 采购办公设备 规则=领导班子会议集体决定')
    expect(textOf(card)).toContain('应到会班子成员4人')
    await votes(card, '赞成', ['李四', '冯一'])
    // Half of four may meet; half of four is not more than half.
    expect(await answer('/表决 截止')).toContain('赞成2人未超过4人的半数（至少3人），未通过')
    const again = await says('/表决 发起 采购会议设备 规则=领导班子会议集体决定')
    await votes(again, '赞成', ['李四', '冯一', '陈二'])
    expect(await answer('/表决 截止')).toContain('赞成3人＞4人的半数（至少3人），通过')
  })
})
