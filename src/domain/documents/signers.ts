import { responsibleFor } from '../organisation/linked-rosters.ts'
import type { PaperDocument, ProcessCase, Unit } from '../ports/index.ts'
import { isFinished, type StepState } from '../process/instance.ts'
import type { StepTemplate } from '../process/template.ts'
import { roles } from '../process/vocabulary.ts'
import type { DocumentLayout } from './layout.ts'

/** The step of a case that this kind of document belongs to: one whose settings name it, the unfinished one first. */
export function stepOfDocument(
  found: ProcessCase,
  kind: string,
): { step: StepTemplate; state: StepState } | null {
  const { template, steps } = found.instance
  const all = steps.flatMap((state) => {
    const step = template.steps.find((one) => one.id === state.id && one.config.doc === kind)
    return step && state.state !== 'skipped' ? [{ step, state }] : []
  })
  return all.find(({ state }) => !isFinished(state)) ?? all[0] ?? null
}

/** Who makes a document final: the person or role of its step, else the role that its layout names. */
export async function signersOf(
  unit: Unit,
  today: string,
  document: Pick<PaperDocument, 'organisationId' | 'instanceId' | 'kind'>,
  layout: Pick<DocumentLayout, 'signs'>,
): Promise<{ memberIds: string[]; words: string }> {
  const found = document.instanceId ? await unit.processes.get(document.instanceId) : null
  const named = found && stepOfDocument(found, document.kind)
  if (named?.state.assignee) {
    const [person] = await unit.rosters.members([named.state.assignee])
    return { memberIds: [named.state.assignee], words: person?.name ?? '' }
  }
  const role = named?.step.role ?? layout.signs
  return {
    memberIds: await responsibleFor(unit, document.organisationId, role, today),
    words: roles[role],
  }
}
