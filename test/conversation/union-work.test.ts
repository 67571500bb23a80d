import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { inUnit } from '../helpers/in-unit.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const union = '机关工会'
const [chair, committee, finance, hr, division, dept] = [
  '钱主席',
  '孙委员',
  '李出纳',
  '吴人事',
  '郑处长',
  '卫主任',
] as const
const leaders = ['冯班子', '陈班子', '褚班子'] as const
const staff = ['周职工', '杨职工', '朱职工'] as const

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四'])
  await bot.group(union, [chair, committee, finance, hr, division, dept, ...leaders, ...staff])
  await bot.clicks(chair, await bot.says(chair, union, `/绑定 工会 ${union} 上级=${branch}`), '确认')
  const offices = [
    [committee, '工会委员'],
    [finance, '工会财务'],
    [hr, '人事负责人'],
    [division, '处领导'],
    [dept, '部门负责人'],
    ...leaders.map((one) => [one, '领导班子成员']),
  ]
  for (const [who, office] of offices) await bot.says(chair, union, `/党员 任职 ${who} ${office}`)
})

/** Fills the form of a step in, as whoever does it. */
async function fills(
  who: string,
  card: Message,
  label: string,
  form: Record<string, string>,
): Promise<string> {
  const words = `填写：${[...label].length > 12 ? `${[...label].slice(0, 11).join('')}…` : label}`
  await bot.clicks(who, card, words)
  return (await bot.clicks(who, bot.latest(who, `办理：${label.slice(0, 20)}`), '提交', form)).toast
}
/** Hands in the file that a step demands. */
async function proves(who: string, card: Message, label: string): Promise<void> {
  await bot.clicks(who, card, '上传资料', { 步骤: label })
  await bot.sends(who, '私聊', { name: '凭证.pdf', bytes: new TextEncoder().encode('%PDF-1.7') })
}
const group = () => bot.messages(union).map(textOf).join('\n')

describe('dues', () => {
  it('are kept by the finance officer, with arrears, and closed into the case of the quarter', async () => {
    const card = await bot.says(chair, union, '/事项 新建 会费管理和公示公开 四季度会费')
    expect(textOf(await bot.says(chair, union, '/会费 登记 周职工:20'))).toContain('该事项仅限')
    const all = await bot.says(finance, union, '/会费 登记 周职工:20；杨职工:15.5 应缴=20')
    expect(textOf(all)).toMatch(/杨职工\n20\.00\n15\.50\n4\.50/)
    expect(textOf(await bot.says(finance, union, '/会费 登记 无此人:20'))).toContain('没有登记任何一笔')
    expect(textOf(await bot.says(finance, union, '/会费 登记 周职工:很多'))).toContain('姓名:金额')
    await bot.says(finance, union, '/会费 支出 羽毛球奖品 金额=30.05')
    const own = textOf(await bot.says(staff[1], union, '/会费 查询'))
    expect(own).toContain('4.50')
    expect(own).not.toContain('周职工')
    expect(textOf(await bot.says(committee, '私聊', '/会费 明细'))).toContain('该事项仅限')
    const totals = textOf(await bot.says(finance, union, '/会费 结账'))
    expect(totals).toContain('实缴\n35.50元')
    expect(totals).toContain('欠缴\n11人')
    expect(textOf(bot.fresh(card))).toMatch(/收缴会费登记　李出纳 11-22/)
    expect(group()).not.toContain('4.50')
    await bot.clicks(chair, bot.latest(chair, '待审批：支出审批'), '同意')
    expect(await fills(finance, card, '经费审查', { 审查意见: '账实相符' })).toBe('已记录完成')
    const ledger = textOf(await bot.says(finance, union, '/台账 会费'))
    expect(ledger).toContain('35.50')
    expect(ledger).toContain('账实相符')
    expect(textOf(await bot.says(finance, union, '/会费 结账'))).toContain('没有待登记会费的事项')
  })
})

describe('an activity', () => {
  it('needs another approval where it cost more than its budget', async () => {
    const card = await bot.says(chair, union, '/活动 新建 羽毛球比赛 时间=2026-12-05 15:00 预算=3000')
    expect(textOf(card)).toContain('羽毛球比赛')
    await fills(chair, card, '制定活动方案和预算', { 材料名称或存放处: '方案', '预算（元）': '3000' })
    await bot.clicks(chair, bot.latest(chair, '待审批：方案和预算审批'), '同意')
    await fills(chair, card, '通知和报名', { 通知内容: '请报名' })
    await fills(chair, card, '开展活动', { 实到人数: '20' })
    expect(
      await fills(finance, card, '核对票据和实际支出', {
        票据清单: '场地费一张',
        '实际支出（元）': '3200.5',
      }),
    ).toBe('已记录完成')
    const extra = bot.latest(chair, '待审批：超预算补充审批')
    expect(textOf(extra)).toContain('3200.5')
    await bot.clicks(chair, extra, '同意')
    await bot.clicks(chair, bot.latest(chair, '待审批：按规定报销经费'), '同意')
    expect(textOf(bot.fresh(card))).toMatch(/按规定报销经费　钱主席/)
  })
})

