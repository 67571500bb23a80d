import type { SaidBefore } from '../../cards/step-cards.ts'
import { isFinished, type ProcessInstance, type StepState } from '../../domain/process/index.ts'
import { outputLabel, valueLabel } from '../../domain/process/labels.ts'

/** What was entered when a step was done, in words: its outputs and the fields of its form. */
export function saidOf({ template }: ProcessInstance, state: StepState): SaidBefore {
  if (!isFinished(state)) return []
  return [
    ...Object.entries(state.outputs).map(([name, value]) => ({
      label: outputLabel(template, name),
      value: valueLabel(template, name, value),
    })),
    ...Object.entries(state.fields).map(([label, value]) => ({ label, value })),
  ]
}
