import { localDate } from '../../calendar/local-time.ts'
import type { Facts } from '../fill.ts'
import type { FactContext } from './context.ts'
import { organisationFacts } from './organisation-facts.ts'
import { decidedOn, decisionWords, documentDate } from './words.ts'

/** What a 请示 and the register of its reply say. */
export async function requestFacts(ctx: FactContext, approvalId: string): Promise<Facts> {
  const approval = await ctx.unit.approvals.get(approvalId)
  if (!approval) return {}
  const lines = approval.body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [applicant] = await ctx.unit.rosters.members([approval.appliedBy])
  return {
    ...(await organisationFacts(ctx, approval.organisationId)),
    number: approval.number,
    addressee: approval.addressee,
    matter: approval.matter,
    title: lines[0] ?? '',
    // Title and addressee stand before the text, signature and date after it: the layout sets them itself.
    paragraphs: lines.slice(2, -2).map((text) => ({ text })),
    applicant: applicant?.name ?? '',
    sent_at: documentDate(localDate(approval.appliedAt, ctx.zone)),
    decision: decisionWords[approval.state] ?? approval.state,
    comment: approval.comment ?? '',
    reply_number: approval.replyNumber ?? '',
    reply_date: decidedOn(approval, ctx.zone),
  }
}
