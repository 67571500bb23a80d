import type { CaseContext } from '../cases/case-context.ts'
import { recordElection } from '../elections/record-election.ts'
import type { Ballot } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { adoptResolution } from './adopt-resolution.ts'
import { announce, followCount } from './after-count.ts'
import { type CountedParts, inputOf, presenceIn } from './counted-parts.ts'
import { gatherParts } from './gather-parts.ts'
import { presenceOf } from './presence.ts'
import {
  type CountContext,
  objectionDays,
  openSealed,
  secretPaperRef,
  secretPaperView,
} from './secret-ballot.ts'
import { inputSchemaOf, tally } from './tally.ts'
import { ballotViews } from './touch-ballots.ts'

/** The sign-in card of a meeting: a vote proves presence. */
const signInView = 'meeting.signin'

/** How many cards one closing brings up to date by itself. */
const mostWithdrawn = 1000

/**
 * Closes a ballot and counts it, by a person or (`by` null) at its deadline. The row lock waits for votes in flight and
 * keeps later ones out; so every acknowledged vote is in the verdict. Of two closes at once one counts; the other finds
 * `first: false` and the same verdict. `announce` posts the result to the organisation's group. Refuses with
 * `ballot/unknown`.
 */
export async function closeBallot(
  ctx: CountContext,
  ballotId: string,
  by: string | null,
  how: { announce: boolean; callOff?: boolean } = { announce: true },
): Promise<{ ballot: Ballot; first: boolean }> {
  const { unit, now } = ctx
  const open = await unit.ballots.lockOpen(ballotId)
  if (!open) return { ballot: await knownBallot(ctx, ballotId), first: false }
  const { parts, stopped } = how.callOff ? await calledOff(ctx, open) : await opened(ctx, open)
  if (open.method === 'paper' && !parts.sheet && !stopped)
    throw new Refusal('sheet/missing', { number: open.number })
  const present = await confirmPresence(ctx, open, parts)
  const figures = inputOf(open, parts, present)
  const input = inputSchemaOf(open.rule).parse(stopped ? { ...figures, stopped } : figures)
  const verdict = tally(open.rule, input)
  const keyDestroyAt = open.sealKey === null ? null : new Date(+now + objectionDays * 24 * 3_600_000)
  const counted = { verdict, input, present, keyDestroyAt }
  await unit.ballots.close(ballotId, { ...counted, by, at: now })
  const closed: Ballot = { ...open, ...counted, status: 'closed', closedBy: by, closedAt: now }
  const resolution = await adoptResolution(ctx, closed)
  await recordElection(unit, closed)
  unit.record({
    organisationId: open.organisationId,
    actorId: by,
    action: 'ballot.close',
    object: ballotId,
    facts: {
      ...votesOf(input),
      eligible: verdict.eligible,
      present,
      outcome: verdict.outcome,
      resolution: resolution?.number ?? null,
    },
  })
  unit.touch(ballotViews.ballot, ballotId)
  if (open.sealKey !== null) withdrawPapers(ctx, ballotId, parts)
  await unit.reminders.replace('ballot', ballotId, [])
  if (how.announce) await announce(ctx, open)
  await followCount(ctx, closed, how.callOff ? null : 'closed')
  return { ballot: closed, first: true }
}

interface Counted {
  parts: CountedParts
  /** Why nothing is counted; the tally then says that the vote is void. */
  stopped: 'too_few_sealed' | 'called_off' | null
}

/** All that is counted; sealed votes are opened here and nowhere else. */
async function opened(ctx: CountContext, ballot: Ballot): Promise<Counted> {
  const parts = await gatherParts(ctx.unit, ballot)
  const met = presenceOf(ballot.rule, ballot.roster, presenceIn(parts).count).quorum_met
  const { totals, tooFew } = await openSealed(ctx, ballot, met)
  // So few votes would give their voters away: they stay sealed, and the vote is held again.
  return { parts: { ...parts, sealed: totals }, stopped: tooFew ? 'too_few_sealed' : null }
}

/** A ballot that was opened by mistake. As soon as anybody has voted nobody can call it off: only a count ends it. */
async function calledOff({ unit }: CountContext, ballot: Ballot): Promise<Counted> {
  const parts = await gatherParts(unit, ballot)
  const voted = parts.votes.length + parts.electorate.filter((one) => one.source !== null).length
  const entered = await unit.countSheets.standing(ballot.id)
  if (voted > 0 || entered) throw new Refusal('ballot/voted-already', { number: ballot.number })
  return { parts, stopped: 'called_off' }
}

/** Papers that were not used show that the vote is over; beyond `mostWithdrawn` a card finds out when it is clicked. */
function withdrawPapers({ unit }: CountContext, ballotId: string, { electorate }: CountedParts): void {
  const unused = electorate.filter((one) => one.source === null).slice(0, mostWithdrawn)
  for (const { memberId } of unused) unit.touch(secretPaperView, secretPaperRef(ballotId, memberId))
}

/** Refuses with `ballot/unknown`. */
export async function knownBallot(ctx: CaseContext, ballotId: string): Promise<Ballot> {
  const found = await ctx.unit.ballots.get(ballotId)
  if (!found) throw new Refusal('ballot/unknown', { ref: ballotId })
  return found
}

/** The figures of a matter, for the chain; an election is told by its verdict. */
function votesOf({ votes }: object & { votes?: unknown }): Record<'yes' | 'no' | 'abstain', number> | object {
  if (typeof votes !== 'object' || votes === null) return {}
  const { yes, no, abstain } = votes as Record<string, number>
  return { yes, no, abstain }
}

/** Signs in those whose vote proves that they are there, and counts the voters present. */
async function confirmPresence(
  { unit, now }: CaseContext,
  { meetingId }: Ballot,
  parts: CountedParts,
): Promise<number> {
  const { ids, count } = presenceIn(parts)
  if (meetingId) {
    const proved = ids.filter((id) => !parts.signedIn.has(id))
    for (const id of proved) await unit.attendance.signIn(meetingId, id, id, now)
    if (proved.length > 0) unit.touch(signInView, meetingId)
  }
  return count
}
