import { describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'

describe('who may vote', () => {
  const bot = useTestBot({ fresh: 'file' })
  const says = async (text: string, who = '张伟') => textOf(await bot.says(who, branch, text))
  const standings = (name: string) => bot.db.sql<
    { kind: string; from_date: string; to_date: string | null }[]
  >`
    select s.kind, s.from_date::text, s.to_date::text from standing s join member m on m.id = s.member_id
    where m.name = ${name} and (s.to_date is null or s.to_date > s.from_date) order by s.from_date`

  it('leaves somebody out of the base only with two documents and one of five reasons', async () => {
    await bot.bindBranch(people)
    await says('/会议 新建 党员大会 2026-12-25 15:00 议题=讨论工作 地点=二楼')
    const exclude = '/党员 状态 王五 不计算在应到会人数'
    expect(await says(exclude)).toContain('没有写明文号')
    expect(await says(`${exclude} 依据=局党委〔2026〕3号`)).toContain('只写了：局党委〔2026〕3号')
    expect(await says(`${exclude} 依据=D2026-001`)).toContain('缺一项就仍计入')
    expect(await says(`${exclude} 依据=局党委〔2026〕3号、D2026-009 原因=年老体弱卧床`)).toContain(
      'D2026-009',
    )
    expect(await says(`${exclude} 依据=局党委〔2026〕3号、D2026-001`)).toContain('只限五种情形')
    expect(await says('/表决 名册')).toContain('应到会有表决权党员6人')
    expect(await says(`${exclude} 依据=局党委〔2026〕3号、D2026-001 原因=年老体弱卧床`)).toContain(
      '状态已登记',
    )
    const [row] = await bot.db.sql`select basis from standing where kind = 'excluded_approved'`
    expect(row?.basis).toMatchObject({
      superiorRef: '局党委〔2026〕3号',
      meetingRef: 'D2026-001',
      reason: 'bedridden',
    })
    expect(await says('/表决 名册')).toContain('应到会有表决权党员5人')
  })

  it('takes the vote away for a time, and gives it back by itself', async () => {
    expect(await says('/党员 状态 赵六 留党察看 日期=2026-11-01 至=2026-10-01')).toContain('须在开始日期')
    expect(await says('/党员 状态 赵六 预备党员 至=2027-10-01')).toContain('不能预先写结束日期')
    expect(
      await says('/党员 状态 赵六 留党察看 日期=2026-11-01 至=2027-11-01 依据=局纪〔2026〕2号'),
    ).toContain('之后为正式党员')
    expect((await standings('赵六')).slice(-2)).toEqual([
      { kind: 'discipline_probation', from_date: '2026-11-01', to_date: '2027-11-01' },
      { kind: 'formal', from_date: '2027-11-01', to_date: null },
    ])
    expect(await says('/表决 名册')).toContain('应到会有表决权党员4人')
  })

  it('is shown before opening: who, who not and why, and what is needed', async () => {
    await says('/党员 状态 孙七 预备党员')
    const shown = await says('/表决 名册 回避=周八')
    for (const words of [
      '李四、张伟',
      '表决要求到会不少于1人',
      '即不少于2人',
      '留党察看',
      '预备党员',
      '回避',
    ])
      expect(shown).toContain(words)
    expect(shown).toContain('应到会有表决权党员2人')
    expect(await says('/表决 名册 规则=支部委员会会议决定')).toContain('应到会支部委员1人')
    expect(await says('/表决 名册 回避=孙七')).toContain('孙七在本次表决中没有表决权')
  })

  it('says what is missing before and during the meeting', async () => {
    await says('/党员 状态 赵六 正式党员')
    expect(await says('/表决 条件 会议=D2026-001')).toContain('还差2人')
    const signIn = await bot.says('张伟', branch, '/签到 D2026-001')
    await bot.clicks('张伟', signIn, '签到')
    const waiting = await says('/表决 条件 会议=D2026-001')
    expect(waiting).toContain('支部党员大会一般决议')
    expect(waiting).toContain('还差1人')
    await bot.clicks('李四', signIn, '签到')
    const ready = await says('/表决 条件 会议=D2026-001')
    expect(ready).toContain('可以表决')
    expect(ready).toContain('赞成不少于3人')
  })

  it('flags the decisions that a later correction touches, and changes none', async () => {
    const card = await bot.says('张伟', branch, '/表决 发起 通过2027年工作计划')
    for (const one of ['张伟', '李四', '周八']) await bot.clicks(one, card, '赞成')
    expect(await says('/表决 截止')).toContain('通过')
    expect(await says('/表决 更正')).toContain('没有')
    expect(await says('/党员 转正 孙七 日期=2026-11-20 文号=D2026-001')).toContain('B2026-001 的名册受影响')
    const told = textOf(bot.fresh(card))
    expect(told).toContain('表决后名册有更正：1人应在名册而未列入。本次结果不变')
    expect(told).not.toContain('孙七')
    const list = await bot.says('张伟', branch, '/表决 更正')
    expect(list.chatId).not.toBe(card.chatId)
    expect(textOf(list)).toContain('孙七应在名册')
    expect(await says('/表决 更正', '李四')).toContain('仅限')
    const [row] = await bot.db.sql`select verdict->>'eligible' as eligible, outcome from ballot`
    expect(row).toEqual({ eligible: '4', outcome: 'passed' })
    expect(await says('/党员 转正 孙七')).toContain('不是预备党员')
  })

  it('follows transfers by their dates', async () => {
    expect(await says('/党员 转出 周八 日期=2026-11-22 文号=局党介〔2026〕8号')).toContain('起不在本支部名册')
    expect(textOf(await bot.says('张伟', branch, '/表决 更正'))).toContain('周八不应在名册')
    expect(await says('/党员 名册')).not.toContain('周八')
    expect(await says('/党员 转入 周八 日期=2026-11-22')).toContain('起列入本支部名册，为正式党员')
    expect(await says('/党员 转入 钱九')).toContain('本群成员中没有“钱九”')
    expect(await says('/党员 转入 周八')).toContain('周八已经是正式党员')
  })

  it('marks a second vote on the same text in one meeting', async () => {
    const open = '/表决 发起 支部活动室改造 会议=D2026-001'
    await says('/签到 D2026-001', '赵六')
    const card = await bot.says('张伟', branch, open)
    for (const one of ['张伟', '李四', '赵六']) await bot.clicks(one, card, '反对')
    await says('/表决 截止')
    expect(await says(open)).toContain('确需重新表决的，请写明：理由=')
    const again = await bot.says('张伟', branch, `${open} 理由=计票有误`)
    expect(textOf(again)).toContain('同一会议对同一事项再次表决：此前为 B2026-002（未通过），理由：计票有误')
  })
})
