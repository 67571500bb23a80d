import type { RequestCardFacts } from '../../cards/approval-cards.ts'
import { timeWords } from '../../cards/wording.ts'
import { stateWordOf } from '../../domain/approval/states.ts'
import { approvalViews, revisionRef } from '../../domain/approval/views.ts'
import { charactersIn, exceeds, visibleText } from '../../domain/conversation/characters.ts'
import type { Approval } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Base, Ctx } from '../define/context.ts'
import { attachmentFacts } from '../papers/attachment-facts.ts'

/** What every card of a request shows. */
export async function requestFacts(ctx: Base, approval: Approval): Promise<RequestCardFacts> {
  const branch = await ctx.unit.organisations.get(approval.organisationId)
  return {
    approval,
    branch: branch?.name ?? '',
    applicant: await nameOf(ctx, approval.appliedBy),
    decider: await nameOf(ctx, approval.decidedBy),
    meeting: approval.meetingId ? ((await ctx.unit.meetings.get(approval.meetingId))?.number ?? null) : null,
    tasks: await ctx.unit.tasks.ofOrigin(approval.id),
    files: await attachmentFacts(ctx, 'request', approval.id),
    zone: ctx.zone,
  }
}

const nameOf = async (ctx: Base, memberId: string | null): Promise<string> =>
  memberId === null ? '' : ((await ctx.unit.rosters.member(memberId))?.name ?? '')

/** The request of a card's button, under its row lock; refuses with `card/not-ours`. */
export async function requestOfButton(ctx: Ctx, id: string): Promise<Approval> {
  const found = await ctx.unit.approvals.getForUpdate(id)
  if (!found) throw new Refusal('card/not-ours', {})
  return found
}

/** The refusal of a second decision: who decided when, and how. */
export async function decidedBefore(ctx: Base, approval: Approval): Promise<Refusal> {
  const { number, decidedAt, decidedBy } = approval
  const at = decidedAt === null ? '' : timeWords(decidedAt, ctx.zone)
  return new Refusal('approval/decided', {
    number,
    at,
    by: await nameOf(ctx, decidedBy),
    how: stateWordOf(approval),
  })
}

/** Says that the cards of a request are behind. */
export function touchRequest({ unit }: Pick<Base, 'unit'>, { id, revision }: Approval): void {
  unit.touch(approvalViews.request, id)
  unit.touch(approvalViews.decision, revisionRef(id, revision))
  unit.touch(approvalViews.returned, revisionRef(id, revision))
}

/** A typed text made visible; refuses with `form/field` when empty and `approval/too-long` when too long. */
export function typedText(text: string | undefined, what: string, most: number): string {
  const value = optionalText(text, what, most)
  if (value === '')
    throw new Refusal('form/field', { label: what, sentence: '请填写，空格和看不见的字符不算。' })
  return value
}

/** The same for a text that may be left out: then it is empty. */
export function optionalText(text: string | undefined, what: string, most: number): string {
  const value = visibleText(text ?? '')
  if (exceeds(value, most)) throw new Refusal('approval/too-long', { what, most, found: charactersIn(value) })
  return value
}
