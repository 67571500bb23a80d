import { parseDueRule } from '../calendar/due.ts'
import { type Condition, ConditionFault, namesIn, parseCondition } from './condition.ts'
import { stepKinds } from './kinds/index.ts'
import { closureOf, laterPhase } from './order.ts'
import { declaredOutputs, parseOutput } from './outputs.ts'
import { parseRepeat } from './repeat.ts'
import type { ProcessTemplate, StepTemplate } from './template.ts'
import { makersOf, provides, stepNamed } from './template-parts.ts'
import { orgFacts } from './vocabulary.ts'

/** Something in a template that does not fit, where it stands, as a Chinese sentence. */
export interface TemplateFault {
  path: (string | number)[]
  message: string
}
type Finding = [path: (string | number)[], message: string]

/** Every way in which the parts of a template contradict each other. An empty list = it can be run. */
export function templateFaults(template: ProcessTemplate): TemplateFault[] {
  const findings = template.steps.flatMap((step, index) =>
    stepChecks
      .flatMap((check) => check(step, template))
      .map(([path, message]): Finding => [['steps', index, ...path], message]),
  )
  return [...twice(template), ...findings].map(([path, message]) => ({ path, message }))
}

type StepCheck = (step: StepTemplate, template: ProcessTemplate) => Finding[]

function twice({ steps, phases }: ProcessTemplate): Finding[] {
  const again = (ids: readonly string[], id: string, index: number) => ids.indexOf(id) !== index
  const ids = steps.map(({ id }) => id)
  return [
    ...ids.flatMap((id, i): Finding[] =>
      again(ids, id, i) ? [[['steps', i, 'id'], `步骤“${id}”重复`]] : [],
    ),
    ...phases.flatMap((id, i): Finding[] =>
      again(phases, id, i) ? [[['phases', i], `阶段“${id}”重复`]] : [],
    ),
  ]
}

const phaseCheck: StepCheck = ({ phase }, { phases }) =>
  phases.includes(phase) ? [] : [[['phase'], `阶段“${phase}”不在本流程的阶段之中`]]

const afterCheck: StepCheck = (step, template) =>
  step.after.flatMap((id, index): Finding[] => {
    const earlier = stepNamed(template, id)
    if (!earlier) return [[['after', index], `前置步骤“${id}”不存在`]]
    if (closureOf(template, id, 'after').has(step.id))
      return [[['after', index], `步骤“${step.id}”与“${id}”互为前置`]]
    if (laterPhase(template, earlier.phase, step.phase))
      return [[['after', index], `前置步骤“${id}”属于后面的阶段`]]
    return []
  })

const dueCheck: StepCheck = ({ id, due }, template) => {
  const rule = parseDueRule(due)
  if (!rule) return [[['due'], `时限“${due}”无法识别，应写成 T-5d、S+3wd、@步骤+10wd 等`]]
  if (!('step' in rule.anchor)) return []
  const source = stepNamed(template, rule.anchor.step)
  if (!source) return [[['due'], `时限所依的步骤“${rule.anchor.step}”不存在`]]
  if (source.id === id) return [[['due'], '时限不能依本步骤自身']]
  if (rule.anchor.kind !== 'field') return []
  const { field } = rule.anchor
  const dated = declaredOutputs(source).some(({ name, type }) => name === field && type === 'date')
  return dated ? [] : [[['due'], `步骤“${source.id}”没有日期产出“${field}”`]]
}

const outputCheck: StepCheck = ({ outputs }) =>
  outputs.flatMap((text, index): Finding[] =>
    parseOutput(text)
      ? []
      : [[['outputs', index], `产出“${text}”应写成 名称:类型（boolean、number、string、date、list）`]],
  )

const conditionCheck: StepCheck = (step, template) => {
  if (step.condition === null) return []
  const read = readCondition(step.condition, ['condition'], template)
  if (!read.condition) return read.findings
  const late = namesIn(read.condition).filter((name) => {
    const makers = makersOf(template, name)
    return makers.length > 0 && makers.every((maker) => comesAfter(template, maker, step))
  })
  return [
    ...read.findings,
    ...late.map((name): Finding => [['condition'], `条件所读的“${name}”要到本步骤之后才有`]),
  ]
}

