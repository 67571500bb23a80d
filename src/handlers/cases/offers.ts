import { stepAsk } from '../../cards/case-actions.ts'
import { commandOpen } from '../../cards/form-cards.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { type ChecklistRow, checklist, isInternalApproval, questionsOf } from '../../domain/process/index.ts'
import { type ForStep, stepsFor, writtenStep } from '../arguments/case-step.ts'
import type { StepFeature } from '../define/step-feature.ts'

/** Features first, then forms and approvals; what a tick does has no button. */
export function offersOf(found: ProcessCase, features: readonly StepFeature[], meets: boolean, now: Date) {
  const rows = checklist(found.instance, now).filter(
    ({ state, objection }) => state === 'open' && onlyLacks(objection),
  )
  const confined = isRestricted(found.instance.template)
  return stepsFor(found, () => true).flatMap((at) => {
    const row = rows.find(({ step, item }) => step === at.step.id && item === at.item)
    if (!row) return []
    // What a feature makes is shown to the group: of a restricted matter nothing is.
    const feature = features.find((one) => one.serves(at.step) && (one.discreet || !confined))
    const served = feature && { button: feature.button, action: commandFor(feature, at) }
    const asked = askFor(found, at, meets)
    const label = at.item === null ? at.step.label : at.title
    return [served, asked].flatMap((one) => (one ? [{ label, ...one }] : []))
  })
}

const commandFor = ({ command, texts }: StepFeature, at: ForStep) =>
  commandOpen({
    command,
    texts: { ...texts(at), forStep: writtenStep(at.found.number, at.step.id, at.item) },
  })

/** The form of a step that asks something; a meeting's own notice and sign-in have cards of their own. */
function askFor({ instance }: ProcessCase, { step, link }: ForStep, meets: boolean) {
  const action = stepAsk({ case: link.caseId, step: step.id, item: link.item })
  if (isInternalApproval(step)) return { button: '审批', action }
  if (meets && (step.gate === 'quorum' || step.kind === 'notice')) return null
  const state = instance.steps.find((one) => one.id === step.id && one.item === link.item)
  const asks = state && step.kind !== 'task' && questionsOf(instance, state).length > 0
  return asks ? { button: '填写', action } : null
}

/** What a step lacks is what its feature or its form gives. */
const onlyLacks = (objection: ChecklistRow['objection']): boolean =>
  objection === null ||
  objection.code === 'process/needs-record' ||
  objection.code === 'process/needs-outputs'
