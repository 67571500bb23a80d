import { isLocalDate } from '../calendar/dates.ts'
import { namedValues } from './answers.ts'
import { neededOutputs } from './completing.ts'
import type { ConditionValue } from './condition.ts'
import type { ProcessInstance, StepState } from './instance.ts'
import { kindOf } from './kinds/index.ts'
import { outputLabel, valueLabel } from './labels.ts'
import { declaredOutputs, type OutputType, type OutputValue } from './outputs.ts'
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
  /** How many entries a list needs and takes. */
  entries?: { min: number; max: number }
}

/** What a filled form says; or the sentence that says what is wrong with it. */
export type FilledForm =
  | { ok: true; outputs: Record<string, OutputValue>; fields: Record<string, string> }
  | { ok: false; label: string; sentence: string }

/** Whether an approval is decided inside the organisation, by the holders of its approver's role. */
export const isInternalApproval = ({ kind, config }: StepTemplate): boolean =>
  kind === 'approval' && config.reply !== 'external' && !config.approver?.startsWith('superior')

/** Longest text of one answer, in characters. */
const longest = 500

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

/** The outputs that answers to {@link askedAhead} stand for, by step; each text one of the question's own. */
export function readAhead(
  template: ProcessTemplate,
  said: Readonly<Record<string, string | undefined>>,
): Record<string, Record<string, OutputValue>> {
  const known: Record<string, Record<string, OutputValue>> = {}
  for (const { step, question } of askedAhead(template)) {
    const value = question.options?.find(({ text }) => text === said[question.key])?.value
    const type = declaredOutputs(step).find(({ name }) => name === question.key.slice(2))?.type
    const read = value === undefined || !type ? undefined : answerOf(question, type, value)
    if (read !== undefined) known[step.id] = { ...known[step.id], [question.key.slice(2)]: read }
  }
  return known
}

/** Reads what was said of the first step as texts by the keys of its questions, in people's words; nothing is required. */
export function readAnswers(template: ProcessTemplate, said: Readonly<Record<string, unknown>>): FilledForm {
  const [first] = template.steps
  const questions = firstQuestions(template).map((one) => ({ ...one, required: false }))
  const given = Object.fromEntries(
    questions.map(({ key, options }) => [
      key,
      options?.find(({ text }) => text === said[key])?.value ?? said[key],
    ]),
  )
  return first ? readQuestions(first, questions, given) : { ok: true, outputs: {}, fields: {} }
}

/** What the form of a step asks: its outputs, the fields it names, what its kind asks. Empty = a tick says it all. */
export const questionsOf = (instance: ProcessInstance, state: StepState): FormQuestion[] =>
  questionsAbout(instance.template, definitionOf(instance, state.id), state)

