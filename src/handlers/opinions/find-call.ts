import type { CallFacts } from '../../cards/opinion-cards.ts'
import { currentCollator } from '../../domain/opinions/close-opinions.ts'
import { figuresOf } from '../../domain/opinions/figures.ts'
import type { Opinion, OpinionCall } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Base, Ctx } from '../define/context.ts'

/** The call with a number; refuses with `case/unknown`. */
export async function callNumbered(ctx: Ctx, organisationId: string, number: string): Promise<OpinionCall> {
  const found = await ctx.unit.opinions.byNumber(organisationId, number)
  if (!found) throw new Refusal('case/unknown', { number, what: '征求意见' })
  return found
}

/** The call of a card's button, under its row lock; refuses with `card/not-ours`. */
export async function callOfButton(ctx: Ctx, id: string): Promise<OpinionCall> {
  const found = await ctx.unit.opinions.callForUpdate(id)
  if (!found) throw new Refusal('card/not-ours', {})
  if (!(await standsWithStaff(ctx, found))) await refuseElsewhere(ctx, found.organisationId)
  return found
}

/** A call to the staff also stands in the group of the branch's union. */
async function standsWithStaff(ctx: Ctx, call: OpinionCall): Promise<boolean> {
  const here = ctx.chat.organisation
  return call.audience === 'staff' && here?.kind === 'union' && here.parentId === call.organisationId
}

/** Refuses unless the actor collates the call. */
export async function onlyCollator(ctx: Ctx, call: OpinionCall): Promise<void> {
  const collator = await currentCollator(ctx, call)
  const mine = collator !== null && collator === ctx.me().id
  if (mine) return void (await ctx.allow('opinion.collate', call.organisationId, true))
  throw new Refusal('opinions/not-collator', { collator: await nameOf(ctx, collator) })
}

const nameOf = async (ctx: Base, memberId: string | null): Promise<string> =>
  (memberId && (await ctx.unit.rosters.member(memberId))?.name) || '未指定'

/** What every card of a call shows. */
export async function callFacts(
  ctx: Base,
  call: OpinionCall,
  opinions: readonly Opinion[],
): Promise<CallFacts> {
  const organisation = await ctx.unit.organisations.get(call.organisationId)
  const meeting = call.meetingId ? await ctx.unit.meetings.get(call.meetingId) : null
  return {
    call,
    branch: organisation?.name ?? '',
    collator: await nameOf(ctx, await currentCollator(ctx, call)),
    meeting: meeting?.number ?? null,
    figures: figuresOf(opinions),
    zone: ctx.zone,
  }
}
