import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot, Meeting } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { presenceOf } from './presence.ts'
import { type Roll, rollFor, runsOpenly } from './roll.ts'
import type { VotingRule } from './rule.ts'
import { articleOf } from './tally.ts'
import type { Outcome } from './verdict.ts'

/** What is put to the vote, under which rule, at which meeting, until when. */
export interface OpenBallot {
  organisationId: string
  meeting: Meeting | null
  matter: string
  rule: VotingRule
  important: boolean
  closesAt: Date
}

/** These verdicts settle a matter for the meeting; after the others it may be voted on again (DOMAIN §3.3). */
const settling: readonly Outcome[] = ['passed', 'rejected', 'deferred', 'escalated']

/**
 * Opens an open ballot: the roll is frozen as of `today` (a local date) and never follows the roster. Refuses a rule that
 * must be secret or is for another body, an empty roll, a meeting whose sign-in was begun and lacks the quorum, and a matter
 * that is being voted on or was decided in the same meeting. Where nobody has signed in, a vote proves presence and the
 * tally decides about the quorum.
 */
export async function openBallot(
  ctx: CaseContext & { today: string },
  given: OpenBallot,
  by: string,
): Promise<Ballot> {
  const { unit, now, today } = ctx
  const { organisationId, meeting, rule } = given
  refuseRule(ctx, rule)
  const roll = await rollFor(rule, unit, organisationId, today)
  if (!roll || roll.voters.length === 0) throw new Refusal('ballot/no-voters', {})
  await refuseWithoutQuorum(ctx, meeting, rule, roll)
  // Taken first: its row lock makes two openings of one matter come one after the other.
  const number = await unit.nextNumber(organisationId, 'B', Number(today.slice(0, 4)))
  await refuseRepeated(ctx, given)
  const ballot: Ballot = {
    id: unit.newId(),
    organisationId,
    meetingId: meeting?.id ?? null,
    number,
    matter: given.matter,
    rule,
    method: 'open',
    important: given.important,
    roster: roll.roster,
    status: 'open',
    openedBy: by,
    openedAt: now,
    closesAt: given.closesAt,
    closedBy: null,
    closedAt: null,
    present: null,
    verdict: null,
    chairDecision: null,
  }
  await unit.ballots.insert(ballot, roll.voters)
  unit.record({
    organisationId,
    actorId: by,
    action: 'ballot.open',
    object: ballot.id,
    facts: {
      number,
      rule: rule.id,
      eligible: roll.voters.length,
      meeting: ballot.meetingId,
      important: given.important,
    },
  })
  return ballot
}

function refuseRule({ catalogue }: CaseContext, rule: VotingRule): void {
  if (rule.secrecy === 'secret')
    throw new Refusal('ballot/secret-required', { rule: rule.label, article: articleOf(rule) })
  if (runsOpenly(rule)) return
  const offered = [...catalogue.votingRules.values()].filter(runsOpenly).map((one) => one.label)
  throw new Refusal('ballot/rule-not-offered', { rule: rule.label, offered })
}

async function refuseWithoutQuorum(
  { unit }: CaseContext,
  meeting: Meeting | null,
  rule: VotingRule,
  { roster, voters }: Roll,
): Promise<void> {
  const rows = meeting ? await unit.attendance.ofMeeting(meeting.id) : []
  const signedIn = new Set(rows.filter((row) => row.signedInAt !== null).map((row) => row.memberId))
  if (signedIn.size === 0) return
  const present = voters.filter((voter) => signedIn.has(voter.memberId)).length
  const { quorum_met: met, quorum_need: need } = presenceOf(rule, roster, present)
  if (!met) throw new Refusal('ballot/no-quorum', { present, need })
}

async function refuseRepeated(
  { unit }: CaseContext,
  { organisationId, meeting, matter }: OpenBallot,
): Promise<void> {
  const others = meeting
    ? await unit.ballots.ofMeeting(meeting.id)
    : (await unit.ballots.latest(organisationId, 50)).filter((one) => one.meetingId === null)
  for (const { matter: other, status, number, verdict } of others) {
    if (other !== matter) continue
    if (status === 'open') throw new Refusal('ballot/open-already', { number })
    if (meeting && verdict && settling.includes(verdict.outcome))
      throw new Refusal('ballot/decided-before', { number, outcome: verdict.outcome })
  }
}
