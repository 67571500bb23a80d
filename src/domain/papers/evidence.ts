import { isRestricted } from '../cases/case-people.ts'
import type { Evidence, ProcessCase, StoredFile, Unit } from '../ports/index.ts'
import { type StepState, stepNamed } from '../process/index.ts'
import type { StepTemplate } from '../process/template.ts'
import { Refusal } from '../refusals.ts'
import { narrower, type Visibility } from './visibility.ts'

/** The view of a case's papers; ref = the case's id. */
export const casePapersView = 'case.papers'

/** Whether a step is not done before something proves it. */
export const demandsEvidence = (step: StepTemplate): boolean => step.config.evidence_required === true

/** A step of a case with its state; refuses with `process/unknown-step`. */
export function stepOfCase(
  found: ProcessCase,
  step: string,
  item: string | null,
): { step: StepTemplate; state: StepState } {
  const template = stepNamed(found.instance.template, step)
  const state = found.instance.steps.find((one) => one.id === step && one.item === item)
  if (!template || !state) throw new Refusal('process/unknown-step', { step })
  return { step: template, state }
}

/** Who may see what belongs to a step: nobody outside its circle, where the whole process is restricted. */
export const visibilityOfStep = (found: ProcessCase, step: StepTemplate): Visibility =>
  isRestricted(found.instance.template) ? 'restricted' : step.visibility

/** Who may see the papers of a whole case: whoever may see its most closed step that has left one. */
export const visibilityOfAll = (visibilities: readonly Visibility[]): Visibility =>
  visibilities.reduce<Visibility>(narrower, 'branch')

/** Refuses the completion of a step that demands evidence and has none. */
export async function refuseWithoutEvidence(
  unit: Pick<Unit, 'evidence'>,
  found: ProcessCase,
  step: string,
  item: string | null,
): Promise<void> {
  const template = stepNamed(found.instance.template, step)
  if (!template || !demandsEvidence(template)) return
  const all = await unit.evidence.ofCase(found.instance.id)
  const proved = all.some((one) => one.step === step && (item === null || one.item === item))
  if (!proved)
    throw new Refusal('paper/evidence-missing', { label: template.label, wanted: template.evidence })
}

/** Refuses what would be added to the file of a case that is over. */
export function refuseOverCase(found: ProcessCase): void {
  const { state } = found.instance
  if (state === 'closed' || state === 'cancelled')
    throw new Refusal('paper/case-over', { number: found.number })
}

/** Adds what proves a step, by a file that is stored already or a link, with its audit entry, and the cards that show it. */
export async function addEvidence(
  unit: Unit,
  found: ProcessCase,
  evidence: Pick<Evidence, 'step' | 'item' | 'title' | 'url' | 'documentId' | 'submittedBy'>,
  file: Pick<StoredFile, 'id' | 'sha256'> | null,
): Promise<void> {
  refuseOverCase(found)
  const id = unit.newId()
  await unit.evidence.insert({
    ...evidence,
    id,
    organisationId: found.organisationId,
    instanceId: found.instance.id,
    fileId: file?.id ?? null,
    submittedAt: unit.now,
    withdrawnAt: null,
  })
  unit.record({
    organisationId: found.organisationId,
    actorId: evidence.submittedBy,
    action: 'evidence.add',
    object: id,
    facts: { case: found.number, step: evidence.step, sha256: file?.sha256 ?? null },
  })
  touchPapers(unit, found.instance.id)
}

/** The cards that show how many papers a case has are behind. */
export function touchPapers(unit: Pick<Unit, 'touch'>, caseId: string): void {
  unit.touch('case.checklist', caseId)
  unit.touch(casePapersView, caseId)
}

/** Class of the retention schedule for what proves steps of a process, until the schedule says otherwise. */
export const evidenceRetention = 'evidence'
