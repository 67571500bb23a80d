import type { CaseContext } from '../cases/act-on-case.ts'
import type { Approval } from '../ports/decisions.ts'
import type { Task } from '../ports/tasks.ts'
import type { Unit } from '../ports/unit.ts'
import { remindOfTask } from '../work/tasks.ts'

/** So many conditions of one reply become tasks of their own; what is more stands in the last one. */
const mostConditions = 10

/** The conditions of a 原则同意, one an item: lines, or parts between ；. */
export function conditionsOf(comment: string): string[] {
  const all = comment
    .split(/[；;\n]/)
    .map((one) => one.replace(/^\s*[（(]?\d{1,2}[.．、)）]\s*/, '').trim())
    .filter((one) => one !== '')
  return all.length <= mostConditions
    ? all
    : [...all.slice(0, mostConditions - 1), all.slice(mostConditions - 1).join('；')]
}

/** Makes a task of every condition under which a request was agreed in principle, for the one who applied. */
export async function tasksOfConditions(
  ctx: CaseContext & { today: string },
  approval: Approval,
  by: string,
): Promise<Task[]> {
  if (approval.state !== 'agreed_in_principle' || approval.comment === null) return []
  const tasks: Task[] = []
  for (const label of conditionsOf(approval.comment)) tasks.push(await taskOf(ctx, approval, label))
  for (const task of tasks) {
    await ctx.unit.tasks.insert(task)
    await remindOfTask(ctx, task)
  }
  ctx.unit.record({
    organisationId: approval.organisationId,
    actorId: by,
    action: 'request.conditions',
    object: approval.id,
    facts: { number: approval.number, tasks: tasks.map((one) => one.number).join(' ') },
  })
  return tasks
}

/** Days in which a condition is to be met when the reply says none: what a branch plans a month ahead. */
const usualWorkingDays = 20

const taskOf = async (
  { unit, now, today, catalogue }: CaseContext & { unit: Unit; today: string },
  approval: Approval,
  label: string,
): Promise<Task> => ({
  id: unit.newId(),
  organisationId: approval.organisationId,
  number: await unit.nextNumber(approval.organisationId, 'T', Number(today.slice(0, 4))),
  label,
  origin: 'request',
  originId: approval.id,
  originNumber: approval.number,
  ownerId: approval.appliedBy,
  dueOn: catalogue.calendar.addWorkingDays(today, usualWorkingDays),
  state: 'open',
  result: null,
  doneBy: null,
  doneAt: null,
  createdAt: now,
})
