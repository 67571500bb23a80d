import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { foundPartyBranch, secretary } from './party-scene.ts'

const bot = useTestBot({ fresh: 'file' })
const members = ['李四', '王五', '赵六']
const everybody = [secretary, ...members]
let branch = ''
let superior = ''

beforeAll(async () => {
  ;({ branch, superior } = await foundPartyBranch(bot, everybody))
})

/** Opens a step's form by its button on the case's card and hands it in. */
async function fills(card: Message, label: string, form: Record<string, string>): Promise<string> {
  bot.clock.moveTo(new Date(+bot.clock.now() + 60_000))
  await bot.clicks(secretary, card, `填写：${label.slice(0, 11)}${label.length > 12 ? '…' : label.slice(11)}`)
  return (await bot.clicks(secretary, bot.latest(secretary, `办理：${label}`), '提交', form)).toast
}

/** The form that a button opened: where the card is. */
const formOf = (card: Message, command: string): Message =>
  bot.latest(
    bot.messages(branch).some(({ messageId }) => messageId === card.messageId) ? branch : secretary,
    `请填写：${command}`,
  )

async function votes(card: Message, choices: Record<string, string>, form: Record<string, string> = {}) {
  const button = /发起表决：\S+/.exec(textOf(bot.fresh(card)))?.[0] ?? ''
  await bot.clicks(secretary, card, button)
  await bot.clicks(secretary, formOf(card, '表决 发起'), '提交', form)
  const ballot = bot.latest(branch, '赞成')
  for (const [who, choice] of Object.entries(choices)) await bot.clicks(who, ballot, choice)
  await bot.says(secretary, branch, '/表决 截止')
  return bot.latest(branch, '表决结果')
}

/** The number of a task on the card of its case. */
const numberOf = (card: Message, task: string) =>
  new RegExp(`(T2026-\\d{3}) ${task}`).exec(textOf(bot.fresh(card)))?.[1] ?? ''

