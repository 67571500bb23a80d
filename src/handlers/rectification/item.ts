import type { RectificationFacts } from '../../cards/rectification-cards.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { Rectification } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Base, Ctx } from '../define/context.ts'
import { attachmentFacts } from '../papers/attachment-facts.ts'

/** The item with a number, under its row lock; refuses with `case/unknown`. */
export async function itemNumbered(ctx: Ctx, organisationId: string, number: string): Promise<Rectification> {
  const found = await ctx.unit.rectifications.byNumber(organisationId, number)
  const locked = found && (await ctx.unit.rectifications.getForUpdate(found.id))
  if (!locked) throw new Refusal('case/unknown', { number, what: '整改事项' })
  return locked
}

/** The item of a card's button, under its row lock; refuses with `card/not-ours`. */
export async function itemOfButton(ctx: Ctx, id: string): Promise<Rectification> {
  const found = await ctx.unit.rectifications.getForUpdate(id)
  if (!found) throw new Refusal('card/not-ours', {})
  await refuseElsewhere(ctx, found.organisationId)
  return found
}

/** Whether a person may see the problem: the owner, whoever set it, and the committee (DOMAIN §7.2: members see measures). */
export async function maySeeProblem(
  ctx: Base,
  item: Pick<Rectification, 'organisationId' | 'ownerId' | 'createdBy'>,
  memberId: string,
): Promise<boolean> {
  if (item.ownerId === memberId || item.createdBy === memberId) return true
  return isOnCommittee(ctx, item.organisationId, memberId)
}

/** Whether a person sits on the committee of a branch or union as of today. */
export async function isOnCommittee(ctx: Base, organisationId: string, memberId: string): Promise<boolean> {
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  return ['committee', 'union_committee'].some((body) => holdersOf(roster, body).includes(memberId))
}

/** What the card of an item shows. */
export async function itemFacts(ctx: Base, item: Rectification): Promise<RectificationFacts> {
  const entries = await ctx.unit.rectifications.entries(item.id)
  const ids = [...new Set([item.ownerId, ...entries.map((one) => one.writtenBy)])]
  const names = new Map((await ctx.unit.rosters.members(ids)).map((one) => [one.id, one.name]))
  const meeting = item.meetingId ? await ctx.unit.meetings.get(item.meetingId) : null
  return {
    item,
    entries,
    owner: names.get(item.ownerId) ?? '',
    meeting: meeting?.number ?? null,
    files: await attachmentFacts(ctx, 'rectification', item.id),
    nameOf: (id) => names.get(id) ?? '',
    provisional: item.state !== 'closed' && ctx.catalogue.calendar.isProvisional(item.dueOn),
    today: ctx.today,
    zone: ctx.zone,
  }
}
