import { localDate } from '../calendar/local-time.ts'
import type { Catalogue } from '../catalogue.ts'
import { responsibleFor } from '../organisation/linked-rosters.ts'
import type { Disposal, StoredFile, Unit } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { keptSince } from './classes.ts'

/** The view of a proposal to delete; ref = its id. */
export const disposalView = 'retention.disposal'

/** The job that removes the bytes of a confirmed proposal. */
export const disposeJob = 'dispose'

/** Files of one proposal at most: a list that two people can look through. */
const mostFiles = 200

/** Who is asked: the two who answer for an organisation's papers. */
const askedRoles = ['secretary', 'org_member']

/**
 * Proposes the deletion of what is past its time, organisation by organisation. A second run proposes nothing twice:
 * files of an open proposal are left out. Nothing is deleted here. Returns how many proposals were made.
 */
export async function proposeDisposals(
  { unit, now, zone, catalogue }: { unit: Unit; now: Date; zone: string; catalogue: Catalogue },
  platform: string,
): Promise<number> {
  const classes = [...catalogue.retention.values()].flatMap((one) => {
    const before = keptSince(one, now)
    return before ? [{ id: one.id, before }] : []
  })
  const files = await unit.retention.expired(classes, mostFiles * 10)
  const today = localDate(now, zone)
  const byOrganisation = Map.groupBy(files, (file) => file.organisationId)
  for (const [organisationId, all] of byOrganisation)
    await propose(unit, organisationId, all.slice(0, mostFiles), today, platform)
  return byOrganisation.size
}

async function propose(
  unit: Unit,
  organisationId: string,
  files: readonly StoredFile[],
  today: string,
  platform: string,
): Promise<void> {
  const id = unit.newId()
  await unit.retention.insert({
    id,
    organisationId,
    proposedOn: today,
    fileIds: files.map((file) => file.id),
    state: 'proposed',
    firstBy: null,
    firstAt: null,
    secondBy: null,
    secondAt: null,
  })
  unit.record({
    organisationId,
    actorId: null,
    action: 'retention.propose',
    object: id,
    facts: { files: files.length },
  })
  const asked = new Set<string>()
  for (const role of askedRoles)
    for (const memberId of await responsibleFor(unit, organisationId, role, today)) asked.add(memberId)
  for (const memberId of asked)
    unit.send({
      key: `retention:${id}:${memberId}`,
      kind: 'card',
      platform,
      recipient: { memberId },
      content: { view: disposalView, ref: id },
      priority: 'digest',
    })
}

/**
 * One person confirms a proposal. After the second, who must be another one, the bytes are removed by a job. Answers
 * whether that is so now.
 */
export async function confirmDisposal(
  unit: Unit,
  disposal: Disposal,
  memberId: string,
  platform: string,
): Promise<boolean> {
  if (disposal.state !== 'proposed') throw new Refusal('retention/decided', {})
  if (disposal.firstBy === memberId) throw new Refusal('retention/second-person', {})
  const second = disposal.firstBy !== null
  await unit.retention.update(
    disposal.id,
    second
      ? { state: 'confirmed', secondBy: memberId, secondAt: unit.now }
      : { firstBy: memberId, firstAt: unit.now },
  )
  unit.record({
    organisationId: disposal.organisationId,
    actorId: memberId,
    action: 'retention.confirm',
    object: disposal.id,
    facts: { second },
  })
  unit.touch(disposalView, disposal.id)
  if (second)
    await unit.paperJobs.add({
      id: unit.newId(),
      key: `${disposeJob}:${disposal.id}`,
      organisationId: disposal.organisationId,
      kind: disposeJob,
      params: { disposalId: disposal.id },
      requestedBy: memberId,
      platform,
    })
  return second
}

/** One person is enough to keep what was proposed. */
export async function rejectDisposal(unit: Unit, disposal: Disposal, memberId: string): Promise<void> {
  if (disposal.state !== 'proposed') throw new Refusal('retention/decided', {})
  await unit.retention.update(disposal.id, { state: 'rejected', secondBy: memberId, secondAt: unit.now })
  unit.record({
    organisationId: disposal.organisationId,
    actorId: memberId,
    action: 'retention.reject',
    object: disposal.id,
    facts: {},
  })
  unit.touch(disposalView, disposal.id)
}
