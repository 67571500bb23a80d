import { localDate } from '../calendar/local-time.ts'
import { followResolution } from '../cases/act-on-case.ts'
import type { CaseContext } from '../cases/case-context.ts'
import type { AboutResolution, Ballot, Resolution } from '../ports/index.ts'
import { restrictedCaseOf } from './confidential.ts'
import { awaitsChair } from './count-ballot.ts'
import { caseAbout } from './reconsidered.ts'

/** What becomes of the earlier resolution when the matter passes. */
const stateAfter = {
  replace: 'replaced',
  amend: 'amended',
  confirm: 'confirmed',
  withdraw: 'withdrawn',
} as const satisfies Record<AboutResolution, Resolution['state']>

/**
 * What a counted matter leaves behind: an adopted one becomes a resolution with a number, linked with the earlier one that
 * it was about. A resolution that was objected to and is adopted again is not carried out until the superior has ruled
 * (DOMAIN §2.1, from 党章 art. 17): both stay suspended. A matter that awaits the chair, and one that was not adopted,
 * becomes none; then an earlier resolution is in force again, unless it was to be confirmed or its case goes on.
 */
export async function adoptResolution(ctx: CaseContext, ballot: Ballot): Promise<Resolution | null> {
  const { unit, now, zone } = ctx
  if (ballot.rule.kind !== 'resolution' || !ballot.verdict || awaitsChair(ballot)) return null
  // What a restricted case decides stands in its own file, not in a register that everybody reads.
  if (await restrictedCaseOf(ctx, ballot.id)) return null
  const about = ballot.aboutResolutionId ? await unit.resolutions.get(ballot.aboutResolutionId) : null
  const how = ballot.aboutHow ?? 'confirm'
  const objected = about !== null && (await caseAbout(ctx, about)) !== null
  if (ballot.verdict.outcome !== 'passed') {
    if (about && how !== 'confirm' && !objected && ballot.verdict.outcome === 'rejected')
      await unit.resolutions.setState(about.id, 'in_force')
    return null
  }
  const adoptedOn = localDate(now, zone)
  const awaitsRuling = objected && how === 'confirm'
  const resolution: Resolution = {
    id: unit.newId(),
    organisationId: ballot.organisationId,
    number: await unit.nextNumber(ballot.organisationId, 'J', Number(adoptedOn.slice(0, 4))),
    matter: ballot.matter,
    ballotId: ballot.id,
    meetingId: ballot.meetingId,
    adoptedOn,
    state: awaitsRuling ? 'suspended_for_reconsideration' : 'in_force',
    replacesId: about && how !== 'confirm' ? about.id : null,
    confirmsId: about && how === 'confirm' ? about.id : null,
  }
  await unit.resolutions.insert(resolution)
  if (about && !awaitsRuling) {
    await unit.resolutions.setState(about.id, stateAfter[how])
    await followResolution(ctx, { ...about, state: stateAfter[how] }, ballot.closedBy)
  }
  return resolution
}
