import { type Condition, type ConditionValue, parseCondition } from './condition.ts'
import type { ProcessTemplate } from './template.ts'

/** Every condition of a template: of its steps and of their failure branches. */
const conditionsOf = ({ steps }: ProcessTemplate): Condition[] =>
  steps
    .flatMap(({ condition, on_fail }) => [
      ...(condition === null ? [] : [condition]),
      ...on_fail.map(({ when }) => when),
    ])
    .map(parseCondition)

/** The values with which the conditions of a template compare a name, each once, in the order of the template. */
export function namedValues(template: ProcessTemplate, name: string): ConditionValue[] {
  const of = (one: Condition): ConditionValue[] => {
    if ('all' in one) return one.all.flatMap(of)
    if (one.op === 'constant') return []
    const sides = [one.left, one.right]
    const reads = sides.some((side) => 'name' in side && side.name === name)
    return reads ? sides.flatMap((side) => ('value' in side ? [side.value] : [])) : []
  }
  return [...new Set(conditionsOf(template).flatMap(of))]
}
