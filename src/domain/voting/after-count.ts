import type { CaseContext } from '../cases/case-context.ts'
import { planDrafts } from '../documents/plan-drafts.ts'
import type { Ballot } from '../ports/index.ts'
import { restrictedCaseOf } from './confidential.ts'
import { awaitsChair } from './count-ballot.ts'
import { followUp } from './follow-up.ts'
import { ballotViews } from './touch-ballots.ts'
import { ballotDecided, recordVotes } from './vote-step.ts'

/**
 * What a counted ballot leads to, in the unit that counts it: its case goes on, the follow-up is created, the minutes and
 * the result sheet are drafted. `occasion` tells the count from the chair's later word; null = nothing was decided
 * that papers could tell of. A near tie that waits for the chair leads to nothing yet.
 */
export async function followCount(
  ctx: CaseContext,
  ballot: Ballot,
  occasion: 'closed' | 'chair' | null,
): Promise<void> {
  await tellCase(ctx, ballot)
  if (occasion === null || awaitsChair(ballot)) return
  await followUp(ctx, ballot)
  const { id, organisationId, meetingId } = ballot
  await planDrafts(ctx, 'ballot_closed', {
    organisationId,
    ...(meetingId === null
      ? { subject: 'ballot', subjectId: id }
      : { subject: 'meeting', subjectId: meetingId }),
    occasion: `${id}:${occasion}`,
  })
}

/**
 * The ballot's own card turns into its result; besides, the result is posted to the group as news. Of a restricted matter
 * nothing is posted: those who voted have the card.
 */
export async function announce(ctx: CaseContext, ballot: Ballot): Promise<void> {
  const { unit } = ctx
  const chat = await unit.organisations.chatOf(ballot.organisationId)
  if (!chat || (await restrictedCaseOf(ctx, ballot.id))) return
  unit.send({
    key: `ballot-result:${ballot.id}`,
    kind: 'news',
    platform: chat.platform,
    recipient: { chatId: chat.chatId },
    content: { view: ballotViews.result, ref: ballot.id },
    priority: 'reply',
  })
}

async function tellCase(ctx: CaseContext, ballot: Ballot): Promise<void> {
  const meeting = ballot.meetingId ? await ctx.unit.meetings.get(ballot.meetingId) : null
  await ballotDecided(ctx, ballot)
  if (meeting?.instanceId) await recordVotes(ctx, meeting.instanceId)
}
