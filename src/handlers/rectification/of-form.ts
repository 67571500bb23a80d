import type { ProcessCase } from '../../domain/ports/index.ts'
import type { StepTemplate } from '../../domain/process/index.ts'
import { type AssignedRow, assignedRows, refusePast } from '../cases/assigned-rows.ts'
import type { Ctx } from '../define/context.ts'
import type { NewRectification } from './create.ts'

/**
 * The items that the lines of a form become: the first lines of its fields are the first problem, its measure, owner and
 * day. A form that is not about measures, or was left blank, makes none. Refuses lines that do not match, an owner who is
 * not on the roster and a day that is none; a line that is an item already makes no second one.
 */
export async function measuresIn(
  ctx: Ctx,
  found: ProcessCase,
  { config }: StepTemplate,
  said: Readonly<Record<string, string>>,
): Promise<{ rows: AssignedRow[]; fresh: NewRectification[] }> {
  const { rectified_by: step, fields = [] } = config
  if (step === undefined) return { rows: [], fresh: [] }
  const labels = fields.slice(0, 4)
  const rows = await assignedRows(ctx, found.organisationId, labels, said)
  const before = await ctx.unit.rectifications.ofCase(found.instance.id)
  const fresh = rows.filter(
    ({ texts: [problem], owner }) =>
      !before.some((one) => one.problem === problem && one.ownerId === owner.memberId && one.step === step),
  )
  for (const { dueOn } of fresh) refusePast(ctx, labels[3] ?? '期限', dueOn)
  const meeting = await ctx.unit.meetings.byInstance(found.instance.id)
  const items = fresh.map(({ texts: [problem = '', measure = ''], owner, dueOn }) => ({
    organisationId: found.organisationId,
    problem,
    origin: [...found.title].slice(0, 60).join(''),
    measure,
    ownerId: owner.memberId,
    dueOn,
    meetingId: meeting?.id ?? null,
    caseId: found.instance.id,
    step,
  }))
  return { rows, fresh: items }
}