function questionsAbout(
  template: ProcessTemplate,
  step: StepTemplate,
  state: Pick<StepState, 'outputs' | 'fields' | 'history'>,
): FormQuestion[] {
  // A vote on a restricted matter is held elsewhere and registered in private: a ballot in the group would tell of it.
  if (isInternalApproval(step) || (step.kind === 'ballot' && template.visibility !== 'restricted')) return []
  const outputs = outputQuestions(template, state, step)
  // What was said is in the summary; the form asks what follows from it.
  if (step.kind === 'opinions') return outputs
  const taken = new Set(outputs.map(({ label }) => label))
  const must = step.config.must ?? []
  const own = (step.config.fields ?? []).map((label) => ({ label, required: must.includes(label) }))
  // Of a confidential talk only that it took place is kept.
  const asked = step.visibility === 'restricted' && step.kind === 'task' ? [] : kindOf(step).asks
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

/** The output for the day by which everything that a form gives out is done: the last of its days. */
export const lastDay = 'deadline'

/** Whether the lines of the step's form give something to somebody until a day. */
export const dividesWork = ({ config }: StepTemplate): boolean =>
  config.rectified_by !== undefined || (config.assigns_tasks ?? false) !== false

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

/** Reads a form as it was handed in: unknown keys are left, blanks count as not said. */
export const readForm = (
  instance: ProcessInstance,
  state: StepState,
  given: Readonly<Record<string, unknown>>,
): FilledForm => {
  const step = definitionOf(instance, state.id)
  const read = onlyWithTwo(step, readQuestions(step, questionsOf(instance, state), given))
  const sent = read.ok ? read.fields[sentOn] : undefined
  if (!read.ok || sent === undefined || step.config.on_time === undefined) return read
  if (!isLocalDate(sent)) return { ok: false, label: sentOn, sentence: wrongWords.date(sentOn) }
  const onTime = state.due === null || sent <= state.due.date
  return { ...read, outputs: { ...read.outputs, [step.config.on_time]: onTime } }
}

/** Refuses a form on which one person stands where two must. */
function onlyWithTwo({ config: { two_named: labels } }: StepTemplate, read: FilledForm): FilledForm {
  if (!labels || !read.ok) return read
  const names = labels.flatMap((label) => personsIn(read.fields[label] ?? ''))
  if (new Set(names).size >= 2) return read
  const label = labels.join('、')
  return { ok: false, label, sentence: `${label}：须写明两个不同的人，例如：张三、李四。` }
}

const personsIn = (text: string): string[] => text.split(/[\s、，,；;]+/).filter((name) => name !== '')

function readQuestions(
  step: StepTemplate,
  questions: readonly FormQuestion[],
  given: Readonly<Record<string, unknown>>,
): FilledForm {
  const outputs: Record<string, OutputValue> = {}
  const fields: Record<string, string> = {}
  const types = new Map(declaredOutputs(step).map(({ name, type }) => [`o_${name}`, type]))
  for (const question of questions) {
    const { key, label, required } = question
    const said = given[key]
    const text = typeof said === 'string' ? said.trim() : ''
    if (text === '') {
      if (required) return { ok: false, label, sentence: `请填写${label}。` }
      continue
    }
    if ([...text].length > longest)
      return { ok: false, label, sentence: `${label}不能超过${longest}字，请缩短。` }
    const type = types.get(key)
    if (type === undefined) {
      const wrong = question.entries && wrongCount(question.entries, entriesOf(text).length)
      if (wrong) return { ok: false, label, sentence: `${label}${wrong}` }
      fields[label] = question.entries ? entriesOf(text).join('\n') : text
      continue
    }
    const value = answerOf(question, type, text)
    if (value === undefined) return { ok: false, label, sentence: wrongWords[type](label) }
    outputs[key.slice(2)] = value
  }
  return { ok: true, outputs, fields }
}

const wrongCount = ({ min, max }: { min: number; max: number }, given: number): string | null =>
  given < min
    ? `至少${min}项（现有${given}项），请每行写一项。`
    : given > max
      ? `最多${max}项（现有${given}项），请合并后再提交。`
      : null

/** The entries of a list: one a line, or parted by semicolons. */
const entriesOf = (text: string): string[] =>
  text
    .split(/[\n；;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

function answerOf({ options }: FormQuestion, type: OutputType, text: string): OutputValue | undefined {
  if (options && !options.some(({ value }) => value === text)) return undefined
  if (type === 'boolean') return text === 'true'
  if (type === 'number') return /^\d{1,12}(\.\d{1,2})?$/.test(text) ? Number(text) : undefined
  if (type === 'date') return isLocalDate(text) ? text : undefined
  if (type === 'list')
    return text
      .split(/[\n、；;]+/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  return text
}

const wrongWords: Record<OutputType, (label: string) => string> = {
  boolean: (label) => `${label}：请选择是或否。`,
  string: (label) => `${label}：请从选项中选择。`,
  number: (label) => `${label}须是数字，例如 3000。`,
  date: (label) => `${label}须是日期，例如 2026-12-25。`,
  list: (label) => `${label}：请每行写一项。`,
}
