import type { CaseContext } from '../cases/act-on-case.ts'
import type { Ballot, Meeting, PreviousBallot } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import type { Outcome } from './verdict.ts'

/** These verdicts settle a matter for the meeting; after the others it may be voted on again (DOMAIN §3.3). */
const settling: readonly Outcome[] = ['passed', 'rejected', 'deferred', 'escalated', 'elected']

/** How far back an organisation's ballots are looked through for the same matter. */
const recent = 50

/**
 * The ballot on the same matter that a new one repeats or continues; null = the matter is new. A matter that was deferred
 * comes back in a later meeting, with a roll of its own; a void vote is repeated. The same text in the same meeting is
 * never voted on "until it passes": it needs a reason and is flagged. Refuses with `ballot/open-already` and
 * `ballot/decided-before`.
 */
export async function previousOf(
  { unit }: Pick<CaseContext, 'unit'>,
  given: { organisationId: string; meeting: Meeting | null; matter: string; reason?: string | undefined },
): Promise<PreviousBallot | null> {
  const { organisationId, meeting, matter, reason } = given
  const here = meeting ? await unit.ballots.ofMeeting(meeting.id) : []
  const known = new Set(here.map((one) => one.id))
  const others = (await unit.ballots.latest(organisationId, recent)).filter((one) => !known.has(one.id))
  const same = [...here.reverse(), ...others].filter((one) => one.matter === matter)
  const open = same.find((one) => one.status === 'open' && (known.has(one.id) || one.meetingId === null))
  if (open) throw new Refusal('ballot/open-already', { number: open.number })
  const settled = same.find(
    ({ id, verdict }) => known.has(id) && verdict && settling.includes(verdict.outcome),
  )
  if (settled?.verdict && reason === undefined)
    throw new Refusal('ballot/decided-before', { number: settled.number, outcome: settled.verdict.outcome })
  if (settled) return { id: settled.id, why: 'repeat', reason: reason ?? null }
  return continued(same, reason ?? null)
}

/** What a matter goes on from: the newest vote on it, where that one left it open. */
function continued([latest]: readonly Ballot[], reason: string | null): PreviousBallot | null {
  const outcome = latest?.verdict?.outcome
  if (!latest || outcome === undefined) return null
  if (outcome === 'deferred') return { id: latest.id, why: 'deferred', reason }
  if (outcome === 'runoff') return { id: latest.id, why: 'runoff', reason }
  if (outcome === 'void' || outcome === 'no_quorum' || outcome === 'invalid_input')
    return { id: latest.id, why: 'void', reason }
  return null
}
