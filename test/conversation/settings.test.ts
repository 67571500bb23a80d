import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const branch = '机关第一党支部'

describe('/设置', () => {
  const bot = useTestBot({ fresh: 'file' })
  beforeAll(async () => void (await bot.bindBranch(['张伟', '李四', '王五'])))

  it('shows what holds, and changes it by a line', async () => {
    expect(textOf(await bot.says('张伟', branch, '/设置'))).toContain('升级提醒\n汇总\n默认')
    expect(textOf(await bot.says('张伟', branch, '/设置 升级提醒 关闭'))).toContain('升级提醒\n关闭\n本组织')
  })

  it('changes it on the card', async () => {
    const card = await bot.says('张伟', branch, '/设置')
    expect((await bot.clicks('张伟', card, '保存', { escalation: 'immediate' })).toast).toBe('已保存')
    expect(textOf(bot.fresh(card))).toContain('升级提醒\n立即\n本组织')
    expect((await bot.clicks('张伟', card, '保存', { escalation: 'immediate' })).toast).toContain('没有变化')
  })

  it('switches an optional duty on, which then counts', async () => {
    expect(textOf(await bot.says('张伟', branch, '/进度 本月'))).not.toContain('主题党日')
    await bot.says('张伟', branch, '/设置 主题党日 启用')
    expect(textOf(await bot.says('张伟', branch, '/进度 本月'))).toContain(
      '主题党日（11月）\n2026-11\n待安排',
    )
    expect(textOf(await bot.says('张伟', branch, '/会议 补录 主题党日 昨天'))).toContain(
      '2026年11月主题党日\n按期完成',
    )
    await bot.says('张伟', branch, '/设置 主题党日 停用')
  })

  it('refuses what it does not know, and whoever may not, and changes nothing', async () => {
    expect(textOf(await bot.says('张伟', branch, '/设置 升级提醒 每小时'))).toContain(
      '可选：关闭、汇总、立即',
    )
    expect(textOf(await bot.says('张伟', branch, '/设置 颜色 红'))).toContain('没有“颜色”这种事项')
    expect(textOf(await bot.says('李四', branch, '/设置 升级提醒 关闭'))).toContain('仅限书记、副书记')
    expect(textOf(await bot.says('李四', branch, '/设置'))).toContain('升级提醒\n立即\n本组织')
  })

  it('leaves one entry for each change', async () => {
    const acts = await bot.db.sql`select body from audit where action = 'setting.change'`
    expect(acts).toHaveLength(4)
  })
})
