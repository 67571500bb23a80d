import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { loadTemplates } from '../../src/templates.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { walkCase } from './walk-case.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const secretary = '张伟'

/** Everything but meetings, which have tests of their own, and what others call. */
const startable = [...loadTemplates().processes.values()].filter(
  ({ number, trigger }) => number !== 'D' && trigger.type !== 'called',
)

beforeAll(async () => {
  await bot.bindBranch([secretary, '李四', '王五', '赵六'])
})

describe('every process, from its start to its file by clicks on its card', () => {
  it.each(startable)('$label', async (template) => {
    const card: Message = await bot.says(
      secretary,
      '私聊',
      `/事项 新建 ${template.label} 试办 时间=2026-12-25 15:00`,
    )
    await walkCase(bot, secretary, branch, card)
    expect(textOf(bot.fresh(card))).toContain('已归档')
  })
})
