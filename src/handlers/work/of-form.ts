import type { ProcessCase } from '../../domain/ports/index.ts'
import { dividedFields, type StepTemplate } from '../../domain/process/index.ts'
import { type AssignedRow, assignedRows, refusePast } from '../cases/assigned-rows.ts'
import type { Ctx } from '../define/context.ts'

/** The fields of a step for task, owner and day; null where it gives out no work. */
export function taskFieldsOf(step: StepTemplate): [task: string, owner: string, day: string] | null {
  const [task, owner, day] = step.config.rectified_by === undefined ? dividedFields(step) : []
  return task !== undefined && owner !== undefined && day !== undefined ? [task, owner, day] : null
}

/**
 * The work that the lines of a form give out: all of it, and what nobody was given before by `任务 新建`. Refuses lines that do not
 * match, an owner who is not on the roster, and a day that has passed.
 */
export async function tasksIn(
  ctx: Ctx,
  found: ProcessCase,
  step: StepTemplate,
  said: Readonly<Record<string, string>>,
): Promise<{ rows: AssignedRow[]; fresh: AssignedRow[] }> {
  const labels = taskFieldsOf(step)
  if (!labels) return { rows: [], fresh: [] }
  const rows = await assignedRows(ctx, found.organisationId, labels, said)
  const given = await ctx.unit.tasks.ofOrigin(found.instance.id)
  const fresh = rows.filter(
    ({ texts: [label], owner, dueOn }) =>
      !given.some((one) => one.label === label && one.ownerId === owner.memberId && one.dueOn === dueOn),
  )
  for (const { dueOn } of fresh) refusePast(ctx, labels[2], dueOn)
  return { rows, fresh }
}
