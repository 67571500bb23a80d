import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { fillsStep, foundBranchWithGroup, secretary } from './party-scene.ts'

const bot = useTestBot({ fresh: 'file' })
let branch = ''

beforeAll(async () => {
  branch = (await foundBranchWithGroup(bot)).branch
})

const fills = (card: Message, label: string, form: Record<string, string>) =>
  fillsStep(bot, card, label, form)
const shown = (card: Message) => textOf(bot.fresh(card))
const starts = (process: string, title: string) =>
  bot.says(secretary, '私聊', `/事项 新建 ${process} ${title}`)

describe('work with people’s minds', () => {
  it('is surveyed group by group, keeps names to its circle, and follows up by tasks', async () => {
    const card = await starts('思想政治工作', '第四季度思想状况')
    expect(shown(card)).toContain('第一党小组')
    const own = await bot.says('孙七', '私聊', `/清单 ${/T2026-\d{3}/.exec(textOf(card))?.[0] ?? ''}`)
    expect((await bot.clicks('孙七', own, '填写：第一党小组·调查摸底掌…')).toast).toBe(
      '已私聊发送，请在卡片中办理',
    )
    await bot.clicks('孙七', bot.latest('孙七', '办理：调查摸底'), '提交', {
      对象范围: '全组',
      主要反映: '工学矛盾',
    })
    await fills(card, '研究分析明确目标', { 目标: '疏导情绪', 对象: '全体', 责任人: '张伟' })
    await fills(card, '找准问题', { 问题: '学习时间少', 原因: '任务重' })
    await fills(card, '选定最佳时机', { 时机: '年终总结前' })
    await fills(card, '选择工作方式', { '方式（谈心谈话/座谈/走访/集中教育/典型示范/其他）': '座谈' })
    await fills(card, '抓两头带中间', { 先进典型名单: '赵六', 重点帮助对象: '某同志' })
    await fills(card, '思想教育', { 教育活动情况: '集中学习一次', 谈话人次: '5' })
    await fills(card, '提高觉悟（效果评估）', { 效果评估: '有改善', 情况是否改善: '是' })
    expect(bot.messages(branch).map(textOf).join()).not.toContain('某同志')
    await bot.ticks(secretary, card, '搞好信息反馈')
    await fills(card, '采取措施，巩固成果', { 巩固措施: '每月座谈', 责任人: '赵六', 完成时限: '2026-12-30' })
    expect(textOf(bot.latest('赵六', '每月座谈'))).toContain('2026-12-30')
    expect(textOf(await bot.says('王五', '私聊', '/任务 我的'))).not.toContain('每月座谈')
  })
})
