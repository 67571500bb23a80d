import { Refusal, type Refusals } from '../refusals.ts'
import { missingInFile } from './archive-check.ts'
import { namesIn, parseCondition } from './condition.ts'
import { closedGateFor } from './gates.ts'
import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { kindOf } from './kinds/index.ts'
import type { RecordKind } from './kinds/kind.ts'
import { outputLabel } from './labels.ts'
import { closureOf } from './order.ts'
import { badOutput, declaredOutputs, type Outputs } from './outputs.ts'
import { definitionOf, missingFor } from './settle.ts'
import type { ProcessTemplate, StepTemplate } from './template.ts'
import { stepNamed } from './template-parts.ts'

/** What comes with the completion of a step. */
export interface Completion {
  outputs?: Outputs
  /** What was written on its form. */
  fields?: Readonly<Record<string, string>>
  /** The record that proves it: kind and id of the counted ballot, the sent notice, the decision. */
  record?: { kind: RecordKind; ref: string }
}

type Code = keyof Refusals & `process/${string}`
/** Why something cannot be done now, as a value: for cards. */
export type Objection = { [C in Code]: { code: C; facts: Refusals[C] } }[Code]

/** Throws the refusal that an objection stands for. */
export function object(objection: Objection | undefined): void {
  if (objection) throw new Refusal(objection.code, objection.facts)
}

/** Why a step cannot be completed now; undefined = it can. The first reason a person would name comes first. */
export function objectionTo(
  instance: ProcessInstance,
  state: StepState,
  given: Completion,
  now: Date,
): Objection | undefined {
  const step = definitionOf(instance, state.id)
  return (
    courseObjection(instance, step) ??
    stateObjection(instance, state, step) ??
    deadlineObjection(state, step, given, now) ??
    kindObjection(instance, state, step, given)
  )
}

/** The case must run; a held one only takes what leads back to it: the step it is held for and what that rests on. */
export function courseObjection(instance: ProcessInstance, step: StepTemplate): Objection | undefined {
  const { state, hold, template } = instance
  if (state === 'open') return undefined
  if (state !== 'held' || !hold) return { code: 'process/not-open', facts: { state } }
  if (hold.target !== null && closureOf(template, hold.target, 'after').has(step.id)) return undefined
  const label = hold.target === null ? null : definitionOf(instance, hold.target).label
  return { code: 'process/held', facts: { label, note: hold.note } }
}

function stateObjection(
  instance: ProcessInstance,
  state: StepState,
  step: StepTemplate,
): Objection | undefined {
  const { label } = step
  if (isFinished(state)) return { code: 'process/already-done', facts: { label } }
  if (state.state === 'skipped') return { code: 'process/step-skipped', facts: { label } }
  const missing = missingFor(instance, step).map((one) => one.label)
  if (missing.length > 0) return { code: 'process/step-waiting', facts: { label, missing } }
  const keeper = closedGateFor(instance, step)
  return keeper && { code: 'process/gate-closed', facts: { label, because: keeper.label } }
}

function deadlineObjection(
  { due }: StepState,
  { config, label, on_fail }: StepTemplate,
  { outputs }: Completion,
  now: Date,
): Objection | undefined {
  // It went out in time and is only registered now; or it went out late, and the process says what then happens.
  const inTime = config.on_time === undefined ? undefined : outputs?.[config.on_time]
  if (inTime === true || (inTime === false && on_fail.length > 0)) return undefined
  if (config.hard_deadline !== true || !due || now.toISOString() <= due.at) return undefined
  return { code: 'process/hard-deadline-passed', facts: { label, due: due.date } }
}

function kindObjection(
  instance: ProcessInstance,
  state: StepState,
  step: StepTemplate,
  { outputs = {}, fields = {}, record }: Completion,
): Objection | undefined {
  const { label } = step
  const kind = kindOf(step)
  if (kind.record !== null && record?.kind !== kind.record)
    return { code: 'process/needs-record', facts: { label, kind: kind.record } }
  const bad = outputObjection(instance, step, outputs)
  if (bad) return bad
  const needed = neededOutputs(instance.template, step).filter(
    (name) => outputs[name] === undefined && state.outputs[name] === undefined,
  )
  if (needed.length > 0)
    return {
      code: 'process/needs-outputs',
      facts: { label, outputs: needed.map((name) => outputLabel(instance.template, name)) },
    }
  const unsaid = demandedFields(step).filter((one) => !fields[one] && !state.fields[one])
  if (unsaid.length > 0) return { code: 'process/needs-outputs', facts: { label, outputs: unsaid } }
  const missing = kind.checksFile ? missingInFile(instance) : []
  return missing.length > 0 ? { code: 'process/archive-incomplete', facts: { missing } } : undefined
}

/** Whether values are declared by the step and of the declared type. */
export function outputObjection(
  { template }: ProcessInstance,
  step: StepTemplate,
  outputs: Outputs,
): Objection | undefined {
  const output = badOutput(declaredOutputs(step), outputs)
  return output === undefined
    ? undefined
    : { code: 'process/bad-output', facts: { label: step.label, output: outputLabel(template, output) } }
}

/** The outputs without which the process could not go on: what something else in it reads, and the answer of a gate. */
export function neededOutputs(template: ProcessTemplate, step: StepTemplate): string[] {
  const read = new Set(
    template.steps
      .flatMap(({ condition, on_fail }) => [
        ...(condition === null ? [] : [condition]),
        ...on_fail.map(({ when }) => when),
      ])
      .flatMap((text) => namesIn(parseCondition(text))),
  )
  const dated = new Set(template.steps.map(({ due }) => due.split(/[+-]/)[0]?.trim()))
  return declaredOutputs(step)
    .filter(
      ({ name, type }) =>
        name === step.config.exceeds?.value ||
        read.has(name) ||
        dated.has(`@${step.id}.${name}`) ||
        (step.gate && type === 'boolean'),
    )
    .map(({ name }) => name)
}

/** The state that an action names. A step that stands once for each item needs the item. */
export function stateNamed(instance: ProcessInstance, id: string, item?: string): StepState {
  const step = stepNamed(instance.template, id)
  if (!step) throw new Refusal('process/unknown-step', { step: id })
  const states = instance.steps.filter((state) => state.id === id)
  const found =
    item === undefined && states.length === 1 ? states[0] : states.find((one) => one.item === (item ?? null))
  if (found) return found
  throw new Refusal('process/which-item', {
    label: step.label,
    items: states.flatMap((one) => one.item ?? []),
  })
}

/** The fields of a step's form without which it is not done: what the process says it leaves. */
export const demandedFields = ({ config: { items, must = [] } }: StepTemplate): string[] => [
  ...(items === undefined ? [] : [items]),
  ...must,
]
