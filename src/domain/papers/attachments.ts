import { approvalViews, revisionRef } from '../approval/views.ts'
import type { Attachment, AttachmentSubject, StoredFile, Unit } from '../ports/index.ts'
import { stepNamed } from '../process/index.ts'
import { rectificationView } from '../rectification/reminding.ts'
import { reportViews } from '../reports/views.ts'
import { addEvidence, visibilityOfStep } from './evidence.ts'
import type { Visibility } from './visibility.ts'

/** A request, report or rectification item to which files belong. */
export interface Attached {
  organisationId: string
  number: string
  /** Who may see its files. */
  visibility: Visibility
  /** What a file that comes now is. */
  role: Attachment['role']
  /** The step of the case that it serves. */
  step: { caseId: string; step: string; item: string | null } | null
  touch(): void
}

type Find = (unit: Unit, ref: string) => Promise<Attached | null>

const request: Find = async (unit, ref) => {
  const found = await unit.approvals.get(ref)
  if (!found) return null
  const record = await unit.stepRecords.of('approval', ref)
  return {
    organisationId: found.organisationId,
    number: found.number,
    visibility: await visibilityAt(unit, record),
    role: found.replyNumber === null ? 'attachment' : 'scan',
    step: record && { caseId: record.caseId, step: record.step, item: record.item },
    touch() {
      unit.touch(approvalViews.request, ref)
      unit.touch(approvalViews.decision, revisionRef(ref, found.revision))
    },
  }
}

const report: Find = async (unit, ref) => {
  const found = await unit.reports.get(ref)
  if (!found) return null
  const record = await unit.stepRecords.of('report', ref)
  return {
    organisationId: found.organisationId,
    number: found.number,
    visibility: await visibilityAt(unit, record),
    role: 'attachment',
    step: record && { caseId: record.caseId, step: record.step, item: record.item },
    touch() {
      unit.touch(reportViews.branch, ref)
      unit.touch(reportViews.superior, revisionRef(ref, found.revision))
    },
  }
}

const rectification: Find = async (unit, ref) => {
  const found = await unit.rectifications.get(ref)
  if (!found) return null
  const { caseId, step } = found
  return {
    organisationId: found.organisationId,
    number: found.number,
    // The problem is for its owner and the committee; what proves that it was put right may tell of it.
    visibility: 'committee',
    role: 'evidence',
    step: caseId !== null && step !== null ? { caseId, step, item: null } : null,
    touch: () => unit.touch(rectificationView, ref),
  }
}

const subjects: Record<AttachmentSubject, Find> = { request, report, rectification }

/** What files of a subject belong to; null where there is none. */
export const attachedTo = (unit: Unit, subject: AttachmentSubject, ref: string): Promise<Attached | null> =>
  subjects[subject](unit, ref)

async function visibilityAt(unit: Unit, link: { caseId: string; step: string } | null): Promise<Visibility> {
  const found = link && (await unit.processes.get(link.caseId))
  const step = found && stepNamed(found.instance.template, link.step)
  return found && step ? visibilityOfStep(found, step) : 'branch'
}

/** Keeps a stored file with what it belongs to; it also proves the step of the case that this serves, while that runs. */
export async function attach(
  unit: Unit,
  to: Attached,
  given: { subject: AttachmentSubject; ref: string; file: StoredFile; by: string | null },
): Promise<void> {
  const { file, by, subject, ref } = given
  const id = unit.newId()
  await unit.attachments.insert({
    id,
    organisationId: to.organisationId,
    subject,
    ref,
    role: to.role,
    title: file.name,
    fileId: file.id,
    submittedBy: by,
    submittedAt: unit.now,
  })
  unit.record({
    organisationId: to.organisationId,
    actorId: by,
    action: 'attachment.add',
    object: id,
    facts: { subject, number: to.number, role: to.role, sha256: file.sha256 },
  })
  to.touch()
  const found = to.step && (await unit.processes.get(to.step.caseId))
  const state = found?.instance.steps.find((one) => one.id === to.step?.step)
  if (
    !found ||
    !to.step ||
    !state ||
    found.instance.state === 'closed' ||
    found.instance.state === 'cancelled'
  )
    return
  const evidence = { title: file.name, url: null, documentId: null, submittedBy: by }
  await addEvidence(unit, found, { ...evidence, step: to.step.step, item: state.item }, file)
}
