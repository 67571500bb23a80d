import type { CaseContext } from '../cases/case-context.ts'
import type { Task } from '../ports/tasks.ts'
import { planWork } from './reminders.ts'

/** The owner is reminded until the task is done; afterwards nobody. */
export const remindOfTask = (ctx: CaseContext, task: Task): Promise<void> =>
  planWork(ctx, {
    what: 'task',
    id: task.id,
    organisationId: task.organisationId,
    memberId: task.ownerId,
    roles: ['owner'],
    due: task.state === 'done' ? null : task.dueOn,
  })