const onFailCheck: StepCheck = (step, template) =>
  step.on_fail.flatMap(({ when, action, target }, index): Finding[] => {
    const at = ['on_fail', index]
    const { findings } = readCondition(when, [...at, 'when'], template)
    if ((action === 'goto' || action === 'start') && !target)
      return [...findings, [[...at, 'target'], `“${action}”须写明 target`]]
    if ((action === 'goto' || action === 'hold') && target && !stepNamed(template, target))
      return [...findings, [[...at, 'target'], `步骤“${target}”不存在`]]
    return findings
  })

const repeatCheck: StepCheck = ({ id, config }, template) => {
  if (config.repeat === undefined) return []
  const repeat = parseRepeat(config.repeat)
  const path = ['config', 'repeat']
  if (!repeat)
    return [
      [
        path,
        `重复“${config.repeat}”应写成 per_item、per_member、per_group、per_committee_member 或 monthly until 步骤编号`,
      ],
    ]
  if (!('until' in repeat)) return []
  if (!stepNamed(template, repeat.until)) return [[path, `重复所至的步骤“${repeat.until}”不存在`]]
  return repeat.until === id ? [[path, '重复不能至本步骤自身']] : []
}

const docsCheck: StepCheck = ({ config }, template) =>
  (config.required_docs ?? []).flatMap((doc, index): Finding[] =>
    template.steps.some((step) => provides(step, doc))
      ? []
      : [[['config', 'required_docs', index], `没有步骤产生归档材料“${doc}”`]],
  )

/** Settings that name fields of the step's own form. */
const fieldCheck: StepCheck = ({ config, kind }) => {
  const asked = [...(config.fields ?? []), ...(stepKinds.get(kind)?.asks ?? []).map(({ label }) => label)]
  const tasks = Array.isArray(config.assigns_tasks) ? config.assigns_tasks : []
  const named = { must: config.must ?? [], assigns_tasks: tasks, prefill: Object.keys(config.prefill ?? {}) }
  return Object.entries(named).flatMap(([setting, labels]) =>
    labels
      .filter((label) => !asked.includes(label))
      .map((label): Finding => [['config', setting], `表单没有栏目“${label}”`]),
  )
}

/** Outputs that settings name must be made by some step. */
const namedOutputsCheck: StepCheck = ({ config: { persons, starts_for: each } }, template) => {
  const named = [
    { path: ['persons', 'list'], name: persons?.list },
    { path: ['persons', 'seats'], name: persons?.seats },
    { path: ['starts_for', 'each'], name: each?.each },
  ]
  return named.flatMap(({ path, name }): Finding[] =>
    name === undefined || makersOf(template, name).length > 0
      ? []
      : [[['config', ...path], `“${name}”没有步骤产出`]],
  )
}

const hearsCheck: StepCheck = ({ config: { hears_subject: hears } }, template) => {
  const step = hears && stepNamed(template, hears.step)
  if (!hears || step?.config.fields?.includes(hears.field)) return []
  return [[['config', 'hears_subject'], `步骤“${hears.step}”没有“${hears.field}”这一项`]]
}

const stepChecks: readonly StepCheck[] = [
  phaseCheck,
  afterCheck,
  dueCheck,
  outputCheck,
  conditionCheck,
  onFailCheck,
  repeatCheck,
  docsCheck,
  fieldCheck,
  namedOutputsCheck,
  hearsCheck,
]

const comesAfter = (template: ProcessTemplate, maker: StepTemplate, step: StepTemplate): boolean =>
  maker.id === step.id ||
  laterPhase(template, maker.phase, step.phase) ||
  closureOf(template, maker.id, 'after').has(step.id)

function readCondition(
  text: string,
  path: (string | number)[],
  template: ProcessTemplate,
): { condition?: Condition; findings: Finding[] } {
  try {
    const condition = parseCondition(text)
    const unknown = namesIn(condition).filter((name) =>
      name.startsWith('org.')
        ? !(orgFacts as readonly string[]).includes(name.slice(4))
        : makersOf(template, name).length === 0,
    )
    return { condition, findings: unknown.map((name) => [path, `条件中的“${name}”没有步骤产出`]) }
  } catch (fault) {
    if (!(fault instanceof ConditionFault)) throw fault
    return { findings: [[path, fault.message]] }
  }
}
