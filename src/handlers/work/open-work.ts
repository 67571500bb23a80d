import { workOpen } from '../../cards/work-list-card.ts'
import { checklistView } from '../../domain/cases/case-context.ts'
import { documentView } from '../../domain/documents/draft.ts'
import { noticeViews } from '../../domain/public-notices/words.ts'
import { rectificationView } from '../../domain/rectification/reminding.ts'
import { Refusal } from '../../domain/refusals.ts'
import { otherWork } from '../../domain/work/other-work.ts'
import { caseOf } from '../cases/find-case.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { suggestionViews } from '../suggestions/find.ts'

const views = {
  case: checklistView,
  notice: noticeViews.objections,
  rectification: rectificationView,
  suggestion: suggestionViews.work,
  document: documentView,
} as const

/** 办理 in a list of work: the card of the case or of the other work comes to the person alone, who must have it still. */
export const openWork = defineAction(workOpen, async ({ organisation, what, id }, ctx) => {
  if (what === 'case') await caseOf(ctx, id)
  else await refuseUnlisted(ctx, organisation, what, id)
  ctx.unit.send({
    key: `work-open:${what}:${id}:${ctx.me().id}:${ctx.now.toISOString()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: ctx.me().id },
    content: { view: views[what], ref: id },
    priority: 'reply',
  })
  return { toast: '已私聊发送，请在卡片中办理', tone: 'info' }
})

/** A card may be old: only what is still to be done, and listed for the person, is opened from it. */
async function refuseUnlisted(ctx: Ctx, organisationId: string, what: string, id: string): Promise<void> {
  await ctx.allow('work.show', organisationId)
  const listed = await otherWork(ctx, organisationId, ctx.me().id)
  const found = listed.find((one) => one.what === what && one.id === id)
  if (!found) throw new Refusal('card/decided', {})
  if (!found.mine) await ctx.allow('work.show-all', organisationId)
}
