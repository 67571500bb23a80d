import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const union = '机关工会群'
const people = ['钱九', '吴十', '李四', '冯一', '陈二', '褚三']

describe('votes of a union', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = (text: string, who = '钱九') => bot.says(who, union, text)
  const answer = async (text: string, who = '钱九') => textOf(await says(text, who))
  const votes = async (card: Message, choices: Record<string, string>) => {
    for (const [who, choice] of Object.entries(choices)) await bot.clicks(who, card, choice)
  }
  const count = async (ballot: string, figures: string) => {
    await says(`/表决 录入 ${ballot} ${figures}`, '冯一')
    await bot.clicks('陈二', bot.latest('陈二', '待核对确认'), '确认')
  }

  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四', '王五'])
    await bot.group(union, people)
    const card = await says('/绑定 工会 机关工会 上级=机关第一党支部')
    await bot.clicks('钱九', card, '确认')
    await says('/党员 状态 褚三 职工')
  })

  it('says which body has nobody yet, and what registers it', async () => {
    expect(await answer('/表决 发起 评先 规则=领导班子会议集体决定')).toContain('领导班子尚未登记成员')
    expect(await answer('/表决 发起 评先 规则=职工代表大会表决 方式=现场票决')).toContain(
      '尚未登记职工代表，请先在工会群用 /党员 任职',
    )
    expect(await answer('/表决 发起 评先 规则=支部党员大会一般决议')).toContain('不能在本群这样表决')
    expect(await answer('/表决 名册 规则=领导班子会议集体决定')).toContain('领导班子尚未登记成员')
    expect(await answer('/表决 发起 经费预算', '吴十')).toContain('该事项仅限')
    expect(await bot.db.sql`select 1 from ballot`).toEqual([])
  })

  it('is of the union’s members', async () => {
    const card = await says('/表决 发起 通过2027年经费预算 规则=工会会员大会决议')
    expect(textOf(card)).toContain('应到会工会会员（代表）5人')
    expect((await bot.clicks('褚三', card, '赞成')).toast).toContain('不在本次表决名册中')
    await votes(card, { 钱九: '赞成', 吴十: '赞成', 李四: '赞成', 冯一: '反对' })
    expect(await answer('/表决 截止')).toContain('赞成3人＞5人的半数（至少3人），通过')
    const shown = await answer('/表决 名册 规则=工会会员大会决议')
    expect(shown).toContain('工会会员（代表）5人')
    expect(shown).toContain('褚三\n职工')
  })

  it('is of the union committee by its offices', async () => {
    await says('/党员 任职 吴十 工会委员')
    await says('/党员 任职 李四 工会委员')
    const shown = await answer('/表决 名册 规则=工会委员会会议决定')
    expect(shown).toContain('应到会工会委员3人')
    expect(shown).toContain('不在本规则的表决范围')
    const card = await says('/表决 发起 慰问困难职工 规则=工会委员会会议决定 回避=李四')
    expect(textOf(card)).toContain('应到会工会委员2人')
    expect((await bot.clicks('李四', card, '赞成')).toast).toContain('不在本次表决名册中')
    await votes(card, { 钱九: '赞成', 吴十: '赞成' })
    expect(await answer('/表决 截止')).toContain('结果：通过')
  })

  it('is of the staff assembly at its meeting: secret, with a quorum of sign-ins, as the region prescribes', async () => {
    await says('/会议 新建 职工大会 2026-11-22 10:30 议题=审议规章制度 地点=礼堂')
    const rule = '规则=职工大会表决'
    expect(await answer('/表决 发起 通过考勤办法')).toContain('应当无记名投票')
    const signIn = await says('/签到')
    for (const who of ['钱九', '吴十', '褚三']) await bot.clicks(who, signIn, '签到')
    expect(await answer(`/表决 条件 ${rule}`)).toContain('应到会职工6人，已签到3人，要求不少于4人：还差1人')
    expect(await answer('/表决 发起 通过考勤办法 方式=现场票决')).toContain('实到3人，少于4人')
    await bot.clicks('李四', signIn, '签到')
    await says('/设置 表决地区 上海市')
    const tellers = '方式=现场票决 计票人=冯一 监票人=陈二'
    const paper = await answer(`/表决 发起 通过考勤办法 ${tellers}`)
    expect(paper).toContain('通过条件：赞成人数达到应到会职工的半数，即不少于3人')
    await count('B2026-003', '发出=4 收回=4 赞成=3 反对=1 弃权=0 无效=0')
    const result = textOf(bot.latest(union, '通过考勤办法'))
    expect(result).toContain('结果：通过')
    expect(result).toContain('半数以上')
    await says('/设置 表决地区 全国规定')
    await says(`/表决 发起 通过休假办法 ${rule} ${tellers}`)
    await count('B2026-004', '发出=4 收回=4 赞成=3 反对=1 弃权=0 无效=0')
    expect(textOf(bot.latest(union, '通过休假办法'))).toContain('结果：未通过')
  })

  it('takes sealed votes of members on the recall of the chair, and of staff on a recommendation', async () => {
    expect(await answer('/表决 发起 罢免主席 规则=罢免工会主席、副主席')).toContain('应当无记名投票')
    await says('/设置 电子无记名表决 文号=局工〔2026〕3号')
    for (const who of ['冯一', '陈二']) await says('/签到 D2026-001', who)
    await says('/表决 发起 罢免工会主席 规则=罢免工会主席、副主席 方式=电子票 会议=D2026-001')
    for (const who of ['钱九', '吴十', '李四', '冯一'])
      await bot.clicks(who, bot.latest(who, '罢免工会主席'), '提交', { choice: 'no' })
    expect(await answer('/表决 截止')).toContain('结果：未通过')
    await says('/表决 发起 推荐褚三为先进个人 规则=职工民主推荐 方式=电子票')
    for (const who of ['褚三', '吴十', '李四', '冯一'])
      await bot.clicks(who, bot.latest(who, '推荐褚三'), '提交', { choice: 'yes' })
    expect(await answer('/表决 截止')).toContain('结果：通过')
    const adopted = await bot.db.sql`select 1 from resolution where matter like '推荐%'`
    expect(adopted).toEqual([])
  })

  it('is of the representatives and of the leadership once they are registered', async () => {
    for (const who of ['吴十', '褚三']) await says(`/党员 任职 ${who} 职工代表`)
    expect(await answer('/表决 名册 规则=职工代表大会表决')).toContain('应到会职工代表2人')
    for (const who of ['李四', '冯一']) await says(`/党员 任职 ${who} 班子成员`)
    await says('/党员 任职 陈二 处领导')
    const card = await says('/表决 发起 处分某人 规则=领导集体审定处罚 会议=D2026-001 回避=陈二 重要=是')
    expect(textOf(card)).toContain('应到会班子成员2人')
    await votes(card, { 李四: '赞成', 冯一: '反对' })
    const told = await says('/表决 截止')
    expect((await bot.clicks('钱九', told, '按多数意见执行（紧急）')).toast).toContain('写明为什么紧急')
    await bot.clicks('钱九', told, '按多数意见执行（紧急）', { reason: '安全整改期限只剩一天' })
    expect(textOf(bot.fresh(told))).toContain('理由：安全整改期限只剩一天')
  })

  it('elects its committee, whose offices begin with the approval', async () => {
    expect(await answer('/选举 新建 支部委员会 名额=3')).toContain('可以选举：工会委员会委员、工会主席')
    expect(await answer('/选举 新建 工会委员会 名额=1')).toContain('工会委员会委员')
    const list = '/选举 名单 X2026-001 候选人='
    expect(await answer(`${list}冯一、褚三`)).toContain('褚三没有被选举权')
    await says(`${list}冯一、陈二`)
    await bot.clicks('张伟', bot.latest('机关第一党支部', '待批复'), '同意')
    await says('/设置 电子无记名表决 停用')
    await says('/选举 投票 X2026-001 会议=D2026-001 计票人=吴十 监票人=李四')
    await says('/表决 录入 B2026-008 发出=4 收回=4 无效=0 得票=冯一:3；陈二:1', '吴十')
    await bot.clicks('李四', bot.latest('李四', '待核对确认'), '确认')
    await says('/选举 报批 X2026-001')
    await bot.clicks('张伟', bot.latest('机关第一党支部', '待批复'), '同意')
    const rows = await bot.db.sql`
      select m.name from office o join member m on m.id = o.member_id
      where o.office = 'union_committee' and o.to_date is null order by 1`
    expect(rows.map((row) => row.name)).toEqual(['冯一'])
    const heads = await bot.db.sql`select 1 from office where office = 'union_chair' and to_date is null`
    expect(heads).toHaveLength(1)
  })
})
