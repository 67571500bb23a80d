import { noteCard } from '../../cards/plain-cards.ts'
import { approvalViews } from '../../domain/approval/views.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { Refusal } from '../../domain/refusals.ts'
import { touchBallot } from '../../domain/voting/touch-ballots.ts'
import { remindOfTask } from '../../domain/work/tasks.ts'
import { caseNumber, longText } from '../arguments/index.ts'
import { keyed, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

/** `/任务 办结 T2026-001 说明=…`: a task that came of a decision is done; by its owner or the secretary, once. */
export const finishTask = defineCommand({
  name: '任务 办结',
  aliases: ['办结任务'],
  summary: '登记任务办结（事项分派或批复意见转来的任务）',
  example: '/任务 办结 T2026-001 说明=已按意见修改方案',
  permission: 'task.finish',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'T' })),
    result: keyed(longText({ label: '说明', keys: ['情况'], max: 500 })),
  },
  async run({ number, result }, ctx, { organisation }) {
    const found = await ctx.unit.tasks.byNumber(organisation.id, number)
    const task = found && (await ctx.unit.tasks.getForUpdate(found.id))
    if (!task) throw new Refusal('case/unknown', { number, what: '任务' })
    const me = ctx.me().id
    await ctx.allow('task.finish', organisation.id, task.ownerId === me)
    if (task.state === 'done') throw new Refusal('task/done', { number: task.number })
    const done = { state: 'done', result, doneBy: me, doneAt: ctx.now } as const
    await ctx.unit.tasks.update(task.id, done)
    await remindOfTask(ctx, { ...task, ...done })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: me,
      action: 'task.finish',
      object: task.id,
      facts: { number: task.number, origin: task.originNumber },
    })
    if (task.origin === 'request') ctx.unit.touch(approvalViews.request, task.originId)
    if (task.origin === 'case') ctx.unit.touch(checklistView, task.originId)
    if (task.origin === 'ballot') touchBallot(ctx.unit, task.originId)
    return { card: noteCard('任务已办结', `${task.number} 已办结：${task.label}`, 'success') }
  },
})
