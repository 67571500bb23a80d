import { rectificationLimits } from '../../cards/rectification-cards.ts'
import { optionalText, requiredText } from '../../domain/conversation/typed-text.ts'
import type { Rectification, RectificationAct } from '../../domain/ports/index.ts'
import { serveClosedItems } from '../../domain/rectification/closed-items.ts'
import { rectificationView, remindOfItem } from '../../domain/rectification/reminding.ts'
import { backTo, faultOfAcceptance } from '../../domain/rectification/states.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from '../define/context.ts'
import { tellOwner } from './create.ts'

/** What was typed with an act. */
export interface ActText {
  text: string | undefined
  evidence?: string | undefined
}

/** What is done, with its evidence: by the owner, or the secretary for the owner. `finished` hands it over for acceptance. */
export async function report(
  ctx: Ctx,
  item: Rectification,
  kind: Extract<RectificationAct, 'progress' | 'finished'>,
  typed: ActText,
): Promise<void> {
  await ctx.allow('rectification.progress', item.organisationId, item.ownerId === ctx.me().id)
  if (item.state === 'closed') throw new Refusal('rectification/closed', { number: item.number })
  await write(ctx, item, kind, typed, kind === 'finished' ? { state: 'submitted' } : {})
}

/** 销号: another person finds it done. */
export async function accept(ctx: Ctx, item: Rectification, typed: ActText): Promise<void> {
  await ctx.allow('rectification.accept', item.organisationId)
  const { number } = item
  const me = ctx.me().id
  switch (faultOfAcceptance(item, await ctx.unit.rectifications.entries(item.id), me)) {
    case 'closed':
      throw new Refusal('rectification/closed', { number })
    case 'own':
      throw new Refusal('rectification/own', { number })
    case 'no-progress':
      throw new Refusal('rectification/no-progress', { number })
    default:
      await write(ctx, item, 'accepted', typed, { state: 'closed', acceptedBy: me, acceptedAt: ctx.now })
  }
}

/** 退回 before the acceptance, 重开 after it: the owner goes on, and what was written before proves nothing any more. */
export async function giveBack(ctx: Ctx, item: Rectification, typed: ActText): Promise<void> {
  await ctx.allow('rectification.accept', item.organisationId)
  const act = backTo(item)
  if (act === null) throw new Refusal('rectification/open', { number: item.number })
  await write(ctx, item, act, typed, { state: 'doing', acceptedBy: null, acceptedAt: null })
}

async function write(
  ctx: Ctx,
  item: Rectification,
  kind: RectificationAct,
  typed: ActText,
  change: Partial<Pick<Rectification, 'state' | 'acceptedBy' | 'acceptedAt'>>,
): Promise<void> {
  const text = requiredText(typed.text, '说明', rectificationLimits.text)
  const evidence = optionalText(typed.evidence, '佐证', rectificationLimits.evidence)
  const id = ctx.unit.newId()
  const me = ctx.me().id
  await ctx.unit.rectifications.addEntry({
    rectificationId: item.id,
    id,
    kind,
    text,
    evidence,
    writtenBy: me,
    writtenAt: ctx.now,
  })
  const after: Rectification = { ...item, ...change }
  if (Object.keys(change).length > 0) await ctx.unit.rectifications.update(item.id, change)
  ctx.unit.record({
    organisationId: item.organisationId,
    actorId: me,
    action: `rectification.${kind}`,
    object: item.id,
    facts: { number: item.number, from: item.state, to: after.state, evidence: evidence !== null },
  })
  if (kind === 'accepted') await serveClosedItems(ctx, after, me)
  ctx.unit.touch(rectificationView, item.id)
  await remindOfItem(ctx, after)
  if (kind !== 'progress' && kind !== 'finished') await tellOwner(ctx, after, id)
}
