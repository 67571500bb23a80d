import { decisionCard, requestCard, returnedCard } from '../../cards/approval-cards.ts'
import { approvalViews, readRevisionRef } from '../../domain/approval/views.ts'
import { defineView } from '../define/view.ts'
import { requestFacts } from './request-facts.ts'

/** The card in the superior's group, for one revision. */
export const requestForDecision = defineView(approvalViews.decision, async (ref, ctx) => {
  const { id, revision } = readRevisionRef(ref)
  const approval = await ctx.unit.approvals.get(id)
  if (!approval) return null
  const open = approval.state === 'submitted' && approval.revision === revision
  return { card: decisionCard(await requestFacts(ctx, approval), revision), open }
})

/** The request in its branch, and what became of it. */
export const requestOfBranch = defineView(approvalViews.request, async (id, ctx) => {
  const approval = await ctx.unit.approvals.get(id)
  if (!approval) return null
  const open = approval.state === 'submitted' || approval.state === 'returned'
  return { card: requestCard(await requestFacts(ctx, approval)), open }
})

/** A returned request in its branch, with the form to change it. */
export const returnedRequest = defineView(approvalViews.returned, async (ref, ctx) => {
  const { id, revision } = readRevisionRef(ref)
  const approval = await ctx.unit.approvals.get(id)
  if (!approval) return null
  const open = approval.state === 'returned' && approval.revision === revision
  return { card: returnedCard(await requestFacts(ctx, approval), revision), open }
})
