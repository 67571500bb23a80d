import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { type Certificate, certificateOf, certificateText } from './certificate.ts'
import { restrictedCaseOf } from './confidential.ts'
import { awaitsChair } from './count-ballot.ts'

/** The job that makes the file of a certificate. */
export const certificateJob = 'certificate'

/** The entries of the chain that a verdict rests on: the later one where the chair decided after a near tie. */
const decidingActs = ['ballot.close', 'ballot.chair'] as const

/**
 * Makes the certificate of a closed ballot, records that it was made, and plans its file, which is sent to the one who asked. Refuses with `ballot/not-closed`,
 * `ballot/awaits-chair`, and `ballot/no-figures` for ballots that an earlier release closed.
 */
export async function issueCertificate(
  ctx: CaseContext,
  ballot: Ballot,
  { memberId: by, platform }: { memberId: string; platform: string },
): Promise<Certificate> {
  const { unit, now } = ctx
  const { id, number, organisationId } = ballot
  if (ballot.verdict === null) throw new Refusal('ballot/not-closed', { number })
  if (awaitsChair(ballot)) throw new Refusal('ballot/awaits-chair', { number })
  const organisation = await unit.organisations.get(organisationId)
  const entry = await unit.chainEntry(organisationId, id, decidingActs)
  if (!organisation || !entry || !ballot.input) throw new Refusal('ballot/no-figures', { number })
  const roll = await unit.ballots.roll(id)
  const voters = (await unit.ballots.electorate(id)).length
  const certificate = certificateOf({ ballot, organisation, roll, voters, entry, issuedAt: now }, unit.digest)
  unit.record({
    organisationId,
    actorId: by,
    action: 'ballot.certificate',
    object: id,
    facts: { digest: certificate.digest },
  })
  await unit.paperJobs.add({
    id: unit.newId(),
    key: `${certificateJob}:${certificate.digest}:${by}`,
    organisationId,
    kind: certificateJob,
    params: {
      ...{ ballotId: id, number, title: `表决证书 ${number}`, text: certificateText(certificate) },
      visibility: (await restrictedCaseOf(ctx, id)) ? 'restricted' : 'branch',
    },
    requestedBy: by,
    platform,
  })
  return certificate
}
