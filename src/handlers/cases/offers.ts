import { stepAsk } from '../../cards/case-actions.ts'
import { commandOpen } from '../../cards/form-cards.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import type { Meeting, ProcessCase, StepRecord } from '../../domain/ports/index.ts'
import {
  type ChecklistRow,
  checklist,
  isInternalApproval,
  questionsOf,
  type StepTemplate,
} from '../../domain/process/index.ts'
import { type ForStep, stepsFor, writtenStep } from '../arguments/case-step.ts'
import type { CaseHas, StepFeature } from '../define/step-feature.ts'
import { convenesAgain } from '../resolutions/convene.ts'

/** Features first, then forms and approvals; what a tick does has no button. */
export function offersOf(
  found: ProcessCase,
  features: readonly StepFeature[],
  {
    meeting,
    records,
    now,
    catalogue,
  }: { meeting: Meeting | null; records: readonly StepRecord[]; now: Date; catalogue: Catalogue },
) {
  const has: CaseHas = { meeting: meeting !== null, records: new Set(records.map(({ kind }) => kind)) }
  const rows = checklist(found.instance, now).filter(
    ({ state, objection }) => state === 'open' && onlyLacks(objection),
  )
  const confined = isRestricted(found.instance.template)
  return stepsFor(found, () => true).flatMap((at) => {
    const row = rows.find(({ step, item }) => step === at.step.id && item === at.item)
    if (!row) return []
    // What a feature makes is shown to the group: of a restricted matter nothing is.
    const feature = features.find(
      (one) =>
        one.serves(at.step) &&
        (one.discreet || !confined) &&
        one.offered?.(at.step, catalogue, has) !== false,
    )
    // A meeting that did not come to decide is arranged anew before anything is sent for it.
    const sits = meeting !== null && !convenesAgain(found, meeting) ? meeting : null
    const arranged = sits !== null && at.step.config.convenes !== undefined
    const served = feature && !arranged && { button: feature.button, action: commandFor(feature, at) }
    const again = meeting !== null && !sits && at.step.config.convenes !== undefined
    const asked = again ? null : askFor(found, at, sits)
    // An agenda item is known by its title; a person or group by what is to be done there.
    const agenda = found.instance.items.some(({ id }) => id === at.item)
    const label = at.item === null ? at.step.label : agenda ? at.title : `${at.title}·${at.step.label}`
    return [served || null, asked].flatMap((one) => (one ? [{ label, ...one }] : []))
  })
}

const commandFor = ({ command, texts }: StepFeature, at: ForStep) =>
  commandOpen({
    command,
    texts: { ...texts(at), forStep: writtenStep(at.found.number, at.step.id, at.item) },
  })

/** The form of a step that asks something; a meeting's own notice and sign-in have cards of their own. */
function askFor({ instance }: ProcessCase, { step, link }: ForStep, meeting: Meeting | null) {
  const action = stepAsk({ case: link.caseId, step: step.id, item: link.item })
  if (isInternalApproval(step)) return { button: '审批', action }
  if (meeting && (step.gate === 'quorum' || step.gate === 'attendance')) return commandOf('签到', meeting)
  if (meeting && step.config.doc === 'meeting_notice') return commandOf('通知', meeting)
  const state = instance.steps.find((one) => one.id === step.id && one.item === link.item)
  const asks = state && asksMore(step) && questionsOf(instance, state).length > 0
  return asks ? { button: '填写', action } : null
}

/** A task that only asks how it went is ticked; one that names what it leaves has a form. */
const asksMore = ({ kind, config, outputs }: StepTemplate): boolean =>
  kind !== 'task' || config.fields !== undefined || outputs.length > 0

/** What a step lacks is what its feature or its form gives. */
const onlyLacks = (objection: ChecklistRow['objection']): boolean =>
  objection === null ||
  objection.code === 'process/needs-record' ||
  // Past its deadline it is still asked for: the superior may consent, or the meeting is moved.
  objection.code === 'process/hard-deadline-passed' ||
  objection.code === 'process/needs-outputs'

/** A meeting's own notice and sign-in have cards of their own, which their commands open. */
const commandOf = (command: '通知' | '签到', { number }: Meeting) => ({
  button: command === '通知' ? '发通知' : '开始签到',
  action: commandOpen({ command, texts: { number } }),
})
