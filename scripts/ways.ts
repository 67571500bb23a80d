/**
 * Every way through the processes that tests walk, taken from the templates: each step done, each failure branch taken and
 * not taken, each condition met and not met. What is walked in test/conversation/walking/ and what docs/coverage.md says
 * are both made from this list.
 */
import { type Condition, parseCondition } from '../src/domain/process/condition.ts'
import type { OnFail, ProcessTemplate, StepTemplate } from '../src/domain/process/template.ts'

/** A comparison that a condition is made of. */
export type Comparison = Extract<Condition, { op: '==' | '!=' }>

/** What makes a condition hold or fail: each comparison that matters, and whether it holds. */
export type Reason = readonly { comparison: Comparison; holds: boolean }[]

/** One way that a walk has to go. */
export interface Way {
  /** Unlike that of every other way. */
  key: string
  process: string
  step: string
  /** done = the step is done; branch = what follows when it is; condition = whether it applies. */
  kind: 'done' | 'branch' | 'condition'
  /** Which failure branch of the step. */
  branch: number | null
  /** Whether the branch is taken, or the step applies. */
  holds: boolean
  reason: Reason
  words: string
}

/**
 * The reasons for which a condition holds, or fails, one at a time: of `a || b` each side alone, of `a && b` both; and the
 * other way round for its failing.
 */
export function reasonsOf(condition: Condition, holds: boolean): Reason[] {
  if ('all' in condition) {
    const one = (condition.op === 'or') === holds
    const parts = condition.all.map((part) => ({
      this: reasonsOf(part, holds),
      other: reasonsOf(part, !holds)[0] ?? [],
    }))
    if (one) {
      return parts.flatMap((part) =>
        part.this.map((reason) => [
          ...reason,
          ...parts.filter((other) => other !== part).flatMap((other) => other.other),
        ]),
      )
    }
    return [parts.flatMap((part) => part.this[0] ?? [])]
  }
  return condition.op === 'constant' ? [] : [[{ comparison: condition, holds }]]
}

const operand = (side: Comparison['left']): string => ('name' in side ? side.name : String(side.value))
const comparisonWords = ({ comparison: { left, op, right }, holds }: Reason[number]): string =>
  `${operand(left)} ${(op === '==') === holds ? '=' : '≠'} ${operand(right)}`
const reasonWords = (reason: Reason): string => reason.map(comparisonWords).join(', ')

const followWords = ({ action, target }: OnFail): string => [action, target ?? ''].join(' ').trim()

function waysOfStep(process: string, step: StepTemplate): Way[] {
  const make = (
    kind: Way['kind'],
    holds: boolean,
    reason: Reason,
    words: string,
    branch: number | null = null,
  ): Way => ({
    key: [process, step.id, kind, branch, holds, reasonWords(reason)].join('|'),
    process,
    step: step.id,
    kind,
    branch,
    holds,
    reason,
    words,
  })
  const both = (text: string, say: (holds: boolean, reason: Reason) => Way): Way[] =>
    [true, false].flatMap((holds) =>
      reasonsOf(parseCondition(text), holds).map((reason) => say(holds, reason)),
    )
  return [
    make('done', true, [], `${step.id} is done`),
    ...(step.condition === null
      ? []
      : both(step.condition, (holds, reason) =>
          make(
            'condition',
            holds,
            reason,
            `${step.id} ${holds ? 'applies' : 'is left out'}: ${reasonWords(reason)}`,
          ),
        )),
    ...step.on_fail.flatMap((branch, index) =>
      both(branch.when, (holds, reason) =>
        make(
          'branch',
          holds,
          reason,
          `${step.id}: ${reasonWords(reason)} → ${holds ? followWords(branch) : 'goes on'}`,
          index,
        ),
      ),
    ),
  ]
}

/** All ways of a process, in the order of its steps. */
export const waysOf = ({ id, steps }: ProcessTemplate): Way[] => steps.flatMap((step) => waysOfStep(id, step))

/** The files of test/conversation/walking/ among which the processes are divided, so that they run side by side. */
export const parts = ['meetings', 'party', 'union', 'staff'] as const
export type Part = (typeof parts)[number]

/** In which file a process is walked. */
export function partOf({ number, category, visibility, owner }: ProcessTemplate): Part {
  if (number === 'D') return 'meetings'
  if (visibility === 'restricted' || category === 'reward_penalty') return 'staff'
  return owner.startsWith('union') || category === 'union' ? 'union' : 'party'
}
