import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const branch = '机关第一党支部'
const union = '机关工会'
const [chair, committee, finance, hr, dept] = ['钱主席', '孙委员', '李出纳', '吴人事', '卫主任'] as const
const leaders = ['冯班子', '陈班子', '褚班子'] as const
const staff = ['周职工', '杨职工', '朱职工'] as const

describe('a merit selection, from the persons named to the award at the assembly', () => {
  const bot = useTestBot({ fresh: 'file' })
  let card: Message
  let number = ''
  let reward: Message
  const says = (who: string, text: string) => bot.says(who, union, text)
  const fills = async (who: string, on: Message, label: string, form: Record<string, string>) => {
    const words = `填写：${[...label].length > 12 ? `${[...label].slice(0, 11).join('')}…` : label}`
    await bot.clicks(who, on, words)
    const opened = bot.latest(who, `办理：${label.slice(0, 20)}`)
    return { opened, toast: (await bot.clicks(who, opened, '提交', form)).toast }
  }
  const votes = async (button: string) => {
    await bot.clicks(leaders[0], card, button)
    await bot.clicks(leaders[0], bot.latest(union, '请填写：表决 发起'), '提交')
    const ballot = bot.latest(union, '赞成')
    for (const who of leaders) await bot.clicks(who, ballot, '赞成')
    return textOf(await says(leaders[0], '/表决 截止'))
  }
  const publishes = async (who: string) => {
    await bot.clicks(chair, card, '发布公示：公示')
    await bot.clicks(chair, bot.latest(union, '请填写：公示 发布'), '提交', {
      内容: `拟评${who}为年度先进`,
      类别: '评优选先',
    })
    return bot.latest(union, `拟评${who}为年度先进`)
  }

  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四'])
    await bot.group(union, [chair, committee, finance, hr, dept, ...leaders, ...staff])
    await bot.clicks(chair, await bot.says(chair, union, `/绑定 工会 ${union} 上级=${branch}`), '确认')
    const offices = [
      [committee, '工会委员'],
      [finance, '工会财务'],
      [hr, '人事负责人'],
      [dept, '部门负责人'],
      ...leaders.map((one) => [one, '领导班子成员']),
    ]
    for (const [who, office] of offices) await says(chair, `/党员 任职 ${who} ${office}`)
    card = await says(chair, '/评优 新建 年度先进')
    number = /T2026-\d{3}/.exec(textOf(card))?.[0] ?? ''
  })

  it('hears who is proposed and puts the persons named on the paper', async () => {
    await fills(chair, card, '公布条件和名额', { 通知内容: '条件：全年无事故。名额1人', 名额: '1' })
    await bot.clicks(chair, card, '征求意见：推荐提名')
    await bot.clicks(chair, bot.latest(union, '请填写：意见 发起'), '提交')
    const call = bot.latest(union, 'Y2026-001')
    for (const [who, name] of [
      [staff[0], '周职工'],
      [staff[1], '周职工'],
      [staff[2], '杨职工'],
    ] as const)
      await bot.clicks(who, call, '提交', { a1: `推荐${name}` })
    await says(chair, '/意见 截止 Y2026-001')
    await bot.clicks(committee, bot.latest(committee, '原始意见'), '提交', {
      summary: '提名周职工2人，提名杨职工1人',
      placing: '1:1、2、3',
    })
    expect(textOf(bot.fresh(card))).toContain('汇总提名、确定候选人（钱主席')
    await fills(chair, card, '汇总提名、确定候选人', { 候选人名单: '周职工\n杨职工' })
    await bot.clicks(chair, card, '发起表决：民主推荐（投票）')
    const form = bot.latest(union, '请填写：表决 发起')
    const who = await bot.db.sql`select id, name from member`
    const idOf = (name: string) => String(who.find((one) => one.name === name)?.id)
    const opened = await bot.clicks(chair, form, '提交', { 计票人: idOf(committee), 监票人: idOf(finance) })
    expect(opened.toast).toBe('已提交')
    const paper = textOf(bot.latest(union, 'B2026-001'))
    expect(paper).toContain('推荐名额1人，被推荐人2人（按姓氏笔画为序）：杨职工、周职工')
  })

  it('is counted by two tellers from the sheet, person by person', async () => {
    const sheet = '/表决 录入 B2026-001 发出=10 收回=10 无效=1 得票='
    expect(textOf(await says(committee, `${sheet}周职工:6；王五:3`))).toContain('王五')
    expect(textOf(await says(committee, `${sheet}周职工:6；杨职工:3`))).toContain('待李出纳核对确认')
    const waits = bot.latest(finance, '待核对确认')
    expect((await bot.clicks(finance, waits, '确认')).toast).toBe('已确认，结果已公布')
    const result = textOf(bot.latest(union, '第1名周职工6票'))
    expect(result).toContain('周职工\n6票，列入推荐人选')
    expect(textOf(bot.fresh(card))).toContain('推荐名次：第1名 周职工 6票、第2名 杨职工 3票')
    expect(await bot.db.sql`select 1 from resolution`).toEqual([])
  })

  it('publishes whom the leadership decided on; an upheld objection sends the case back', async () => {
    await fills(chair, card, '按推荐结果提出人选', { 拟确定人选: '周职工' })
    expect(await votes('发起表决：集体研究确定')).toContain('结果：通过')
    const shown = await publishes('周职工')
    expect(textOf(shown)).toContain('5个工作日')
    expect(textOf(shown)).toContain('全体职工')
    await bot.clicks(staff[2], shown, '反映意见', { content: '周职工九月有一次事故' })
    const objections = bot.latest(committee, '周职工九月有一次事故')
    await bot.clicks(committee, objections, '登记核实', { inquiry: '已查安全记录' })
    expect(
      (
        await bot.clicks(committee, bot.fresh(objections), '作出结论', {
          inquiry: '已查安全记录，属实',
          conclusion: 'upheld',
          reason: '不符合全年无事故的条件',
        })
      ).toast,
    ).toBe('已作出结论：成立')
    await bot.moveTo('2026-11-27T18:00:10+08:00')
    expect(textOf(bot.latest(union, '公示结果'))).toContain('有异议成立')
    expect(textOf(bot.fresh(card))).toContain('按推荐结果提出人选（钱主席')
    expect(await fills(chair, card, '按推荐结果提出人选', { 拟确定人选: '杨职工' })).toMatchObject({
      toast: '已记录完成',
    })
    expect(await votes('发起表决：集体研究确定')).toContain('结果：通过')
    await publishes('杨职工')
    await bot.moveTo('2026-12-04T18:00:10+08:00')
    expect(textOf(bot.latest(union, '公示结果'))).toContain('未收到异议')
  })

  it('hands each person on to a reward that repeats nothing', async () => {
    await fills(chair, card, '转入奖励流程', { 奖励建议: '授予年度先进' })
    reward = bot.latest(union, '职工奖励：杨职工（年度先进）')
    expect(textOf(reward)).toContain(`职工民主推荐　免办：已在年度先进（${number}）中办理`)
    expect(textOf(reward)).not.toContain('填写：是否需上报')
    await fills(dept, reward, '职工表现（奖励情形登记）', { 事迹: '全年无事故', 建议奖励类型: '先进个人' })
    await fills(leaders[0], reward, '是否需上报', { 是否需要上报: '是', 判断依据: '授予荣誉称号' })
    await fills(hr, reward, '按要求报送资料', { 报送方式和时间: '12月5日报送' })
    await bot.clicks(chair, reward, '写请示：上级批复')
    await bot.clicks(chair, bot.latest(union, '请填写：请示 新建'), '提交')
    await bot.clicks('张伟', bot.latest(branch, '待批复'), '同意')
    expect(textOf(bot.fresh(reward))).toContain('是否同意：是')
  })

  it('is handed out at the next assembly, which fills in the reward', async () => {
    await fills(leaders[0], reward, '确定表彰方式', { 精神奖励: '年度先进称号', 金额: '500' })
    expect(textOf(bot.fresh(reward))).toMatch(/兑现奖励（职工大会兑现）　张伟$/m)
    const assembly = await says(chair, '/会议 新建 职工大会 2026-12-22 15:00 议题=听取工作报告 地点=礼堂')
    expect(textOf(bot.fresh(reward))).toContain('兑现奖励（职工大会兑现）　张伟　12-22前')
    await says(chair, '/会议 改期 D2026-001 12月24日15:00 原因=礼堂检修')
    expect(textOf(bot.fresh(reward))).toContain('兑现奖励（职工大会兑现）　张伟　12-24前')
    const before = ['向本级党委请示召开会议', '成立筹备小组', '收集职工合理化建议', '确定参会人员及主持人']
    const there = ['通知参会人员', '签到、核对到会人数', '支部书记主持召开职工大会', '按会议议程逐项开展']
    for (const 步骤 of [...before, '向上级工会汇报', '准备会议资料', ...there])
      await bot.clicks(chair, assembly, '免办', { 步骤, 说明: '另有记录' })
    // The secretary, who is not in the union's group, has it among his own work.
    const work = await bot.says('张伟', '私聊', '/任务')
    expect(textOf(work)).toContain('兑现奖励')
    await bot.clicks('张伟', work, '办理：兑现奖励（D2026-001）')
    const opened = bot.latest('张伟', '办理：兑现奖励（D2026-001）')
    expect(textOf(opened)).toContain('一并办理：职工奖励：杨职工（年度先进）（T2026-002）')
    expect((await bot.clicks('张伟', opened, '提交', { 签收情况: '杨职工本人签收' })).toast).toBe(
      '已记录完成',
    )
    const after = textOf(bot.fresh(reward))
    expect(after).toContain('兑现场合：职工大会（2026-12-24）（D2026-001）')
    expect(after).toContain('签收情况：杨职工本人签收')
  })

  it('stands in the register, for those who may read it, and is filed', async () => {
    const ledger = textOf(await says(chair, '/台账 奖励'))
    for (const words of ['杨职工', '全年无事故', '年度先进称号', '职工大会（2026-12-24）（D2026-001）'])
      expect(ledger).toContain(words)
    expect(textOf(await says(staff[2], '/台账 奖励'))).toContain('仅限')
    await fills(committee, reward, '资料存档', { 存放处: '档案室' })
    expect(textOf(bot.fresh(reward))).toContain('已归档')
    await fills(committee, card, '归档', { 存放处: '档案室' })
    expect(textOf(bot.fresh(card))).toContain('已归档')
  })
})
