import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import type { AboutResolution, Ballot, Resolution } from '../ports/index.ts'
import { restrictedCaseOf } from './confidential.ts'
import { awaitsChair } from './count-ballot.ts'

/** What becomes of the earlier resolution when the matter passes. */
const stateAfter = {
  replace: 'replaced',
  confirm: 'in_force',
  withdraw: 'withdrawn',
} as const satisfies Record<AboutResolution, Resolution['state']>

/**
 * What a counted matter leaves behind: an adopted one becomes a resolution with a number, and replaces or confirms the
 * earlier one that it was about. A matter that awaits the chair, and one that was not adopted, becomes none; then an
 * earlier resolution that was to be replaced is in force again, and one that was to be confirmed stays suspended.
 */
export async function adoptResolution(ctx: CaseContext, ballot: Ballot): Promise<Resolution | null> {
  const { unit, now, zone } = ctx
  if (ballot.rule.kind !== 'resolution' || !ballot.verdict || awaitsChair(ballot)) return null
  // What a restricted case decides stands in its own file, not in a register that everybody reads.
  if (await restrictedCaseOf(ctx, ballot.id)) return null
  const about = ballot.aboutResolutionId ? await unit.resolutions.get(ballot.aboutResolutionId) : null
  if (ballot.verdict.outcome !== 'passed') {
    if (about && ballot.aboutHow !== 'confirm' && ballot.verdict.outcome === 'rejected')
      await unit.resolutions.setState(about.id, 'in_force')
    return null
  }
  const adoptedOn = localDate(now, zone)
  const resolution: Resolution = {
    id: unit.newId(),
    organisationId: ballot.organisationId,
    number: await unit.nextNumber(ballot.organisationId, 'J', Number(adoptedOn.slice(0, 4))),
    matter: ballot.matter,
    ballotId: ballot.id,
    meetingId: ballot.meetingId,
    adoptedOn,
    state: 'in_force',
    replacesId: about && ballot.aboutHow !== 'confirm' ? about.id : null,
    confirmsId: about && ballot.aboutHow === 'confirm' ? about.id : null,
  }
  await unit.resolutions.insert(resolution)
  if (about) await unit.resolutions.setState(about.id, stateAfter[ballot.aboutHow ?? 'confirm'])
  return resolution
}
