import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { personNamed } from '../../domain/organisation/person-named.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { isFinished, type Outputs, type StepTemplate, stepNamed } from '../../domain/process/index.ts'
import type { Ctx } from '../define/context.ts'

/**
 * Gives the unfinished steps of a role to the first of the persons that a step has just named for it (筹备小组 with its
 * leader): for this case only, and so until it is filed. Names that are on no roster are left to stand as they were written.
 */
export async function nameBody(
  ctx: Ctx,
  { organisationId, instance }: ProcessCase,
  { config }: StepTemplate,
  outputs: Outputs,
): Promise<void> {
  const names = Object.values(outputs).find(Array.isArray)
  const organisation = config.names === undefined ? null : await ctx.unit.organisations.get(organisationId)
  if (!organisation || !names) return
  let leader: string | null = null
  for (const name of names) leader ??= await personNamed(ctx.unit, organisation, name, ctx.today)
  if (leader === null) return
  for (const { id: step, item, ...state } of instance.steps) {
    const named = stepNamed(instance.template, step)?.role === config.names
    if (!named || state.state === 'skipped' || isFinished({ id: step, item, ...state })) continue
    const which = item === null ? {} : { item }
    await actOnCase(
      ctx,
      instance.id,
      { type: 'assign', step, ...which, to: leader },
      ctx.me().id,
      'of-the-caller',
    )
  }
}
