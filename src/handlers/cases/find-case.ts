import { circleOf, isRestricted } from '../../domain/cases/case-people.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from '../define/context.ts'

/** Letters of the numbers of cases that have steps. */
export const caseLetters = 'DLQTZ'

/**
 * The case with a number; without one the nearest scheduled meeting's. Refuses with `case/unknown`; a restricted case is
 * unknown to whoever is not of its circle.
 */
export async function caseNumbered(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<ProcessCase> {
  const meeting = number === undefined ? await ctx.unit.meetings.nearest(organisationId, ctx.today) : null
  const numbered = number === undefined ? null : await readableNumbered(ctx, organisationId, number)
  // A meeting that was convened for another case has a number of its own.
  const named =
    number === undefined || numbered ? meeting : await ctx.unit.meetings.byNumber(organisationId, number)
  const found = numbered ?? (named?.instanceId ? await ctx.unit.processes.get(named.instanceId) : null)
  if (!found || !(await mayRead(ctx, found)))
    throw new Refusal('case/unknown', { number: number ?? '（最近）', what: '事项' })
  return found
}

/** The likeliest case of a number that the actor may read: one that they may not read stands in nobody's way. */
async function readableNumbered(
  ctx: Ctx,
  organisationId: string,
  number: string,
): Promise<ProcessCase | null> {
  for (const found of await ctx.unit.processes.matching(organisationId, number))
    if (await mayRead(ctx, found)) return found
  return null
}

/** Whether the actor may read a case: a restricted one only in its circle. */
export const mayRead = async (ctx: Ctx, found: ProcessCase): Promise<boolean> =>
  !isRestricted(found.instance.template) || (await circleOf(ctx, found)).includes(ctx.me().id)

/** The case of a card's button. Refuses with `card/not-ours`. */
export async function caseOf(ctx: Ctx, id: string): Promise<ProcessCase> {
  const found = await ctx.unit.processes.get(id)
  if (!found || !(await mayRead(ctx, found))) throw new Refusal('card/not-ours', {})
  return found
}
