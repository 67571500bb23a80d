import { type ConditionValue, holds, namesIn, parseCondition } from './condition.ts'
import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import type { StepTemplate } from './template.ts'
import { makersOf } from './template-parts.ts'

/** The states of a step: one, or one for each item. */
export const statesOf = ({ steps }: ProcessInstance, id: string): StepState[] =>
  steps.filter((s) => s.id === id)

/** What a name in a condition stands for now; `only` narrows its own step to one state (the item just finished). */
export function lookupIn(instance: ProcessInstance, only?: StepState): (name: string) => ConditionValue[] {
  return (name) => {
    if (name.startsWith('org.')) {
      const fact = instance.org[name.slice(4) as keyof ProcessInstance['org']]
      return fact === undefined ? [] : [fact]
    }
    return makersOf(instance.template, name)
      .flatMap((maker) => (only?.id === maker.id ? [only] : statesOf(instance, maker.id)))
      .filter(({ state, rounds }) => state === 'done' || rounds > 0)
      .flatMap(({ outputs }) => (outputs[name] === undefined ? [] : [outputs[name]]))
      .filter((value): value is ConditionValue => !Array.isArray(value))
  }
}

/** Whether the step applies as things stand. */
export const applies = (instance: ProcessInstance, step: StepTemplate): boolean =>
  step.condition === null || holds(parseCondition(step.condition), lookupIn(instance))

/**
 * Whether it is still open if a step that does not apply now will apply: an output that its condition reads is yet to
 * come. Such a step is hidden like a skipped one, but what rests on it waits.
 */
export function undecided(instance: ProcessInstance, step: StepTemplate): boolean {
  if (step.condition === null || applies(instance, step)) return false
  return namesIn(parseCondition(step.condition))
    .flatMap((name) => makersOf(instance.template, name))
    .some((maker) => !settled(instance, maker))
}

/** Whether nothing that rests on a step waits for it: finished, done once where it comes round, or skipped for good. */
export function settled(instance: ProcessInstance, step: StepTemplate): boolean {
  return statesOf(instance, step.id).every(
    (state) =>
      isFinished(state) || state.rounds > 0 || (state.state === 'skipped' && !undecided(instance, step)),
  )
}
