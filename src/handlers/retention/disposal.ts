import { disposalCard, disposalConfirm, disposalReject } from '../../cards/retention-cards.ts'
import { localDate } from '../../domain/calendar/local-time.ts'
import type { Disposal } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { confirmDisposal, disposalView, rejectDisposal } from '../../domain/retention/propose.ts'
import { defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Ctx } from '../define/context.ts'
import { defineView } from '../define/view.ts'

/** A proposal to delete, from its rows; in private only. */
export const disposalOf = defineView(disposalView, async (id, ctx) => {
  const disposal = await ctx.unit.retention.get(id)
  const organisation = disposal && (await ctx.unit.organisations.get(disposal.organisationId))
  if (!disposal || !organisation || ctx.viewerId === null) return null
  const people = await ctx.unit.rosters.members(
    [disposal.firstBy, disposal.secondBy].filter((one) => one !== null),
  )
  const nameOf = (memberId: string | null) => people.find((one) => one.id === memberId)?.name ?? null
  const files = []
  for (const fileId of disposal.fileIds) {
    const file = await ctx.unit.files.get(fileId)
    if (file)
      files.push({
        name: file.name,
        kind: ctx.catalogue.retention.get(file.retention)?.label ?? file.retention,
        since: localDate(file.createdAt, ctx.zone),
      })
  }
  const card = disposalCard({
    id,
    organisation: organisation.name,
    proposedOn: disposal.proposedOn,
    state: disposal.state,
    files,
    first: nameOf(disposal.firstBy),
    second: nameOf(disposal.secondBy),
  })
  return { card, open: disposal.state === 'proposed' }
})

async function disposalOfCard(ctx: Ctx, id: string): Promise<Disposal> {
  const disposal = await ctx.unit.retention.getForUpdate(id)
  await refuseElsewhere(ctx, disposal?.organisationId ?? null)
  if (!disposal) throw new Refusal('card/not-ours', {})
  await ctx.allow('paper.dispose', disposal.organisationId)
  return disposal
}

/** 确认: the first, or the second by another person. */
export const clickDispose = defineAction(disposalConfirm, async ({ disposal: id }, ctx) => {
  const disposal = await disposalOfCard(ctx, id)
  const both = await confirmDisposal(ctx.unit, disposal, ctx.me().id, ctx.platform)
  return { toast: both ? '两人均已确认，开始销毁' : '已确认，还需另一人确认' }
})

/** 取消: everything stays, and is asked about again in a year. */
export const clickKeep = defineAction(disposalReject, async ({ disposal: id }, ctx) => {
  await rejectDisposal(ctx.unit, await disposalOfCard(ctx, id), ctx.me().id)
  return { toast: '已保留' }
})
