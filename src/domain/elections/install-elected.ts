import { localDate } from '../calendar/local-time.ts'
import { isExclusive } from '../organisation/offices.ts'
import type { OfficeKind } from '../organisation/types.ts'
import type { Approval, Unit } from '../ports/index.ts'
import { electionView } from './record-election.ts'

/**
 * Takes a superior's decision into the election that it is about. Approval of the result confirms it and gives the office that
 * was elected, from the day of the reply; a refusal leaves the result standing and unconfirmed. Other requests: nothing.
 */
export async function takeDecision(
  { unit, now, zone }: { unit: Unit; now: Date; zone: string },
  approval: Approval,
  by: string,
): Promise<void> {
  const election = await unit.elections.ofRequest(approval.id)
  if (!election) return
  unit.touch(electionView, election.id)
  const agreed = approval.state === 'agreed' || approval.state === 'agreed_in_principle'
  if (election.approvalId !== approval.id || !agreed || election.state !== 'reported') return
  await unit.elections.update(election.id, { state: 'confirmed' })
  await unit.elections.forgetNominations(election.id)
  const from = approval.replyDate ?? localDate(now, zone)
  const office = election.office as OfficeKind | null // one of the rows of `electedBodies`
  if (office === null) return
  for (const { memberId } of election.elected) {
    if (memberId === null) continue
    const fresh = await unit.rosters.setOffice(
      election.organisationId,
      memberId,
      office,
      from,
      by,
      isExclusive(office),
    )
    if (fresh)
      unit.record({
        organisationId: election.organisationId,
        actorId: by,
        action: 'office.set',
        object: memberId,
        facts: { office, from, election: election.number },
      })
  }
}
