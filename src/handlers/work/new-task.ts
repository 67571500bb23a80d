import { noteCard } from '../../cards/plain-cards.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import type { ProcessCase, Task } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { remindOfTask } from '../../domain/work/tasks.ts'
import type { ForStep } from '../arguments/case-step.ts'
import { caseStep, dateOnly, longText, member } from '../arguments/index.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { keyed, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { taskFieldsOf } from './of-form.ts'
import { tasksOfStep } from './of-step.ts'

/** `/任务 新建 <任务> 责任人= 期限= 事项=T2026-003`: a piece of the work that a case divides up, for one owner, who is told. */
export const newTask = defineCommand({
  name: '任务 新建',
  aliases: ['新建任务', '分派任务'],
  summary: '把事项的落实工作分派给责任人，到期提醒',
  example: '/任务 新建 采购桌椅 责任人=李四 期限=12月20日 事项=T2026-003',
  permission: 'step.act',
  scope: 'branch-or-union',
  args: {
    label: positional(longText({ label: '任务', max: 200 })),
    owner: keyed(member({ label: '责任人' })),
    due: keyed(dateOnly({ label: '期限', keys: ['完成时限', '办结'] })),
    forStep: keyed(caseStep(tasksOfStep.serves)),
  },
  async run({ label, owner, due, forStep }, ctx, { organisation }) {
    const { found, step } = forStep
    await ctx.allow('step.act', organisation.id, await isOwn(ctx, found, step.id))
    if (due < ctx.today)
      throw new Refusal('form/field', { label: '期限', sentence: '期限不能早于今天，请改为今后的日期。' })
    const task = await addTask(ctx, found, { label, owner, dueOn: due })
    const [asked, ownerField, day] = taskFieldsOf(step) ?? []
    if (asked && ownerField && day)
      await noteOnForm(ctx, forStep, { [asked]: label, [ownerField]: owner.name, [day]: due })
    return {
      card: noteCard(
        '任务已分派',
        `${task.number} ${label}：${owner.name}，${due}前。来源 ${found.number}。`,
        'success',
      ),
    }
  },
})

/** Gives a piece of a case's work to somebody: numbered, reminded of, told to its owner. */
export async function addTask(
  ctx: Ctx,
  found: ProcessCase,
  given: { label: string; owner: { memberId: string }; dueOn: string },
): Promise<Task> {
  const task: Task = {
    id: ctx.unit.newId(),
    organisationId: found.organisationId,
    number: await ctx.unit.nextNumber(found.organisationId, 'T', Number(ctx.today.slice(0, 4))),
    label: given.label,
    origin: 'case',
    originId: found.instance.id,
    originNumber: found.number,
    ownerId: given.owner.memberId,
    dueOn: given.dueOn,
    state: 'open',
    result: null,
    doneBy: null,
    doneAt: null,
    createdAt: ctx.now,
  }
  await ctx.unit.tasks.insert(task)
  await remindOfTask(ctx, task)
  ctx.unit.record({
    organisationId: found.organisationId,
    actorId: ctx.me().id,
    action: 'task.create',
    object: task.id,
    facts: { number: task.number, origin: found.number, owner: task.ownerId, due: task.dueOn },
  })
  ctx.unit.touch(checklistView, found.instance.id)
  tellOwner(ctx, task, found)
  return task
}

/** The form of the step is filled with what was assigned, so that nobody writes it twice. */
async function noteOnForm(
  ctx: Ctx,
  { found, step, link }: ForStep,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  const before =
    found.instance.steps.find(({ id, item }) => id === step.id && item === link.item)?.fields ?? {}
  const asked = Object.entries(said).filter(([label]) => step.config.fields?.includes(label))
  const fields = Object.fromEntries(
    asked.map(([label, value]) => [label, [before[label], value].filter(Boolean).join('\n')]),
  )
  const named = link.item === null ? {} : { item: link.item }
  const action = { type: 'setOutputs', step: step.id, ...named, outputs: {}, fields } as const
  await actOnCase(ctx, link.caseId, action, ctx.me().id, 'of-the-caller')
}

function tellOwner(ctx: Ctx, task: Task, { number, title }: ProcessCase): void {
  if (task.ownerId === null || task.ownerId === ctx.me().id) return
  ctx.unit.send({
    key: `task:${task.id}`,
    kind: 'card',
    platform: ctx.platform,
    recipient: { memberId: task.ownerId },
    content: {
      card: noteCard(
        '新任务',
        `${task.label}（${task.number}），${task.dueOn}前完成。来源：${title}（${number}）。完成后发送：/任务 办结 ${task.number} 说明=…`,
      ),
    },
    priority: 'duty',
  })
}
