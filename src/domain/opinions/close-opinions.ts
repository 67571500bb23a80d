import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { holdersOf } from '../organisation/responsible.ts'
import type { RosterEntry } from '../organisation/types.ts'
import type { OpinionCall } from '../ports/decisions.ts'
import type { Content, Outgoing } from '../ports/delivery.ts'
import { Refusal } from '../refusals.ts'
import { registerCollected } from '../suggestions/collected.ts'
import { collatorOf } from './audience.ts'
import { completeOpinionStep } from './call-step.ts'
import { figuresOf, leastAnonymous, summaryWithoutOpinions, totalOf } from './figures.ts'
import { linesOf, placingOf } from './placing.ts'
import { inOrder } from './raw-opinions.ts'
import { opinionViews } from './words.ts'

/**
 * Ends a call for opinions, by a person or (`by` null) at its deadline; an opinion in flight comes before or is told
 * that it is too late. The collator gets the raw opinions privately with the form for the summary. Where nobody said
 * anything the call is collated at once: 未收到意见 is evidence itself. Of two closings one counts; the other answers
 * `first: false`. Refuses with `card/not-ours` when there is no such call.
 */
export async function closeOpinions(
  ctx: CaseContext,
  callId: string,
  by: string | null,
): Promise<{ call: OpinionCall; first: boolean }> {
  const { unit } = ctx
  const open = await unit.opinions.callForUpdate(callId)
  if (!open) throw new Refusal('card/not-ours', {})
  if (open.state !== 'open') return { call: open, first: false }
  const figures = figuresOf(await unit.opinions.opinions(callId))
  unit.record({
    organisationId: open.organisationId,
    actorId: by,
    action: 'opinions.close',
    object: callId,
    facts: { number: open.number, received: totalOf(figures), none: figures.none },
  })
  const summary = summaryWithoutOpinions(figures)
  if (summary !== null) return { call: await collateCall(ctx, open, summary, by), first: true }
  const call: OpinionCall = { ...open, state: 'closed' }
  await unit.opinions.updateCall(callId, { state: 'closed' })
  touchCall(ctx, callId)
  const collator = await currentCollator(ctx, call)
  if (collator)
    await sendToMembers(ctx, call, [collator], 'collate', { view: opinionViews.collation, ref: callId })
  return { call, first: true }
}

/**
 * Stores the summary, closes the call, completes the step that it serves, and tells the branch committee privately
 * (如实反馈给班子成员). The caller holds the call's row lock and has checked who collates.
 */
export async function collateCall(
  ctx: CaseContext,
  call: OpinionCall,
  summary: string,
  by: string | null,
  placing = '',
): Promise<OpinionCall> {
  await placeOriginals(ctx, call, summary, placing)
  await ctx.unit.opinions.updateCall(call.id, { state: 'collated', summary })
  ctx.unit.record({
    organisationId: call.organisationId,
    actorId: by,
    action: 'opinions.collate',
    object: call.id,
    facts: { number: call.number, step: call.step },
  })
  touchCall(ctx, call.id)
  const collated: OpinionCall = { ...call, state: 'collated', summary }
  await completeOpinionStep(ctx, collated, by)
  await registerCollected(ctx, collated, (await ctx.unit.opinions.opinions(call.id)).length, by)
  const committee = holdersOf(await rosterOf(ctx, call), 'committee').filter((one) => one !== by)
  await sendToMembers(ctx, call, committee, 'summary', { view: opinionViews.summary, ref: call.id })
  return collated
}

/**
 * Every original goes to a line of the summary or is set aside by name; those that are shown to nobody are set aside
 * as such. Nobody's text is lost (如实归纳). Refuses with `opinions/unplaced`.
 */
async function placeOriginals(
  ctx: CaseContext,
  call: OpinionCall,
  summary: string,
  placing: string,
): Promise<void> {
  const opinions = await ctx.unit.opinions.opinions(call.id)
  const ids = opinions.flatMap((one) => (one.memberId === null ? [] : [one.memberId]))
  const names = new Map((await ctx.unit.rosters.members([...new Set(ids)])).map((one) => [one.id, one.name]))
  const { shown, withheld } = inOrder(opinions, (id) => names.get(id) ?? '')
  const lines = linesOf(summary)
  if (call.state === 'open' && lines.length > 1 && shown.length > 0)
    throw new Refusal('opinions/still-open', { number: call.number })
  const placed = shown.length === 0 ? [] : placingOf(placing, lines.length, shown.length)
  await ctx.unit.opinions.place(call.id, lines, [
    ...placed.flatMap(({ no, line, aside }) => {
      const original = shown[no - 1]
      return original ? [{ opinionId: original.id, line, aside }] : []
    }),
    ...withheld.map(({ id }) => ({ opinionId: id, line: 0, aside: `匿名意见不足${leastAnonymous}条` })),
  ])
}

/** Says that the cards of a call are behind. */
export function touchCall({ unit }: Pick<CaseContext, 'unit'>, callId: string): void {
  unit.touch(opinionViews.call, callId)
  unit.touch(opinionViews.collation, callId)
}

/** Who collates the call as of today; null where nobody is there. */
export async function currentCollator(ctx: CaseContext, call: OpinionCall): Promise<string | null> {
  const roster = await rosterOf(ctx, call)
  return collatorOf(call, roster, holdersOf(roster, 'collator'))
}

const rosterOf = ({ unit, now, zone }: CaseContext, call: OpinionCall): Promise<RosterEntry[]> =>
  unit.rosters.roster(call.organisationId, localDate(now, zone))

/** Sends a view to persons alone, on the platform of their branch's group. A branch without a group is told nothing. */
async function sendToMembers(
  { unit }: CaseContext,
  call: OpinionCall,
  memberIds: readonly string[],
  what: string,
  content: Content,
): Promise<void> {
  const chat = await unit.organisations.chatOf(call.organisationId)
  if (!chat) return
  for (const memberId of memberIds) {
    const message: Outgoing = {
      key: `opinions:${call.id}:${what}:${memberId}`,
      kind: 'news',
      platform: chat.platform,
      recipient: { memberId },
      content,
      priority: 'duty',
    }
    unit.send(message)
  }
}
