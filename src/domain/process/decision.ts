import { holds, namesIn, parseCondition } from './condition.ts'
import { declaredOutputs, type Outputs } from './outputs.ts'
import type { StepTemplate } from './template.ts'

/**
 * What agreement or its refusal says to the process: for each yes-or-no output of an approval the value that leads into
 * one of its failure branches stands for the refusal; where no branch reads it, `false` does.
 */
export function decisionOutputs(step: StepTemplate, agreed: boolean): Outputs {
  return Object.fromEntries(
    declaredOutputs(step).flatMap(({ name, type }) =>
      type === 'boolean' ? [[name, agreed ? !refusing(step, name) : refusing(step, name)]] : [],
    ),
  )
}

/** The value of an output that fails the step. */
function refusing({ on_fail }: StepTemplate, name: string): boolean {
  const branch = on_fail
    .map(({ when }) => parseCondition(when))
    .find((condition) => namesIn(condition).includes(name))
  return branch ? holds(branch, (one) => (one === name ? [true] : [])) : false
}

/** Whether a refusal leads anywhere by itself: a branch that says what then happens. */
export const answersRefusal = (step: StepTemplate): boolean =>
  step.on_fail.length > 0 && declaredOutputs(step).some(({ type }) => type === 'boolean')
