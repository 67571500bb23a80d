import { namedValues } from './answers.ts'
import { neededOutputs } from './completing.ts'
import type { ConditionValue } from './condition.ts'
import { dividesWork, hintFor, lastDay } from './divided-work.ts'
import type { ProcessInstance, StepState } from './instance.ts'
import { kindOf } from './kinds/index.ts'
import { outputLabel, valueLabel } from './labels.ts'
import { declaredOutputs, type OutputType } from './outputs.ts'
import { definitionOf } from './settle.ts'
import type { ProcessTemplate, StepTemplate } from './template.ts'

/** One question of a step's form. */
export interface FormQuestion {
  /** Key of the field: `o_<output>` or `f_<index>`. */
  key: string
  label: string
  /** text = one line; list = one entry a line. */
  type: 'choice' | 'text' | 'long' | 'date' | 'number' | 'list'
  options?: { value: string; text: string }[]
  required: boolean
  /** What is known already. */
  value: string | null
  /** Shown while it is empty. */
  hint?: string | undefined
  /** How many entries a list needs and takes. */
  entries?: { min: number; max: number }
}

/** Whether an approval is decided inside the organisation, by the holders of its approver's role. */
export const isInternalApproval = ({ kind, config }: StepTemplate): boolean =>
  kind === 'approval' && config.reply !== 'external' && !config.approver?.startsWith('superior')

/** What the form of a process's first step asks, before the case is there. */
export const firstQuestions = (template: ProcessTemplate): FormQuestion[] => {
  const [first] = template.steps
  return first ? questionsAbout(template, first, nothingSaid) : []
}

const nothingSaid = { outputs: {}, fields: {}, history: [] }

/** What of later steps is asked when a case is started (`trigger.asks`), with the step that each belongs to. */
export const askedAhead = (template: ProcessTemplate): { step: StepTemplate; question: FormQuestion }[] =>
  template.steps.flatMap((step) =>
    outputQuestions(template, nothingSaid, step)
      .filter(({ key }) => template.trigger.asks?.includes(key.slice(2)))
      .map((question) => ({ step, question })),
  )

/** What the form of a step asks: its outputs, the fields it names, what its kind asks. Empty = a tick says it all. */
export const questionsOf = (instance: ProcessInstance, state: StepState): FormQuestion[] =>
  questionsAbout(instance.template, definitionOf(instance, state.id), state)

/** Whether the result of a ballot step is written on its form. */
const isRegistered = ({ visibility }: ProcessTemplate, { config }: StepTemplate): boolean =>
  visibility === 'restricted' || config.registered === true

function questionsAbout(
  template: ProcessTemplate,
  step: StepTemplate,
  state: Pick<StepState, 'outputs' | 'fields' | 'history'>,
): FormQuestion[] {
  // A vote on a restricted matter is held elsewhere and registered in private: a ballot in the group would tell of it.
  if (isInternalApproval(step) || (step.kind === 'ballot' && !isRegistered(template, step))) return []
  const outputs = outputQuestions(template, state, step)
  // What was said is in the summary; the form asks what follows from it.
  if (step.kind === 'opinions') return outputs
  const taken = new Set(outputs.map(({ label }) => label))
  const must = step.config.must ?? []
  const own = (step.config.fields ?? []).map((label) => ({ label, required: must.includes(label) }))
  // Of a confidential talk only that it took place is kept.
  const confidential = step.visibility === 'restricted' && step.kind === 'task'
  const asked = confidential || step.config.registered === true ? [] : kindOf(step).asks
  // The list itself is what the step leaves.
  const kept = step.config.items === undefined ? asked : asked.map((one) => ({ ...one, required: false }))
  const fields = [...own, ...kept].filter(({ label }) => !taken.has(label))
  return [
    ...outputs,
    ...sentQuestion(step, state),
    ...listQuestion(step, state),
    ...fields.map(
      ({ label, required }, index): FormQuestion => ({
        key: `f_${index}`,
        label,
        type: 'long',
        required,
        value: state.fields[label] ?? null,
        hint: hintFor(step, label),
      }),
    ),
  ]
}

/** The field for the day on which something with a deadline went out. */
export const sentOn = '报送日期'

/** Asked instead of whether it was in time: a person knows the day, the deadline is ours to compare. */
const sentQuestion = ({ config }: StepTemplate, { fields }: Pick<StepState, 'fields'>): FormQuestion[] =>
  config.on_time === undefined
    ? []
    : [{ key: 'd_sent', label: sentOn, type: 'date', required: true, value: fields[sentOn] ?? null }]

/** The field that takes one entry a line, where the step has one. */
function listQuestion(
  { config: { items, min_items: min = 1, max_items: max = 20 } }: StepTemplate,
  { fields }: Pick<StepState, 'fields'>,
): FormQuestion[] {
  if (items === undefined) return []
  const value = fields[items] ?? null
  return [{ key: 'l_items', label: items, type: 'list', required: true, value, entries: { min, max } }]
}

/** What was said last, also before the step was opened again: nobody is asked the same thing twice. */
const saidLast = ({ outputs, history }: Pick<StepState, 'outputs' | 'history'>, name: string) =>
  outputs[name] ?? history.findLast((one) => one.outputs?.[name] !== undefined)?.outputs?.[name]

function outputQuestions(
  template: ProcessTemplate,
  state: Pick<StepState, 'outputs' | 'history'>,
  step: StepTemplate,
): FormQuestion[] {
  const needed = neededOutputs(template, step)
  const computed = [step.config.exceeds?.says, step.config.on_time, dividesWork(step) ? lastDay : undefined]
  const asked = declaredOutputs(step).filter(({ name }) => !computed.includes(name))
  return asked.map(({ name, type }) => {
    const values = type === 'boolean' ? [true, false] : type === 'string' ? valuesOf(template, name) : []
    const known = saidLast(state, name)
    return {
      key: `o_${name}`,
      label: outputLabel(template, name),
      type: values.length > 0 ? 'choice' : asType[type],
      ...(values.length > 0 && {
        options: values.map((value) => ({ value: String(value), text: valueLabel(template, name, value) })),
      }),
      required: needed.includes(name),
      value: known === undefined ? null : Array.isArray(known) ? known.join('\n') : String(known),
    }
  })
}

/** The values of a text output: those that have a label, and those that conditions read. */
function valuesOf(template: ProcessTemplate, name: string): ConditionValue[] {
  const labelled = Object.keys(template.labels).flatMap((key) =>
    key.startsWith(`${name}.`) ? [key.slice(name.length + 1)] : [],
  )
  return [...new Set<ConditionValue>([...labelled, ...namedValues(template, name)])]
}

const asType: Record<OutputType, FormQuestion['type']> = {
  boolean: 'choice',
  string: 'text',
  number: 'number',
  date: 'date',
  list: 'list',
}
