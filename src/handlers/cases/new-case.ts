import { checklistView } from '../../domain/cases/case-context.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { periodOfToday } from '../../domain/cases/routines.ts'
import { startCase } from '../../domain/cases/start-case.ts'
import type { ProcessTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { dateTime, text } from '../arguments/index.ts'
import { processNamed } from '../arguments/process.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

/**
 * Processes that a person starts: all but meetings, which have a time and a command of their own. Those that others call
 * stand for themselves too: a rectification, or a request on paper, that belongs to no case.
 */
const startable = ({ number }: ProcessTemplate): boolean => number !== 'D'

/** `/事项 新建 <流程> <标题>`: a numbered case of any process, with its card. */
export const newCase = defineCommand({
  name: '事项 新建',
  aliases: ['新建事项', '办理'],
  summary: '按流程启动一件事项，生成编号和清单',
  example: '/事项 新建 党支部决策 改造活动室',
  permission: 'case.start',
  scope: 'branch-or-union',
  args: {
    process: positional(processNamed({ label: '流程', offered: startable })),
    title: positional(text({ label: '标题', max: 60 })),
    when: optional(keyed(dateTime({ label: '时间' }))),
  },
  async run({ process, title, when }, ctx, { organisation }) {
    await ctx.allow('case.start', organisation.id)
    if (isRestricted(process) && ctx.chat.type === 'group')
      throw new Refusal('case/private-only', { command: '事项 新建' })
    const found = await startCase(ctx, {
      template: process,
      organisation,
      title,
      anchors: { T: when?.at ?? null, ...periodOfToday(process, ctx.today) },
      startedBy: ctx.me().id,
    })
    return { view: checklistView, ref: found.instance.id, privately: isRestricted(process) }
  },
})