describe('a decision of the committee', () => {
  let card: Message

  it('asks for the deciding body once, and for at least two options', async () => {
    card = await bot.says(secretary, '私聊', '/决策 新建 改造活动室 重要=是 决定机构=支委会')
    expect(textOf(card)).not.toContain('找准问题，确定决策目标　支部')
    expect((await bot.ticks(secretary, card, '调查研究掌握材料')).toast).toContain('调研情况')
    await fills(card, '调查研究掌握材料', { 调研情况: '走访职工30人，场地老旧' })
    expect(await fills(card, '找准问题，确定决策目标', { 问题: '场地老旧', 目标: '年内完成' })).toBe(
      '已记录完成',
    )
    expect(textOf(bot.fresh(card))).toContain('决定机构：支委会')
    expect(await fills(card, '拟定备选方案', { 备选方案: '只有一个' })).toContain('备选方案至少2项')
    expect(await fills(card, '拟定备选方案', { 备选方案: '翻新\n迁址', 材料名称或存放处: '方案稿' })).toBe(
      '已记录完成',
    )
  })

  it('goes back to the options when an opinion reveals a new one, with what was written before', async () => {
    await fills(card, '广泛征求各方面意见', { 是否提出新方案: '是' })
    const shown = textOf(bot.fresh(card))
    expect(shown).toContain('下一步\n拟定备选方案')
    expect(await fills(card, '拟定备选方案', { 备选方案: '翻新\n迁址\n合用' })).toBe('已记录完成')
    await fills(card, '广泛征求各方面意见', { 是否提出新方案: '否' })
    expect((await bot.ticks(secretary, card, '分析评估方案')).toast).toContain('可行性')
    await fills(card, '分析评估方案', {
      方案: '翻新',
      可行性: '可行',
      风险: '工期',
      成本: '3万元',
      推荐意见: '翻新',
    })
  })

  it('votes by the committee’s rule; deferred it is surveyed again, escalated the superior rules', async () => {
    const even = { 张伟: '赞成', 李四: '赞成', 王五: '反对', 赵六: '反对' }
    const first = await votes(card, even)
    expect(textOf(first)).toContain('支部委员')
    await bot.clicks(secretary, first, '暂缓，下次再表决')
    expect(textOf(bot.fresh(card))).toContain('下一步\n调查研究掌握材料')
    await bot.ticks(secretary, card, '调查研究掌握材料')
    await fills(card, '找准问题，确定决策目标', {})
    await fills(card, '拟定备选方案', {})
    await fills(card, '广泛征求各方面意见', {})
    await fills(card, '分析评估方案', {})
    await bot.moveTo('2026-11-23T15:00:00+08:00')
    const second = await votes(card, even)
    await bot.clicks(secretary, second, '报告上级，请求裁决')
    expect(textOf(bot.fresh(card))).toMatch(/请求裁决.*Q2026-001办理中/)
    await bot.clicks('郑书记', bot.latest(superior, '待审批'), '同意', {})
    expect(textOf(bot.fresh(card))).toContain('上级裁决：同意多数意见')
  })

  it('is announced, planned, given to owners as tasks, inspected, followed up and summed up', async () => {
    await fills(card, '公布决定', { 通知内容: '决定翻新活动室。' })
    expect(textOf(bot.latest(branch, '决定翻新活动室'))).toContain('改造活动室')
    await fills(card, '编制具体实施计划', { 材料名称或存放处: '实施计划' })
    await bot.clicks(secretary, card, '分派任务：落实责任')
    await bot.clicks(secretary, formOf(card, '任务 新建'), '提交', {
      任务: '采购桌椅',
      责任人: '李四',
      期限: '2026-12-20',
    })
    expect(textOf(bot.latest('李四', '新任务'))).toContain('采购桌椅')
    expect(textOf(await bot.says('李四', '私聊', '/任务 我的'))).toContain('采购桌椅')
    await bot.clicks(secretary, card, '填写：落实责任')
    expect(textOf(bot.latest(secretary, '办理：落实责任'))).toContain('责任人')
    const form = bot.latest(secretary, '办理：落实责任')
    const two = { 任务: '采购桌椅\n粉刷墙面', 责任人: '李四\n王五' }
    expect((await bot.clicks(secretary, form, '提交', { ...two, 完成时限: '2026-12-20' })).toast).toContain(
      '须逐行对应',
    )
    expect(
      (await bot.clicks(secretary, form, '提交', { ...two, 完成时限: '2026-12-20\n2026-12-25' })).toast,
    ).toBe('已记录完成')
    expect(textOf(bot.latest('王五', '新任务'))).toContain('粉刷墙面')
    expect(textOf(bot.fresh(card))).toContain('任务：采购桌椅')
    expect(textOf(bot.fresh(card))).toContain('已办结0/2')
    expect(
      textOf(await bot.says('李四', '私聊', `/任务 办结 ${numberOf(card, '采购桌椅')} 说明=已验收`)),
    ).toContain('已办结')
    expect(textOf(bot.fresh(card))).toContain('已办结1/2')
    await bot.clicks(secretary, card, '填写：监督检查')
    const inspection = bot.latest(secretary, '办理：监督检查')
    expect(JSON.stringify(inspection.card)).toMatch(
      /采购桌椅（李四）：已办结，已验收[\s\S]*粉刷墙面（王五）：正在办理/,
    )
    await bot.clicks(secretary, inspection, '提交', { 检查情况: '按计划推进' })
    await fills(card, '追踪决策', { 决策是否有误: '是', 实施效果: '预算不足' })
    const followed = bot.latest(branch, '党支部决策：改造活动室')
    expect(textOf(followed)).toContain('来源')
    expect(textOf(bot.fresh(card))).toContain('后续')
    await fills(card, '信息反馈修正调整', { 修正调整情况: '追加预算' })
    await fills(card, '总结经验', { 材料名称或存放处: '总结' })
    await bot.ticks(secretary, card, '归档')
    expect(textOf(bot.fresh(card))).toContain('已归档')
  })
})

describe('an item that the committee decides together', () => {
  let card: Message

  it('is proposed, talked over beforehand, discussed and voted on one by one, the minority’s view kept', async () => {
    card = await bot.says(
      secretary,
      '私聊',
      '/事项 新建 集体领导与民主集中制议事 慰问方案 时间=2026-11-30 15:00',
    )
    await fills(card, '提出议题', {
      议题: '春节慰问方案',
      类别: '群众工作',
      是否重要事项: '是',
      材料: '方案稿',
    })
    await bot.clicks(secretary, card, '征求意见：个别酝酿、沟通意见')
    await bot.clicks(secretary, formOf(card, '意见 发起'), '提交', {})
    await bot.says('王五', '私聊', '/意见 提交 建议增加困难党员')
    expect(await fills(card, '集体讨论', { 讨论情况: '逐人发言，三人同意，一人不同意' })).toBe('已记录完成')
    const result = await votes(card, { 张伟: '赞成', 李四: '赞成', 王五: '赞成', 赵六: '反对' })
    expect(textOf(result)).toContain('通过')
    await fills(card, '记录保留意见', { 保留意见人: '赵六', 保留意见内容: '金额偏高' })
    const shown = textOf(bot.fresh(card))
    for (const words of [
      '议题：春节慰问方案',
      '表决结果：通过',
      '保留意见人：赵六',
      '保留意见内容：金额偏高',
    ])
      expect(shown).toContain(words)
  })

  it('is divided up in the name of the organisation: tasks of their owners, until they are done', async () => {
    await fills(card, '以组织名义分工落实', { 任务: '走访慰问', 责任人: '赵六', 完成时限: '2027-01-20' })
    expect(textOf(bot.latest('赵六', '新任务'))).toContain('走访慰问')
    expect(textOf(bot.fresh(card))).toContain('已办结0/1')
  })
})
