import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { closureOf, laterPhase } from './order.ts'
import { statesOf } from './reading.ts'
import type { StepTemplate } from './template.ts'
import { provides } from './template-parts.ts'

/** One line of the completeness check before a file is closed. */
export interface ArchiveRow {
  /** The document's name in the template, or null for a required step that leaves none. */
  doc: string | null
  /** The step that provides it. */
  step: string
  label: string
  /** present = done; waived = left out with a reason; skipped = does not apply; missing = still to be done. */
  status: 'present' | 'waived' | 'skipped' | 'missing'
  reason: string | null
}

/** What the file of a case needs, in template order: its required documents and every required step. */
export function archiveCheck(instance: ProcessInstance): ArchiveRow[] {
  const { steps } = instance.template
  const archive = steps.find(({ kind }) => kind === 'archive')
  const docs = archive?.config.required_docs ?? []
  return steps
    .filter((step) => step.kind !== 'archive')
    .flatMap((step) => {
      const doc =
        docs.find((one) => steps.findLast((candidate) => provides(candidate, one))?.id === step.id) ?? null
      if (doc === null && (!archive || !neededBefore(instance, archive, step))) return []
      return [{ doc, step: step.id, label: step.label, ...statusOf(statesOf(instance, step.id)) }]
    })
}

/** What is still missing, as labels; empty = the file can be closed. */
export const missingInFile = (instance: ProcessInstance): string[] =>
  archiveCheck(instance).flatMap(({ status, label }) => (status === 'missing' ? [label] : []))

function statusOf(states: readonly StepState[]): Pick<ArchiveRow, 'status' | 'reason'> {
  const reason = states.find((one) => one.state === 'waived')?.reason ?? null
  if (states.some((one) => !isFinished(one) && one.state !== 'skipped'))
    return { status: 'missing', reason: null }
  if (states.some(({ state }) => state === 'done')) return { status: 'present', reason: null }
  return states.some(({ state }) => state === 'waived')
    ? { status: 'waived', reason }
    : { status: 'skipped', reason: null }
}

/** Required steps of the archive's phase and before, unless they rest on it or are due only after it (yearly reviews). */
function neededBefore(instance: ProcessInstance, archive: StepTemplate, step: StepTemplate): boolean {
  if (!step.required || laterPhase(instance.template, step.phase, archive.phase)) return false
  if (closureOf(instance.template, archive.id, 'before').has(step.id)) return false
  const due = (id: string) => statesOf(instance, id)[0]?.due?.date
  const [mine, last] = [due(step.id), due(archive.id)]
  return mine === undefined || last === undefined || mine <= last
}
