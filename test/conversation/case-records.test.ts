import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五', '赵六'])
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
})

describe('a step that is done by a record', () => {
  it('is offered on the card of its case, and done when the record is there', async () => {
    const card = await bot.says('张伟', branch, '/事项 新建 向上级党组织反映意见 食堂供应')
    expect(textOf(card)).toContain('事项清单：食堂供应')
    expect(textOf(card)).toContain('T2026-001')
    await bot.clicks('李四', card, '征求意见：收集党员群众意见')
    const form = bot.latest(branch, '请填写：意见 发起')
    expect(textOf(form)).toContain('所属事项')
    await bot.clicks('李四', form, '提交')
    expect(textOf(bot.fresh(card))).toContain('Y2026-001办理中')
    await bot.clicks('王五', bot.latest(branch, '征求意见'), '没有意见')
    await bot.says('李四', branch, '/意见 截止 Y2026-001')
    expect(textOf(bot.fresh(card))).toMatch(/收集党员群众意见　李四 /)
    expect(textOf(bot.fresh(card))).not.toContain('办理中')
  })

  it('is refused a second record once it is done', async () => {
    const again = await bot.says('李四', branch, '/意见 发起 食堂供应 事项=T2026-001')
    expect(textOf(again)).toContain('没有要这样办理的步骤')
  })
})
