import type { SaidBefore } from '../../cards/step-cards.ts'
import { isFinished, type ProcessInstance, type StepState, stepNamed } from '../../domain/process/index.ts'
import { outputLabel, valueLabel } from '../../domain/process/labels.ts'

/** What was entered when a step was done, in words: its outputs, and the fields of its form in the form's own order. */
export function saidOf({ template }: ProcessInstance, state: StepState): SaidBefore {
  if (!isFinished(state)) return []
  const asked = stepNamed(template, state.id)?.config.fields ?? []
  const place = (label: string) => (asked.includes(label) ? asked.indexOf(label) : asked.length)
  return [
    ...Object.entries(state.outputs).map(([name, value]) => ({
      label: outputLabel(template, name),
      value: valueLabel(template, name, value),
    })),
    ...Object.entries(state.fields)
      .map(([label, value]) => ({ label, value }))
      .sort((a, b) => place(a.label) - place(b.label)),
  ]
}
