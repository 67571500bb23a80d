import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { asksStep, fillsStep, foundBranchWithGroup, secretary } from './party-scene.ts'

const bot = useTestBot({ fresh: 'file' })
let branch = ''
let superior = ''

beforeAll(async () => {
  ;({ branch, superior } = await foundBranchWithGroup(bot))
})

const asks = (card: Message, label: string, who?: string) => asksStep(bot, card, label, who)
const fills = (card: Message, label: string, form: Record<string, string>) =>
  fillsStep(bot, card, label, form)
const shown = (card: Message) => textOf(bot.fresh(card))
const prefilled = (form: Message) => JSON.stringify(form.card)
const starts = (process: string, title: string) =>
  bot.says(secretary, '私聊', `/事项 新建 ${process} ${title}`)

describe('an instruction of the superior', () => {
  it('is passed on, divided into tasks, carried out when they are done, and reported back with a receipt', async () => {
    await bot.says(
      secretary,
      branch,
      '/上级指示 登记 关于开展主题教育的通知 文号=局党〔2026〕12号 办结=12月10日 来文单位=局党委',
    )
    const card = await bot.says(secretary, branch, '/清单 T2026-001')
    expect((await bot.ticks(secretary, card, '传达学习')).toast).toContain('传达学习情况')
    await fills(card, '传达学习', { '传达学习情况（时间、方式、范围）': '11月23日支部大会，全体党员' })
    await fills(card, '研究贯彻措施、明确分工', {
      措施: '集中学习\n交流研讨',
      责任人: '赵六\n李四',
      完成时限: '2026-12-01\n2026-12-05',
    })
    expect(textOf(bot.latest('赵六', '新任务'))).toContain('集中学习')
    expect(shown(card)).toContain('已办结0/2')
    expect((await bot.ticks(secretary, card, '执行指示和决议')).toast).toMatch(/T2026-00\d/)
    for (const number of shown(card).match(/T2026-00[2-9](?= )/g) ?? [])
      await bot.says(secretary, '私聊', `/任务 办结 ${number} 说明=已完成`)
    await bot.says(secretary, branch, '/上级指示 落实 S2026-001 情况=措施两项全部完成')
    await bot.says(secretary, branch, '/报告 新建 落实情况 指示=S2026-001')
    const report = bot.latest(superior, '措施两项全部完成')
    await bot.clicks('郑书记', report, '签收', {})
    expect(shown(card)).toMatch(/向上级报告落实情况　\S+ 11-22/)
    expect(shown(card)).toMatch(/传达学习情况（时间、方式、范围）：11月23日支部大会/)
  })
})

describe('the management of members', () => {
  it('divides the work, compares duties and register with the rows, and names what is missing', async () => {
    const card = await starts('党员管理', '第四季度')
    const duties = {
      会议时间和研究事项: '11月22日，研究党费收缴',
      分工任务: '核对党费',
      责任人: '李四',
      完成时限: '2026-12-20',
    }
    await fills(card, '召集会议，研究安排管理工作，进行工作分工', duties)
    expect(textOf(bot.latest('李四', '核对党费'))).toContain('2026-12-20')
    await fills(card, '协调人员关系，促进工作落实', { 协调情况: '已协调' })
    await fills(card, '建立健全各项管理工作制度', { 材料名称或存放处: '制度清单' })
    const enforce = await asks(card, '抓制度落实，抓“三会一课”')
    expect(prefilled(enforce)).toMatch(/支部党员大会：2026-Q4 .*党课：2026-Q4/s)
    await bot.clicks(secretary, enforce, '提交', { 三会一课落实情况: '党员大会待开' })
    const roster = await asks(card, '更新党员名册（转入、转出、转正、处分）')
    expect(prefilled(roster)).toMatch(/名册6人：.*预备党员1人.*周八预备期至2027-11-22/s)
    await bot.clicks(secretary, roster, '提交', { 名册更新情况: '无变动' })
    const urge = await asks(card, '督促和协助支部抓管理')
    expect(prefilled(urge)).toMatch(/没有缺项|逾期|缺开|待补录/)
  })
})

