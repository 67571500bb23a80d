import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { loadTemplates } from '../../src/templates.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { instanceOf, walkCase } from './walk-case.ts'

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

/** Process, the step that is refused, what the card then says, and what is left open. */
const failures: [process: string, step: string, says: RegExp, open: string | null][] = [
  ['labour-competition', 'approve', /进行中/, 'plan'],
  ['staff-reward', 'superior_approval', /原因：/, 'archive'],
  ['culture-sports-activity', 'approve', /进行中/, 'plan'],
  ['branch-building', 'self_check', /进行中/, null],
  ['superior-instruction', 'register', /已暂停/, null],
  ['superior-work-report', 'register_reply', /进行中/, 'draft'],
  ['publicity-role-model', 'approve', /进行中/, 'write'],
  ['staff-penalty', 'determine', /原因：/, 'archive'],
]

describe('a step that fails', () => {
  it.each(failures)('%s: %s', async (process, step, says, open) => {
    const template = startable.find(({ id }) => id === process)
    const card = await bot.says(secretary, '私聊', `/事项 新建 ${template?.label} 未过 时间=2026-12-25 15:00`)
    await walkCase(bot, secretary, branch, card, { refuse: step })
    expect(textOf(bot.fresh(card))).toMatch(says)
    if (open === null) return
    const states = (await instanceOf(bot, card)).steps.filter(({ id }) => id === open)
    expect(states.map(({ state }) => state)).toContain('open')
  })

  it('starts what is to follow, linked to its case', async () => {
    const [row] = await bot.db.sql`
      select c.template_id as follows, p.template_id as of from process_instance c
      join process_instance p on p.id = c.parent_id where c.template_id = 'sub-rectification' and p.title = '未过'`
    expect(row).toEqual({ follows: 'sub-rectification', of: 'branch-building' })
  })
})
