import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { bodyOfOffice, isExclusive, officesOfBody } from '../organisation/offices.ts'
import { headOffices } from '../organisation/responsible.ts'
import type { OfficeKind } from '../organisation/types.ts'
import type { Approval, Election } from '../ports/index.ts'
import { flagCorrections } from '../voting/corrections.ts'
import { bodyOfElection } from './bodies.ts'
import { electionView } from './record-election.ts'

/**
 * Takes a superior's decision into the election that it is about. Approval of the result confirms it: from the day of the reply
 * those elected hold their office or seat, and the offices of the committee before them end. A refusal leaves the result
 * standing and unconfirmed. Other requests: nothing.
 */
export async function takeDecision(ctx: CaseContext, approval: Approval, by: string): Promise<void> {
  const { unit, now, zone } = ctx
  const election = await unit.elections.ofRequest(approval.id)
  if (!election) return
  unit.touch(electionView, election.id)
  const agreed = approval.state === 'agreed' || approval.state === 'agreed_in_principle'
  if (election.approvalId !== approval.id || !agreed || election.state !== 'reported') return
  await unit.elections.update(election.id, { state: 'confirmed' })
  await unit.elections.forgetNominations(election.id)
  const from = approval.replyDate ?? localDate(now, zone)
  const seat = bodyOfElection(election.body)?.seat ?? null
  if (seat !== null && !election.byElection) await endCommittee(ctx, election, seat, from, by)
  const office = (election.office ?? seat) as OfficeKind | null // one of the rows of `electedBodies`
  if (office === null) return
  for (const { memberId } of election.elected)
    if (memberId !== null) await install(ctx, election, { memberId, office, from }, by)
  await flagCorrections(ctx, election.organisationId, null, from, by)
}

/**
 * The offices of the old committee end on the day on which the new one begins. Who leads stays until a successor begins: an
 * organisation is never without somebody who can act for it.
 */
async function endCommittee(
  { unit }: CaseContext,
  { organisationId, number }: Election,
  seat: OfficeKind,
  from: string,
  by: string,
): Promise<void> {
  const body = bodyOfOffice(seat)
  const ending = body ? officesOfBody(body).filter((one) => !headOffices.includes(one)) : []
  for (const { memberId, office } of await unit.rosters.offices(organisationId, from)) {
    if (!ending.includes(office) || !(await unit.rosters.endOffice(organisationId, memberId, office, from)))
      continue
    unit.record({
      organisationId,
      actorId: by,
      action: 'office.end',
      object: memberId,
      facts: { office, from, election: number },
    })
  }
  const organisation = await unit.organisations.get(organisationId)
  if (organisation?.kind === 'branch' && organisation.committeeFrom === null)
    await unit.organisations.update(organisationId, { committeeFrom: from })
}

async function install(
  { unit }: CaseContext,
  { organisationId, number }: Election,
  { memberId, office, from }: { memberId: string; office: OfficeKind; from: string },
  by: string,
): Promise<void> {
  if (!(await unit.rosters.setOffice(organisationId, memberId, office, from, by, isExclusive(office)))) return
  unit.record({
    organisationId,
    actorId: by,
    action: 'office.set',
    object: memberId,
    facts: { office, from, election: number },
  })
}
