import { isLocalDate } from '../calendar/dates.ts'
import type { ProcessInstance, StepState } from './instance.ts'
import { declaredOutputs, type OutputType, type OutputValue } from './outputs.ts'
import { definitionOf } from './settle.ts'
import { askedAhead, type FormQuestion, firstQuestions, questionsOf, sentOn } from './step-form.ts'
import type { ProcessTemplate, StepTemplate } from './template.ts'

/** What a filled form says; or the sentence that says what is wrong with it. */
export type FilledForm =
  | { ok: true; outputs: Record<string, OutputValue>; fields: Record<string, string> }
  | { ok: false; label: string; sentence: string }

/** Longest text of one answer, in characters. */
const longest = 500

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
