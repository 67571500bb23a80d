import { type Objection, objectionTo } from './completing.ts'
import { passedGateOn } from './gates.ts'
import { type Due, isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { kindOf } from './kinds/index.ts'
import { statesOf } from './reading.ts'
import { itemNamed } from './repeat.ts'
import { definitionOf } from './settle.ts'
import type { StepTemplate } from './template.ts'
import { phases, roles } from './vocabulary.ts'

/** One row of a checklist card. */
export interface ChecklistRow {
  step: string
  item: string | null
  /** The step's label; where it stands for several, with what it stands for, and of members and groups how many are done. */
  label: string
  phase: string
  phaseLabel: string
  role: string
  roleLabel: string
  kind: string
  required: boolean
  assignee: string | null
  due: Due | null
  /** Unfinished and past its due instant. */
  overdue: boolean
  /** Past a hard deadline: 已超过规定时限. */
  overdueHard: boolean
  state: StepState['state']
  doneAt: string | null
  doneBy: string | null
  reason: string | null
  /** Whether a tick completes it now, and if not, why. */
  canTick: boolean
  objection: Objection | null
  /** Whether unticking takes it back. */
  canUntick: boolean
}

/** The rows of a checklist in the template's order; steps that do not apply are left out. */
export const checklist = (instance: ProcessInstance, now: Date): ChecklistRow[] =>
  instance.steps.filter(({ state }) => state !== 'skipped').map((state) => rowOf(instance, state, now))

function rowOf(instance: ProcessInstance, state: StepState, now: Date): ChecklistRow {
  const step = definitionOf(instance, state.id)
  const objection = objectionTo(instance, state, {}, now) ?? null
  const past = !isFinished(state) && state.due !== null && state.due.at < now.toISOString()
  const { id, item, assignee, due, doneAt, doneBy, reason } = state
  return {
    step: id,
    item,
    label: labelOf(instance, step, state),
    phase: step.phase,
    phaseLabel: phases[step.phase],
    role: step.role,
    roleLabel: roles[step.role],
    kind: step.kind,
    required: step.required,
    assignee,
    due,
    overdue: past,
    overdueHard: !isFinished(state) && (state.overdueHard || (past && step.config.hard_deadline === true)),
    state: state.state,
    doneAt,
    doneBy,
    reason,
    canTick: objection === null,
    objection,
    canUntick: canUntick(instance, state),
  }
}

function labelOf(
  instance: ProcessInstance,
  { id, label }: StepTemplate,
  { item, rounds }: StepState,
): string {
  if (rounds > 0) return `${label}（每月，已办${rounds}次）`
  const title = itemNamed(instance, item)?.title
  if (title === undefined) return label
  // An agenda is short and read as a whole; of many members it is asked how far they are.
  if (instance.items.some((one) => one.id === item)) return `${label}：${title}`
  const all = statesOf(instance, id)
  return `${label}（${all.filter(isFinished).length}/${all.length}）：${title}`
}

function canUntick(instance: ProcessInstance, state: StepState): boolean {
  if (instance.state !== 'open' || !isFinished(state)) return false
  const stands = state.state === 'done' && !kindOf(definitionOf(instance, state.id)).unticks
  return !stands && passedGateOn(instance, state.id) === undefined
}

/** How many of the steps that apply are finished. */
export function progress({ steps }: ProcessInstance): { done: number; total: number } {
  const shown = steps.filter(({ state }) => state !== 'skipped')
  return { done: shown.filter(isFinished).length, total: shown.length }
}

/** What is still to be done, earliest due first, steps without a date last; nothing once the case is over. */
export function openSteps(instance: ProcessInstance, now: Date): ChecklistRow[] {
  if (instance.state !== 'open' && instance.state !== 'held') return []
  const when = ({ due }: ChecklistRow) => due?.at ?? '9999'
  return checklist(instance, now)
    .filter(({ state }) => state === 'open' || state === 'waiting')
    .sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : 0))
}
