import type { LocalDate } from '../calendar/dates.ts'
import { Refusal } from '../refusals.ts'
import type { Action, ActionOf, StepRef } from './actions.ts'
import { courseObjection, object, objectionTo, outputObjection, stateNamed } from './completing.ts'
import { type Act, branchesOf, followUp, unfinish } from './consequences.ts'
import { latestDay, type Time } from './due-dates.ts'
import type { Effect } from './effects.ts'
import { passedGateOn } from './gates.ts'
import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { kindOf } from './kinds/index.ts'
import { applies, statesOf } from './reading.ts'
import { nextRound } from './repeat.ts'
import { type Draft, definitionOf } from './settle.ts'

/** One kind of action on a draft: changes it and says what follows, or refuses and changes nothing that is kept. */
export type Rule<A extends Action> = (draft: Draft, action: A, act: Act, time: Time) => Effect[]

export const complete: Rule<ActionOf<'complete'>> = (draft, action, act, { now }) => {
  const state = stateNamed(draft, action.step, action.item)
  object(objectionTo(draft, state, action, now))
  finish(state, 'done', null, act)
  state.record = action.record?.ref ?? null
  state.outputs = { ...state.outputs, ...action.outputs }
  state.fields = { ...state.fields, ...action.fields }
  state.history.push({
    ...act,
    act: 'done',
    detail: state.record,
    outputs: { ...state.outputs },
    ...(action.fields && { fields: { ...action.fields } }),
  })
  const effects = [...release(draft, act), ...followUp(draft, state, branchesOf(draft, state), act)]
  nextRound(draft, definitionOf(draft, state.id), state, act)
  return effects
}

export const waive: Rule<ActionOf<'waive'>> = (draft, action, act) => {
  const { state, step } = unfinished(draft, action)
  const reason = action.reason?.trim() || null
  if (step.required && reason === null) throw new Refusal('process/reason-missing', { label: step.label })
  finish(state, 'waived', reason, act)
  state.history.push({ ...act, act: 'waived', detail: reason })
  return release(draft, act)
}

export const assign: Rule<ActionOf<'assign'>> = (draft, action, act) => {
  const { state } = unfinished(draft, action)
  const [from, to] = [state.assignee, action.to]
  if (from === to) return []
  state.assignee = to
  state.history.push({ ...act, act: 'assigned', detail: to })
  return [{ type: 'assigned', step: state.id, item: state.item, from, to }]
}

export const extend: Rule<ActionOf<'extend'>> = (draft, action, act, { zone }) => {
  objectionToExtension(draft, action, zone)
  const { state } = unfinished(draft, action)
  state.extendedTo = action.to
  state.history.push({ ...act, act: 'extended', detail: `${action.to}　${action.reason}` })
  return []
}

/**
 * Refuses a later day that the rules do not know: of a step that is over or has no day, of a hard deadline (only the
 * superior's consent helps there), one that is not later, one after the meeting that the step prepares.
 */
export function objectionToExtension(
  instance: ProcessInstance,
  { step: id, item, to }: { step: string; item?: string | null; to: LocalDate },
  zone: string,
): void {
  const { state, step } = unfinished(instance, { step: id, ...(item == null ? {} : { item }) })
  const { label } = step
  if (step.config.hard_deadline === true) throw new Refusal('process/hard-deadline-stays', { label })
  if (!state.due || to <= state.due.date)
    throw new Refusal('process/extension-not-later', { label, due: state.due?.date ?? null })
  const latest = latestDay(instance, step, zone)
  if (latest !== null && to > latest) throw new Refusal('process/extension-after-meeting', { label, latest })
}

export const reopen: Rule<ActionOf<'reopen'>> = (draft, action, act) => {
  const state = stateNamed(draft, action.step, action.item)
  const step = definitionOf(draft, state.id)
  const { label } = step
  object(courseObjection(draft, step))
  if (!isFinished(state)) throw new Refusal('process/not-done', { label })
  const stands = state.state === 'done' && !kindOf(step).unticks ? step : passedGateOn(draft, state.id)
  if (stands) throw new Refusal('process/cannot-reopen', { label, because: stands.label })
  unfinish(state, action.reason?.trim() || null, act)
  return [{ type: 'reopened', steps: [state.id], because: state.id }]
}

export const setOutputs: Rule<ActionOf<'setOutputs'>> = (draft, action, act) => {
  const state = stateNamed(draft, action.step, action.item)
  const step = definitionOf(draft, state.id)
  object(courseObjection(draft, step) ?? outputObjection(draft, step, action.outputs))
  if (state.state === 'waived') throw new Refusal('process/already-done', { label: step.label })
  const before = state.state === 'done' ? branchesOf(draft, state) : []
  const rested = draft.steps.filter(
    (one) => one.state === 'done' && applies(draft, definitionOf(draft, one.id)),
  )
  write(state, action, act)
  const lost = rested.map((one) => definitionOf(draft, one.id)).find((one) => !applies(draft, one))
  if (lost) throw new Refusal('process/outputs-fixed', { label: step.label, because: lost.label })
  if (state.state !== 'done') return []
  const fresh = branchesOf(draft, state).filter((branch) => !before.includes(branch))
  return fresh.length > 0 ? followUp(draft, state, fresh, act) : []
}

function write(
  state: StepState,
  { outputs, fields }: Pick<ActionOf<'setOutputs'>, 'outputs' | 'fields'>,
  act: Act,
): void {
  state.outputs = { ...state.outputs, ...outputs }
  state.fields = { ...state.fields, ...fields }
  state.history.push({ ...act, act: 'outputs', detail: null, outputs: { ...outputs } })
}

/** The state that a person may still do something about. */
function unfinished(draft: ProcessInstance, { step: id, item }: StepRef) {
  const state = stateNamed(draft, id, item)
  const step = definitionOf(draft, state.id)
  const { label } = step
  if (draft.state !== 'open' && draft.state !== 'held')
    throw new Refusal('process/not-open', { state: draft.state })
  if (isFinished(state)) throw new Refusal('process/already-done', { label })
  if (state.state === 'skipped') throw new Refusal('process/step-skipped', { label })
  return { state, step }
}

function finish(state: StepState, how: 'done' | 'waived', reason: string | null, { at, by }: Act): void {
  state.state = how
  state.doneAt = at
  state.doneBy = by
  state.reason = reason
}

/** A held case goes on when the step that it is held for is finished again. */
function release(draft: Draft, act: Act): Effect[] {
  const { hold } = draft
  if (!hold || hold.target === null || !statesOf(draft, hold.target).every(isFinished)) return []
  draft.state = 'open'
  draft.hold = null
  draft.history.push({ ...act, act: 'resumed', detail: hold.target })
  return [{ type: 'resumed' }]
}
