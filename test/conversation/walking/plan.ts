import { type Way, waysOf } from '../../../scripts/ways.ts'
import { namedValues } from '../../../src/domain/process/answers.ts'
import { type ConditionValue, holds, parseCondition } from '../../../src/domain/process/condition.ts'
import type { ProcessTemplate } from '../../../src/domain/process/index.ts'
import { declaredOutputs } from '../../../src/domain/process/outputs.ts'
import { makersOf } from '../../../src/domain/process/template-parts.ts'

/** How a walk goes: what is answered where, first to last; afterwards, and elsewhere, what leads on. */
export interface Plan {
  /** Whether the branch is one with a committee, groups and a union. */
  scene: 'full' | 'bare'
  /** Whether every means that a card offers is used, or the shortest. */
  thorough: boolean
  answers: Map<string, ConditionValue[]>
  /** Outputs that nobody gives: their steps are left out with a reason (免办). */
  waived: ReadonlySet<string>
}

/** The walk that fails nowhere. */
export const happyPlan = (): Plan => ({
  scene: 'full',
  thorough: true,
  answers: new Map(),
  waived: new Set(),
})

/** The next answer of a plan to an output; it is used up. */
export function answer(plan: Plan, template: ProcessTemplate, name: string): ConditionValue {
  return plan.answers.get(name)?.shift() ?? smooth(template, name)
}

/** What is to be answered next, if the plan says so; it stays. */
export const wanted = (plan: Plan, name: string): ConditionValue | undefined => plan.answers.get(name)?.[0]

const candidates = (template: ProcessTemplate, name: string): ConditionValue[] => {
  if (name.startsWith('org.')) return [true, false]
  const types = makersOf(template, name).flatMap((step) =>
    declaredOutputs(step).flatMap((one) => (one.name === name ? [one.type] : [])),
  )
  if (types.includes('boolean')) return [true, false]
  const agreed: Readonly<Record<string, string>> = { vote_result: 'passed', ruling: 'approved' }
  return agreed[name] === undefined ? namedValues(template, name) : [agreed[name]]
}

/** The first value that no failure branch of the process reads as a failure. */
export function smooth(template: ProcessTemplate, name: string): ConditionValue {
  const fails = (value: ConditionValue) =>
    template.steps.some(({ on_fail }) =>
      on_fail.some(({ when }) => holds(parseCondition(when), (one) => (one === name ? [value] : []))),
    )
  const all = candidates(template, name)
  return all.find((value) => !fails(value)) ?? all[0] ?? true
}

/** What must be answered for a reason to be so, with what must be so before it can be answered at all. */
function answersFor(template: ProcessTemplate, way: Way, deep = 0): Map<string, ConditionValue> {
  const found = new Map<string, ConditionValue>()
  const take = (name: string, value: ConditionValue) => {
    if (!found.has(name)) found.set(name, value)
  }
  const sorted = [...way.reason].sort((a, b) => Number(b.holds) - Number(a.holds))
  for (const { comparison, holds: so } of sorted) {
    const { left, op, right } = comparison
    if (!('name' in left) || !('value' in right)) continue
    const same = (op === '==') === so
    const all = [...candidates(template, left.name), ...namedValues(template, left.name), 'rejected']
    const other = () => all.find((value) => value !== right.value) ?? true
    take(left.name, same ? right.value : other())
  }
  if (deep > 4) return found
  for (const name of [...found.keys()].concat(way.step))
    for (const maker of [...makersOf(template, name), ...template.steps.filter(({ id }) => id === name)])
      for (const before of waysOf(template)
        .filter((one) => one.step === maker.id && one.kind === 'condition' && one.holds)
        .slice(0, 1))
        if (way.kind !== 'condition' || before.step !== way.step)
          for (const [one, value] of answersFor(template, before, deep + 1)) take(one, value)
  return found
}

/** A walk that goes one way. */
export const planFor = (template: ProcessTemplate, way: Way): Plan => ({
  ...planOf([answersFor(template, way)]),
  waived: new Set([
    ...(way.kind === 'condition' && !way.holds ? neverKept(template, way) : []),
    ...(wantsNoQuorum(way) ? ['quorum_met'] : []),
  ]),
})

/** A vote is short of its quorum where nobody counted who is there before it: those who signed in are present. */
const wantsNoQuorum = ({ holds: taken, reason }: Way): boolean =>
  taken &&
  reason.some(({ comparison: { right }, holds: so }) => so && 'value' in right && right.value === 'no_quorum')

/** Outputs that a way wants otherwise although their step then goes back: they are missing where the step was left out. */
const neverKept = (template: ProcessTemplate, { reason }: Way): string[] =>
  reason.flatMap(({ comparison: { left }, holds: so }) =>
    !so && 'name' in left && makersOf(template, left.name).some(({ on_fail }) => on_fail.some(backwards))
      ? [left.name]
      : [],
  )

const backwards = ({ action }: { action: string }): boolean => action === 'goto' || action === 'hold'

/**
 * Few walks that go all of the ways: those that fit together in one, those that end their case or contradict others in walks
 * of their own. A step that fails is asked again, so that it can fail in several ways one after the other.
 */
export function plansFor(template: ProcessTemplate, ways: readonly Way[]): Plan[] {
  const groups: Map<string, ConditionValue>[][] = []
  const goesBack = (way: Way) => {
    const branch = branchOf(template, way)
    return branch !== undefined && backwards(branch)
  }
  for (const way of [...ways].sort((a, b) => Number(goesBack(b)) - Number(goesBack(a)))) {
    const own = answersFor(template, way)
    const fits = (one: Map<string, ConditionValue>) =>
      [...own].every(([name, value]) => {
        const other = one.get(name)
        return other === undefined || other === value || isAskedAgain(template, name)
      })
    const group = endsCase(template, way) ? undefined : groups.find((all) => all.every(fits))
    if (group) group.push(own)
    else groups.push([own])
  }
  return groups.map((group) => planOf(group))
}

/** Whether an output is asked more than once in a walk: for each agenda item, or after a failure. */
const isAskedAgain = (template: ProcessTemplate, name: string): boolean =>
  makersOf(template, name).some(
    ({ config, on_fail }) => config.repeat === 'per_item' || on_fail.some(backwards),
  )

function planOf(all: readonly Map<string, ConditionValue>[]): Plan {
  const answers = new Map<string, ConditionValue[]>()
  let bare = false
  for (const one of all)
    for (const [name, value] of one)
      if (name.startsWith('org.')) bare ||= value === false
      else answers.set(name, [...new Set([...(answers.get(name) ?? []), value])])
  return { scene: bare ? 'bare' : 'full', thorough: false, answers, waived: new Set() }
}

/** What a way that is a failure branch does, where it is taken. */
const branchOf = ({ steps }: ProcessTemplate, { step, branch, holds: taken }: Way) =>
  taken ? steps.find(({ id }) => id === step)?.on_fail[branch ?? -1] : undefined

/** Whether a way ends the case, so that nothing else can fail after it. */
const endsCase = (template: ProcessTemplate, way: Way): boolean => branchOf(template, way)?.action === 'close'