describe('the building of the branch', () => {
  it('plans its key tasks with owners, keeps what was done for each side, and checks all five standards', async () => {
    const card = await starts('党支部（班子）建设', '2026年度')
    const plan = {
      材料名称或存放处: '年度计划',
      重点任务: '阵地建设',
      责任人: '李四',
      完成时限: '2026-12-31',
    }
    await fills(card, '制定年度支部建设计划', plan)
    expect(shown(card)).toContain('阵地建设')
    expect((await bot.ticks(secretary, card, '政治建设')).toast).toContain('落实情况')
    await fills(card, '政治建设', { 落实情况: '集中学习12次' })
    expect(shown(card)).toContain('落实情况：集中学习12次')
  })
})

describe('what goes upward', () => {
  it('an opinion is collected, collated, discussed, reported, and its author hears the answer', async () => {
    const card = await starts('向上级党组织反映意见', '活动经费标准')
    await bot.clicks(secretary, card, '征求意见：收集党员群众意见')
    await bot.clicks(secretary, bot.latest(secretary, '请填写：意见 发起'), '提交', {})
    const call = /Y2026-\d{3}/.exec(textOf(bot.latest(branch, '收集党员群众意见')))?.[0] ?? ''
    await bot.says('孙七', '私聊', '/意见 提交 经费标准偏低')
    await bot.says(secretary, branch, `/意见 截止 ${call}`)
    await bot.clicks('李四', await bot.says('李四', '私聊', `/意见 汇总 ${call}`), '提交', {
      summary: '建议提高经费标准',
    })
    await fills(card, '归纳整理意见', { 材料名称或存放处: `意见汇总 ${call}` })
    await fills(card, '支委会研究形成反映意见', { 研究意见: '同意反映' })
    await bot.clicks(secretary, card, /写报告：\S+/.exec(shown(card))?.[0] ?? '')
    await bot.clicks(secretary, bot.latest(secretary, '请填写：报告 新建'), '提交', {
      正文: '建议提高活动经费标准。',
    })
    await bot.clicks('郑书记', bot.latest(superior, '建议提高活动经费标准'), '签收', {})
    await fills(card, '跟踪上级答复', { 上级答复: '明年调整' })
    await fills(card, '向反映人反馈', { 通知内容: '上级答复：明年调整' })
    expect(textOf(bot.latest('孙七', '明年调整'))).toContain('向反映人反馈')
    expect(bot.messages(branch).map(textOf).join()).not.toContain('上级答复：明年调整')
  })
})

describe('a resolution', () => {
  it('is carried out by tasks whose state the next meeting hears; an objection pauses it', async () => {
    await bot.says(secretary, branch, '/表决 发起 通过捐书方案 规则=支部党员大会一般决议')
    const ballot = bot.latest(branch, '截止前可以更改')
    for (const one of [secretary, '李四', '王五', '赵六']) await bot.clicks(one, ballot, '赞成')
    const number = /J2026-\d{3}/.exec(textOf(await bot.says(secretary, branch, '/表决 截止')))?.[0] ?? ''
    const card = await starts('党员大会决议执行和日常工作', '捐书')
    await fills(card, '登记决议、决定', { 决议编号: number, 内容: '捐书方案' })
    await fills(card, '分解任务、落实责任人', { 任务: '收集图书', 责任人: '赵六', 时限: '2026-12-20' })
    await bot.says('李四', branch, `/复议 ${number} 依据=局党委〔2026〕12号 意见=超出标准`)
    expect(shown(card)).toContain(`决议 ${number} 复议中，暂停执行`)
    const objected = /T2026-\d{3}/.exec(textOf(bot.latest(branch, '通过捐书方案')))?.[0] ?? ''
    await bot.says(secretary, branch, `/事项 取消 ${objected} 原因=撤回意见`)
    expect(shown(card)).not.toContain('暂停执行')
    await fills(card, '闭会期间负责支部日常工作', { 工作记录: '已发动' })
    expect(prefilled(await asks(card, '向下次党员大会报告执行情况'))).toContain('收集图书（赵六）：正在办理')
  })
})