describe('help in hardship', () => {
  it('is asked for in private, on consent, and forgotten when consent is taken back', async () => {
    expect(textOf(await bot.says(staff[0], union, '/困难申请'))).toContain('只能在与支部助手的私聊中办理')
    const card = await bot.says(staff[0], '私聊', '/困难申请')
    const number = /T2026-\d{3}/.exec(textOf(card))?.[0] ?? ''
    await bot.clicks(staff[0], card, '填写：本人申请（或他人代为反…')
    const form = bot.latest(staff[0], '办理：本人申请')
    expect(textOf(form)).toContain('单独同意')
    await bot.clicks(staff[0], form, '提交', {
      是否单独同意收集上述敏感信息: '是',
      健康和收入情况: '记号病情',
    })
    expect(textOf(await bot.says(committee, '私聊', `/清单 ${number}`))).toContain('记号病情')
    const walk = { 走访日期: '11月23日', '走访人（两人）': '钱主席、孙委员', 走访情况: '记号走访' }
    const forCommittee = bot.latest(committee, number)
    await proves(committee, forCommittee, '入户走访核实')
    expect(await fills(committee, forCommittee, '入户走访核实', walk)).toBe('已记录完成')
    await bot.clicks(chair, await bot.says(chair, '私聊', `/清单 ${number}`), '发起表决：工会委员会审核')
    await bot.clicks(chair, bot.latest(chair, '请填写：表决 发起'), '提交')
    for (const who of [chair, committee]) {
      await bot.clicks(who, bot.latest(who, '赞成'), '赞成')
    }
    expect(textOf(await bot.says(chair, '私聊', '/表决 截止'))).toContain('通过')
    expect(textOf(await bot.says(staff[1], union, '/表决 结果'))).toContain('表决')
    expect(group()).not.toContain('建立困难职工档案')
    expect(textOf(await bot.says(staff[1], '私聊', `/撤回授权 ${number}`))).toContain('没有找到编号')
    expect(textOf(await bot.says(staff[0], '私聊', `/撤回授权 ${number}`))).toContain('已删除')
    const [home] = await bot.db.sql<{ id: string }[]>`select id from organisation where kind = 'union'`
    const kept = await inUnit(bot, (unit) => unit.processes.byNumber(home?.id ?? '', number))
    const body = JSON.stringify(kept?.instance)
    expect(body).not.toMatch(/记号病情|记号走访/)
    expect(body).toContain('敏感信息已删除')
    expect(textOf(await bot.says('张伟', '私聊', '/帮扶 汇总'))).toContain('不足3件')
  })
})

describe('a penalty', () => {
  it('is decided in private by those who are concerned, after hearing, and delivered', async () => {
    const card = await bot.says(dept, '私聊', '/处罚 新建 姓名=杨职工 事实=记号违纪')
    const number = /T2026-\d{3}/.exec(textOf(card))?.[0] ?? ''
    await fills(dept, card, '部门负责人提出方案', { 拟给予的处理: '警告', 材料名称或存放处: '方案' })
    const forHr = await bot.says(hr, '私聊', `/清单 ${number}`)
    const told = { 告知时间: '11月23日', '告知人（两人）': '吴人事、卫主任' }
    await proves(hr, forHr, '告知本人、听取陈述和申辩')
    const heard = '是否已听取陈述申辩（或本人书面放弃）'
    await fills(hr, forHr, '告知本人、听取陈述和申辩', { ...told, [heard]: '否' })
    expect(textOf(bot.fresh(forHr))).not.toMatch(/听取陈述和申辩　吴人事 11-22/)
    await fills(hr, forHr, '告知本人、听取陈述和申辩', { ...told, [heard]: '是' })
    await fills(chair, await bot.says(chair, '私聊', `/清单 ${number}`), '征求工会意见', {
      工会意见: '无异议',
    })
    await bot.clicks(division, bot.latest(division, '待审批：处领导审核'), '同意')
    const forLeader = await bot.says(leaders[0], '私聊', `/清单 ${number}`)
    await bot.clicks(leaders[0], forLeader, '发起表决：领导集体审定')
    await bot.clicks(leaders[0], bot.latest(leaders[0], '请填写：表决 发起'), '提交')
    for (const who of leaders) await bot.clicks(who, bot.latest(who, '赞成'), '赞成')
    expect(textOf(await bot.says(leaders[0], '私聊', '/表决 截止'))).toContain('通过')
    await fills(leaders[0], forLeader, '是否需上报', { 是否需要上报: '否' })
    await fills(leaders[0], forLeader, '作出处罚决定', {
      处罚种类: '警告',
      救济途径和期限: '一个月内申请复核',
      材料名称或存放处: '决定书',
    })
    const delivered = {
      送达人: '吴人事',
      送达日期: '2026-11-23',
      处分期满日期: '2027-05-23',
      本人是否拒绝签收: '是',
    }
    await proves(hr, forHr, '书面送达本人')
    expect(await fills(hr, forHr, '书面送达本人', delivered)).toBe('已记录完成')
    expect(textOf(bot.latest('杨职工', '书面决定已送达'))).toContain('1个月内书面申请复核')
    const witnesses = { 见证人一: '甲', 见证人二: '乙' }
    expect(await fills(hr, forHr, '拒签见证登记', witnesses)).toBe('已记录完成')
    expect(textOf(await bot.says('杨职工', '私聊', `/清单 ${number}`))).toContain('没有找到编号')
    expect(group()).not.toMatch(/记号违纪|职工处罚|领导集体审定/)
  })
})
