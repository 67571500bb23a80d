import type { ProcessInstance } from './instance.ts'
import type { Outputs } from './outputs.ts'
import { lookupIn } from './reading.ts'
import type { StepTemplate } from './template.ts'

/**
 * What a step says besides what was entered: whether a number is above the number that another step gave (`exceeds`). Where
 * no limit was given nothing is above it.
 */
export function computedOutputs(instance: ProcessInstance, step: StepTemplate, given: Outputs): Outputs {
  const { exceeds } = step.config
  if (!exceeds) return {}
  const limits = lookupIn(instance)(exceeds.limit).filter((one) => typeof one === 'number')
  const value = given[exceeds.value]
  return { [exceeds.says]: typeof value === 'number' && limits.some((limit) => value > limit) }
}
