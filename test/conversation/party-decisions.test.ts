import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const secretary = '张伟'
const members = ['李四', '王五', '赵六']
const everybody = [secretary, ...members]
let branch = ''
let superior = ''

beforeAll(async () => {
  const bound = await bot.bindBranch(everybody)
  branch = bound.branch
  superior = bound.superior
  for (const [name, office] of [
    ['李四', '组织委员'],
    ['王五', '纪检委员'],
    ['赵六', '宣传委员'],
  ])
    await bot.says(secretary, branch, `/党员 任职 ${name} ${office}`)
  await bot.says(secretary, branch, '/支委会 成立 日期=2026-11-20')
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

describe('a decision of the committee', () => {
  let card: Message

  it('asks for the deciding body once, and for at least two options', async () => {
    card = await bot.says(secretary, '私聊', '/决策 新建 改造活动室 重要=是 决定机构=支委会')
    await bot.ticks(secretary, card, '调查研究掌握材料')
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
    await fills(card, '分析评估方案', { 推荐意见: '翻新' })
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
    await bot.clicks(secretary, bot.latest(secretary, '办理：落实责任'), '提交', {})
    expect(textOf(bot.fresh(card))).toContain('任务：采购桌椅')
    await fills(card, '监督检查', { 检查情况: '按计划推进' })
    await fills(card, '追踪决策', { 决策是否有误: '是', 实施效果: '预算不足' })
    const followed = bot.latest(branch, '党支部决策：改造活动室')
    expect(textOf(followed)).toContain('来源')
    expect(textOf(bot.fresh(card))).toContain('后续')
    await bot.ticks(secretary, card, '信息反馈修正调整')
    await fills(card, '总结经验', { 材料名称或存放处: '总结' })
    await bot.ticks(secretary, card, '归档')
    expect(textOf(bot.fresh(card))).toContain('已归档')
  })
})
