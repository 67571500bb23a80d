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
const idOf = async (name: string): Promise<string> =>
  String((await bot.db.sql`select id from member where name = ${name}`)[0]?.id)
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
    await bot.clicks(chair, card, '发布公示：公示公开')
    const form = bot.latest(union, '请填写：公示 发布')
    await bot.clicks(chair, form, '提交', { 受理人: await idOf(committee) })
    const shown = bot.latest(union, '实缴合计：35.50')
    expect(textOf(shown)).toContain('欠缴人数：11；支出合计：30.05；审查意见：账实相符')
    // An objection has five working days of its own, which go on past the end of the period.
    await bot.moveTo('2026-11-26T10:00:00+08:00')
    await bot.clicks(staff[2], shown, '反映意见', { content: '奖品是谁买的' })
    expect(textOf(bot.latest(committee, '奖品是谁买的'))).toContain('应于12月3日（周四）前答复')
    await bot.moveTo('2026-12-03T09:30:00+08:00')
    expect(textOf(bot.latest(committee, '核实并办结异议'))).toContain('核实并办结异议（1件）')
    await bot.moveTo('2026-12-04T10:00:00+08:00')
    expect(textOf(await bot.says(committee, '私聊', '/任务'))).toContain('逾期（1）\n☐ 核实并办结异议（1件）')
    const objections = await bot.says(committee, '私聊', '/公示 异议 G2026-001')
    expect(textOf(objections)).toContain('已逾期，应于12月3日（周四）前答复')
    await bot.clicks(committee, objections, '作出结论', {
      inquiry: '采购单由李出纳一人签字',
      conclusion: 'upheld',
      reason: '采购应由两人经办',
    })
    expect(textOf(bot.latest(staff[2], '异议答复'))).toContain('结论\n成立\n理由\n采购应由两人经办')
    // It goes back to the audit, and is published again.
    expect(textOf(bot.fresh(card))).toContain('填写：经费审查')
    await fills(finance, card, '经费审查', { 审查意见: '已补签，账实相符' })
    await bot.clicks(chair, card, '发布公示：公示公开')
    await bot.clicks(chair, bot.latest(union, '请填写：公示 发布'), '提交')
    expect(textOf(bot.latest(union, '已补签'))).toContain('G2026-002')
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
    await fills(chair, card, '制定活动方案和预算', {
      材料名称或存放处: '方案',
      '预算（元）': '3000',
      '是否占用工作时间（占用的写明本单位意见）': '不占用',
    })
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
      是否同意在适当范围公示姓名和帮扶类别: '是',
      健康和收入情况: '记号病情',
    })
    expect(textOf(await bot.says(committee, '私聊', `/清单 ${number}`))).toContain('记号病情')
    const walk = { 走访日期: '11月23日', '走访人（两人）': '钱主席、孙委员', 走访情况: '记号走访' }
    const alone = { ...walk, '走访人（两人）': '孙委员' }
    const forCommittee = bot.latest(committee, number)
    await proves(committee, forCommittee, '入户走访核实')
    expect(await fills(committee, forCommittee, '入户走访核实', alone)).toContain('须写明两个不同的人')
    expect(await fills(committee, forCommittee, '入户走访核实', walk)).toBe('已记录完成')
    await bot.clicks(chair, await bot.says(chair, '私聊', `/清单 ${number}`), '发起表决：工会委员会审核')
    await bot.clicks(chair, bot.latest(chair, '请填写：表决 发起'), '提交')
    for (const who of [chair, committee]) {
      await bot.clicks(who, bot.latest(who, '赞成'), '赞成')
    }
    expect(textOf(await bot.says(chair, '私聊', '/表决 截止'))).toContain('通过')
    expect(textOf(await bot.says(staff[1], union, '/表决 结果'))).toContain('表决')
    // On the person's consent name and kind of help are published, and nothing else of them.
    const forChair = await bot.says(chair, '私聊', `/清单 ${number}`)
    await bot.clicks(chair, forChair, '发布公示：适当范围公示（最小信息）')
    const publish = bot.latest(chair, '请填写：公示 发布')
    const content = async (said: string) => (await bot.clicks(chair, publish, '提交', { 内容: said })).toast
    expect(await content('周职工，大病帮扶')).toContain('内容中有健康状况')
    expect(await content('周职工，慰问2000元')).toContain('只公示姓名和帮扶类别')
    await content('周职工，生活困难类帮扶')
    expect(textOf(bot.latest(union, '生活困难类帮扶'))).toContain('困难帮扶公示')
    expect(group()).not.toMatch(/建立困难职工档案|记号病情|记号走访/)
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
  it('is decided in private, after the person was told and heard and the union answered', async () => {
    const card = await bot.says(dept, '私聊', '/处罚 新建 姓名=杨职工 事实=记号违纪')
    const number = /T2026-\d{3}/.exec(textOf(card))?.[0] ?? ''
    await fills(dept, card, '部门负责人提出方案', {
      是否属于纪检监察机关管辖: '否',
      拟给予的处理: '警告',
      材料名称或存放处: '方案',
    })
    const forHr = await bot.says(hr, '私聊', `/清单 ${number}`)
    const told = (who: string) => ({ 告知时间: '11月23日', '告知人（两人）': who })
    expect(await fills(hr, forHr, '告知本人拟处理意见', told('吴人事、吴人事'))).toContain('两个不同的人')
    expect(await fills(hr, forHr, '告知本人拟处理意见', told('吴人事、卫主任'))).toBe('已记录完成')
    const informed = bot.latest('杨职工', '您有权陈述和申辩')
    expect(textOf(informed)).toContain('记号违纪')
    expect(textOf(informed)).toContain('拟给予的处理\n警告')
    await bot.clicks('杨职工', informed, '提交', { text: '记号申辩：当日请过假' })
    expect(textOf(bot.latest(hr, '当事人已提交书面意见'))).not.toContain('记号申辩')
    await proves(hr, forHr, '听取陈述和申辩')
    const asked = { '听取人（两人）': '吴人事、卫主任', 是否采纳及理由: '请假未获批准，不予采纳' }
    const heard = '是否已听取陈述申辩（或本人书面放弃）'
    const sure = '事实是否清楚、证据是否充分'
    await fills(hr, forHr, '听取陈述和申辩', { ...asked, [heard]: '否', [sure]: '是' })
    expect(textOf(bot.fresh(forHr))).not.toMatch(/听取陈述和申辩　吴人事 11-22/)
    await bot.clicks(hr, forHr, '填写：听取陈述和申辩')
    // What the person wrote stands on the form of those who hear them.
    expect(JSON.stringify(bot.latest(hr, '办理：听取陈述和申辩').card)).toContain('记号申辩：当日请过假')
    await fills(hr, forHr, '听取陈述和申辩', { ...asked, [heard]: '是', [sure]: '是' })
    expect(textOf(bot.fresh(informed))).toContain('本人书面陈述申辩（已提交）')
    await fills(chair, await bot.says(chair, '私聊', `/清单 ${number}`), '征求工会意见', {
      工会是否有不同意见: '是',
      工会意见: '处理偏重',
    })
    await bot.clicks(division, bot.latest(division, '待审批：处领导审核'), '同意')
    const forLeader = await bot.says(leaders[0], '私聊', `/清单 ${number}`)
    expect(textOf(forLeader)).not.toContain('发起表决：领导集体审定')
    await fills(leaders[0], forLeader, '研究工会意见并书面答复', { 研究情况: '已研究', 书面答复: '已答复' })
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
    const decision = bot.latest('杨职工', '书面决定已送达')
    expect(textOf(decision)).toContain('1个月内书面申请复核')
    expect(textOf(decision)).toContain('处罚种类\n警告')
    const witnesses = { 见证人一: '甲', 见证人二: '乙' }
    expect(await fills(hr, forHr, '拒签见证登记', witnesses)).toBe('已记录完成')
    expect(textOf(await bot.says('杨职工', '私聊', `/清单 ${number}`))).toContain('没有找到编号')
    expect(group()).not.toMatch(/记号违纪|职工处罚|领导集体审定|记号申辩/)
    // Announced off-line within its scope; a review that is asked for in time does not stop the execution.
    await fills(hr, forHr, '公示（在一定范围内宣布）', {
      宣布范围: '本部门',
      宣布时间: '11月25日',
      通知内容: '部门会议宣布',
    })
    await bot.clicks('杨职工', decision, '提交', { text: '记号复核' })
    expect(await fills(hr, forHr, '执行决定', { 执行情况: '已执行' })).toBe('已记录完成')
    await fills(hr, forHr, '复核、申诉登记', { 原决定是否变更: '是', 复核决定: '撤销原决定，重新审定' })
    expect(textOf(bot.fresh(forLeader))).toContain('发起表决：领导集体审定')
    await expect(bot.clicks('杨职工', decision, '提交', { text: '再次申请' })).rejects.toThrow('no button')
  })

  it('is no penalty where the facts do not stand, and no matter of ours where others are competent', async () => {
    const start = async () => {
      const card = await bot.says(dept, '私聊', '/处罚 新建 姓名=朱职工 事实=记号待查')
      return { card, number: /T2026-\d{3}/.exec(textOf(card))?.[0] ?? '' }
    }
    const other = await start()
    const proposal = { 拟给予的处理: '警告', 材料名称或存放处: '方案' }
    await fills(dept, other.card, '部门负责人提出方案', { 是否属于纪检监察机关管辖: '是', ...proposal })
    expect(textOf(bot.fresh(other.card))).toContain('移送处理')
    const doubtful = await start()
    await fills(dept, doubtful.card, '部门负责人提出方案', { 是否属于纪检监察机关管辖: '否', ...proposal })
    const forHr = await bot.says(hr, '私聊', `/清单 ${doubtful.number}`)
    const two = '吴人事、卫主任'
    await fills(hr, forHr, '告知本人拟处理意见', { 告知时间: '11月23日', '告知人（两人）': two })
    await proves(hr, forHr, '听取陈述和申辩')
    await fills(hr, forHr, '听取陈述和申辩', {
      '听取人（两人）': two,
      是否采纳及理由: '采纳',
      '是否已听取陈述申辩（或本人书面放弃）': '是',
      '事实是否清楚、证据是否充分': '否',
    })
    expect(textOf(bot.fresh(forHr))).toContain('事实不清、证据不足，不予处罚')
    // The person who was told can say nothing any more: it is over.
    expect(textOf(bot.fresh(bot.latest('朱职工', '您有权陈述和申辩')))).toContain('不再受理')
  })
})
