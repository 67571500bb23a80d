import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const cases = (words: string) =>
  bot.messages(branch).filter((one) => textOf(one).includes(`事项清单：${words}`))

beforeAll(() => bot.bindBranch(['张伟', '李四', '王五']))

describe('processes that come round with the calendar', () => {
  it('are offered to the secretary once, in private, and start nothing by themselves', async () => {
    await bot.moveTo('2026-12-01T08:59:00+08:00')
    expect(bot.messages('张伟').some((one) => textOf(one).includes('例行事项'))).toBe(false)
    await bot.moveTo('2026-12-01T09:01:00+08:00')
    const offer = bot.latest('张伟', '例行事项：机关第一党支部')
    expect(textOf(offer)).toContain('党员管理')
    expect(textOf(offer)).not.toContain('会费管理')
    expect(bot.messages('李四').some((one) => textOf(one).includes('例行事项'))).toBe(false)
    await bot.moveTo('2026-12-10T09:00:00+08:00')
    expect(bot.messages('张伟').filter((one) => textOf(one).includes('例行事项'))).toHaveLength(1)
    expect(cases('')).toHaveLength(0)
  })

  it('begin with the period in which they are switched on, once', async () => {
    const offer = bot.latest('张伟', '例行事项：机关第一党支部')
    expect((await bot.clicks('张伟', offer, '启用：党员管理')).toast).toBe('已启用：党员管理')
    expect(cases('2026年第4季度党员管理')).toHaveLength(1)
    await bot.says('张伟', branch, '/事项 启用 党员管理')
    expect(cases('2026年第4季度党员管理')).toHaveLength(1)
    expect(textOf(await bot.says('李四', branch, '/事项 启用 党支部（班子）建设'))).toContain('仅限')
    expect(textOf(await bot.says('张伟', branch, '/事项 启用 劳动竞赛'))).toContain('没有“劳动竞赛”这个流程')
  })

  it('are started on the first working day of each period, and no more once switched off', async () => {
    await bot.moveTo('2027-01-04T08:59:00+08:00')
    expect(cases('2027年第1季度党员管理')).toHaveLength(0)
    await bot.moveTo('2027-01-04T09:01:00+08:00')
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    expect(cases('2027年第1季度党员管理')).toHaveLength(1)
    await bot.says('张伟', branch, '/事项 停用 党员管理')
    await bot.moveTo('2027-04-01T09:01:00+08:00')
    expect(cases('2027年第2季度党员管理')).toHaveLength(0)
  })
})
