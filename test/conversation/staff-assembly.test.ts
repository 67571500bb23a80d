import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const branch = '机关第一党支部'
const union = '机关工会'
const [chair, committee, finance] = ['钱主席', '孙委员', '李出纳'] as const
const staff = ['周职工', '杨职工', '朱职工'] as const
const everybody = [chair, committee, finance, ...staff]

describe('a staff assembly', () => {
  const bot = useTestBot({ fresh: 'file' })
  // A card that stands for long is posted anew: the latest is the one to work with.
  const card = () => bot.latest(union, '会议清单：职工大会')
  const says = (who: string, text: string) => bot.says(who, union, text)
  const fills = async (who: string, on: Message, label: string, form: Record<string, string>) => {
    const words = `填写：${[...label].length > 12 ? `${[...label].slice(0, 11).join('')}…` : label}`
    await bot.clicks(who, on, words)
    return (await bot.clicks(who, bot.latest(who, `办理：${label.slice(0, 20)}`), '提交', form)).toast
  }
  const done = async (who: string, step: string) =>
    (await bot.clicks(who, card(), '标记完成', { 步骤: step })).toast
  const state = async (step: string) =>
    (
      await bot.db.sql`select s.state from process_step s join process_instance p on p.id = s.instance_id
        where p.number = 'D2026-001' and s.step = ${step}`
    ).map((one) => one.state)
  const shown = () => textOf(card())
  const idOf = async (name: string) =>
    String((await bot.db.sql`select id from member where name = ${name}`)[0]?.id)
  const tellers = `方式=现场票决 计票人=${committee} 监票人=${finance}`

  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四'])
    await bot.group(union, [...everybody])
    await bot.clicks(chair, await bot.says(chair, union, `/绑定 工会 ${union} 上级=${branch}`), '确认')
    await says(chair, `/党员 任职 ${committee} 工会委员`)
    await says(chair, `/党员 任职 ${finance} 工会财务`)
    await says(
      chair,
      '/会议 新建 职工大会 2026-12-25 15:00 议题=听取工作报告；通过考勤办法；通过休假办法 地点=礼堂',
    )
  })

  it('is asked for and reported first; a refusal holds it until it is asked again', async () => {
    const asks = async () => {
      await bot.clicks(chair, card(), '写请示：向本级党委请示召开会议')
      await bot.clicks(chair, bot.latest(union, '请填写：请示 新建'), '提交')
      return bot.latest(branch, '待批复')
    }
    await bot.clicks('张伟', await asks(), '驳回', { 意见: '请调整议程' })
    expect(shown()).toContain('原因：按批复意见调整后再请示')
    expect((await done(chair, '成立筹备小组')).toString()).toContain('向本级党委请示召开会议')
    await bot.clicks('张伟', await asks(), '同意')
    expect(shown()).toContain('进行中')
    await bot.clicks(chair, card(), '写报告：向上级工会汇报')
    await bot.clicks(chair, bot.latest(union, '请填写：报告 新建'), '提交', {
      正文: '拟于12月25日召开职工大会',
    })
    await bot.clicks('张伟', bot.latest(branch, 'R2026-001'), '签收')
    expect(await state('report_union')).toEqual(['done'])
  })

  it('is prepared by a group of its own, whose suggestions come into the ledger and must be answered', async () => {
    const members = `${committee}\n${staff[0]}`
    await fills(chair, card(), '成立筹备小组', {
      '筹备小组成员（第一位为组长）': members,
      分工: '会务、材料',
    })
    expect(shown()).toContain(`布置会议室　${committee}`)
    await bot.clicks(committee, card(), '征求意见：收集职工合理化建议')
    await bot.clicks(committee, bot.latest(union, '请填写：意见 发起'), '提交')
    const call = bot.latest(union, 'Y2026-001')
    await bot.clicks(staff[1], call, '提交', { a1: '增设母婴室' })
    await bot.clicks(staff[2], call, '提交', { a1: '车间照明不足' })
    await says(committee, '/意见 截止 Y2026-001')
    await bot.clicks(committee, bot.latest(committee, '原始意见'), '提交', {
      summary: '增设母婴室\n更换车间照明',
      placing: '1:1；2:2',
    })
    expect(await state('suggestions')).toEqual(['done'])
    for (const [number, text] of [
      ['L2026-001', '增设母婴室'],
      ['L2026-002', '更换车间照明'],
    ])
      expect(textOf(await says(chair, `/建议 查询 ${number}`))).toContain(text)
    await fills(committee, card(), '确定参会人员及主持人', {
      是否由职工代表参加: '否',
      应到人数: '6',
      主持人: '张伟',
    })
    await fills(committee, card(), '准备会议资料', { 材料名称或存放处: '工作报告、议案' })
    // The leader of the preparation group sends the notice, nobody else of the staff.
    expect(textOf(await says(staff[1], '/通知 D2026-001'))).toContain('仅限')
    expect(textOf(await says(committee, '/通知 D2026-001'))).toContain('全体职工')
    for (const step of ['确定就餐地点', '布置会议室']) expect(await done(committee, step)).toBe('已记录完成')
  })

  it('is not held below two thirds: it is put off, and nobody’s presence of that day counts on the next', async () => {
    await bot.moveTo('2026-12-25T15:00:00+08:00')
    const sheet = await says(chair, '/签到 D2026-001')
    for (const who of [chair, committee, finance]) await bot.clicks(who, sheet, '签到')
    expect(textOf(bot.fresh(sheet))).toContain('已签到3人，还差1人达到开会人数要求（不少于4人）')
    expect(await done(chair, '签到、核对到会人数')).toBe('已记录完成')
    expect(shown()).toContain('原因：不足三分之二，改期召开')
    expect(await done(chair, '支部书记主持召开职工大会')).not.toBe('已记录完成')
    expect(textOf(await says(chair, `/表决 发起 通过考勤办法 ${tellers}`))).toContain('少于4人')
    await says(chair, '/会议 改期 D2026-001 12月28日15:00 原因=到会不足三分之二')
    expect(textOf(await says(committee, '/通知 D2026-001'))).toContain('2026年12月28日')
    expect(shown()).toContain('进行中')
    await bot.moveTo('2026-12-28T15:00:00+08:00')
    const again = await says(committee, '/签到 D2026-001')
    expect(textOf(again)).toContain('已签到0人')
    for (const who of [chair, committee, finance, staff[0], staff[1]]) await bot.clicks(who, again, '签到')
    expect(await done(committee, '签到、核对到会人数')).toBe('已记录完成')
    expect(await done(chair, '支部书记主持召开职工大会')).toBe('已记录完成')
  })

  it('votes on each item in secret; what is not adopted is recorded for another time', async () => {
    expect(await done(chair, '按会议议程逐项开展')).toBe('已记录完成')
    expect(await state('vote')).toEqual(['open', 'open'])
    const votes = async (matter: string, ballot: string, figures: string) => {
      await says(chair, `/表决 发起 ${matter} ${tellers}`)
      await says(committee, `/表决 录入 ${ballot} 发出=5 收回=5 ${figures} 弃权=0 无效=0`)
      await bot.clicks(finance, bot.latest(finance, '待核对确认'), '确认')
      return textOf(bot.latest(union, `（${ballot}）`))
    }
    expect(await votes('通过考勤办法', 'B2026-001', '赞成=4 反对=1')).toContain('结果：通过')
    expect(await votes('通过休假办法', 'B2026-002', '赞成=2 反对=3')).toContain('结果：未通过')
    expect(await state('vote')).toEqual(['done', 'done'])
    expect(await bot.db.sql`select number from resolution`).toHaveLength(1)
  })

  it('leaves minutes, published resolutions, a report upward and tasks with owner and date', async () => {
    expect(await done(committee, '做好会议服务')).toBe('已记录完成')
    await fills(committee, card(), '作好会议记录', { 材料名称或存放处: '会议记录' })
    expect(textOf(await says(chair, '/通知 D2026-001'))).toContain('通过考勤办法')
    expect(await state('publish')).toEqual(['done'])
    await bot.clicks(chair, card(), '分派任务：分解落实职工大会决议')
    const form = bot.latest(union, '请填写：任务 新建')
    await bot.clicks(chair, form, '提交', {
      任务: '印发考勤办法',
      责任人: await idOf(finance),
      期限: '2027-01-08',
    })
    expect(textOf(bot.latest(finance, '新任务'))).toContain('印发考勤办法')
    await fills(chair, card(), '分解落实职工大会决议', {})
    expect(shown()).toContain('任务：印发考勤办法')
    await bot.clicks(chair, card(), '写报告：向上级工会汇报召开情况')
    await bot.clicks(chair, bot.latest(union, '请填写：报告 新建'), '提交', { 正文: '职工大会已召开' })
    await bot.clicks('张伟', bot.latest(branch, 'R2026-002'), '签收')
    expect(await state('report_union_after')).toEqual(['done'])
    expect(await fills(committee, card(), '收集整理会议形成的各类资料存档', { 存放处: '档案室' })).toBe(
      '已记录完成',
    )
    expect(await state('archive')).toEqual(['done'])
  })
})
