import { rectificationCard } from '../../cards/rectification-cards.ts'
import { rectificationView } from '../../domain/rectification/reminding.ts'
import { defineView } from '../define/view.ts'
import { itemFacts, maySeeProblem } from './item.ts'

/** An item, to those who may see the problem, in a private chat; for anybody else there is nothing to see. */
export const rectificationItem = defineView(rectificationView, async (id, ctx) => {
  const item = await ctx.unit.rectifications.get(id)
  if (!item || ctx.viewerId === null || !(await maySeeProblem(ctx, item, ctx.viewerId))) return null
  return { card: rectificationCard(await itemFacts(ctx, item)), open: item.state !== 'closed' }
})
