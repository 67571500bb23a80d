import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot, Choice, WrittenVote } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { refuseTookPart } from './record-count.ts'
import { ballotViews } from './touch-ballots.ts'

/**
 * Keeps the written opinion of a member who cannot come. It counts only where the rule says so and if it was handed in before
 * the meeting (without a meeting: before the ballot was opened); else it is kept as an opinion that was heard, and the member
 * may still vote. Refuses members who are not on the roll or have voted, a time ahead, and rules that know none.
 */
export async function keepWritten(
  { unit, now }: Pick<CaseContext, 'unit' | 'now'>,
  ballotId: string,
  given: { memberId: string; name: string; choice: Choice; receivedAt: Date },
  by: string,
): Promise<{ ballot: Ballot; written: WrittenVote }> {
  const ballot = await unit.ballots.lockOpen(ballotId)
  if (!ballot) {
    const found = await unit.ballots.get(ballotId)
    throw new Refusal('ballot/closed', { number: found?.number ?? '' })
  }
  const { rule } = ballot
  if (rule.written_ballot === 'not_allowed' || rule.written_ballot === 'n/a')
    throw new Refusal('written/not-allowed', { rule: rule.label })
  if (given.receivedAt > now) throw new Refusal('written/ahead', { label: '收到时间' })
  const voter = await unit.ballots.voter(ballotId, given.memberId)
  if (!voter) throw new Refusal('sheet/not-on-roll', { name: given.name })
  await refuseTookPart({ unit, now }, ballotId, [voter])
  if ((await unit.countSheets.written(ballotId)).some((one) => one.memberId === given.memberId))
    throw new Refusal('ballot/took-part', { name: given.name, source: 'written' })
  const meeting = ballot.meetingId ? await unit.meetings.get(ballot.meetingId) : null
  const before = given.receivedAt < (meeting?.startsAt ?? ballot.openedAt)
  const written: WrittenVote = {
    memberId: given.memberId,
    choice: given.choice,
    counted: rule.written_ballot === 'counted_if_before_meeting' && before,
    receivedAt: given.receivedAt,
    enteredBy: by,
  }
  await unit.countSheets.addWritten(ballotId, written)
  if (written.counted) await unit.ballots.markSource(ballotId, [given.memberId], 'written')
  unit.record({
    organisationId: ballot.organisationId,
    actorId: by,
    action: 'ballot.written',
    object: ballotId,
    facts: { member: given.memberId, counted: written.counted },
  })
  unit.touch(ballotViews.ballot, ballotId)
  return { ballot, written }
}
