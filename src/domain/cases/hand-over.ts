import type { Unit } from '../ports/index.ts'
import { isFinished } from '../process/index.ts'
import { rectificationView, remindOfItem } from '../rectification/reminding.ts'
import { remindOfTask } from '../work/tasks.ts'
import { actOnCase } from './act-on-case.ts'
import type { CaseContext } from './case-context.ts'

/**
 * How many unfinished steps of running cases, tasks and rectification items a person has in an organisation. What is an
 * office's (instructions, suggestions, documents to be made final) passes with the office.
 */
export async function openWorkCount(
  { unit }: CaseContext,
  organisationId: string,
  memberId: string,
): Promise<number> {
  const steps = (await unit.processes.openSteps(organisationId)).filter((one) => one.assignee === memberId)
  const tasks = (await unit.tasks.open(organisationId)).filter(({ ownerId }) => ownerId === memberId)
  const items = (await unit.rectifications.open(organisationId)).filter(({ ownerId }) => ownerId === memberId)
  return steps.length + tasks.length + items.length
}

/** Everybody who has something unfinished in an organisation, also those who have left it. */
export async function peopleWithWork(unit: Unit, organisationId: string): Promise<string[]> {
  const steps = await unit.processes.openSteps(organisationId)
  const tasks = await unit.tasks.open(organisationId)
  const items = await unit.rectifications.open(organisationId)
  const all = [
    ...steps.map(({ assignee }) => assignee),
    ...[...tasks, ...items].map(({ ownerId }) => ownerId),
  ]
  return [...new Set(all.filter((one) => one !== null))]
}

/**
 * Gives everything unfinished of one person in an organisation to another, in one act with one entry. Done steps keep who
 * did them. Answers how many things changed hands.
 */
export async function handOver(
  ctx: CaseContext,
  given: { organisationId: string; from: string; to: string },
  actorId: string,
): Promise<number> {
  const { organisationId, from, to } = given
  let moved = 0
  for (const { instance } of await ctx.unit.processes.running(organisationId))
    for (const { id: step, item, assignee, ...state } of instance.steps) {
      if (assignee !== from || state.state === 'skipped') continue
      if (isFinished({ id: step, item, assignee, ...state })) continue
      const named = item === null ? {} : { item }
      await actOnCase(ctx, instance.id, { type: 'assign', step, ...named, to }, actorId, 'of-the-caller')
      moved += 1
    }
  moved += await handOverOther(ctx, given)
  if (moved > 0)
    ctx.unit.record({
      organisationId,
      actorId,
      action: 'work.hand-over',
      object: to,
      facts: { from, moved },
    })
  return moved
}

/** Tasks and rectification items, with their reminders. */
async function handOverOther(
  ctx: CaseContext,
  { organisationId, from, to }: { organisationId: string; from: string; to: string },
): Promise<number> {
  const tasks = (await ctx.unit.tasks.open(organisationId)).filter(({ ownerId }) => ownerId === from)
  for (const task of tasks) {
    await ctx.unit.tasks.update(task.id, { ownerId: to })
    await remindOfTask(ctx, { ...task, ownerId: to })
  }
  const items = (await ctx.unit.rectifications.open(organisationId)).filter(({ ownerId }) => ownerId === from)
  for (const item of items) {
    await ctx.unit.rectifications.update(item.id, { ownerId: to })
    await remindOfItem(ctx, { ...item, ownerId: to })
    ctx.unit.touch(rectificationView, item.id)
  }
  return tasks.length + items.length
}
