import { holds, parseCondition } from './condition.ts'
import type { Effect } from './effects.ts'
import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { closureOf } from './order.ts'
import { lookupIn } from './reading.ts'
import { type Draft, definitionOf } from './settle.ts'
import type { OnFail } from './template.ts'

/** Who does something, and when, as it stands in the histories. */
export interface Act {
  at: string
  by: string | null
}

/** The failure branches of a step that hold with the values it has now. */
export const branchesOf = (instance: ProcessInstance, state: StepState): OnFail[] =>
  definitionOf(instance, state.id).on_fail.filter(({ when }) =>
    holds(parseCondition(when), lookupIn(instance, state)),
  )

/** What follows when a step finishes: the template's failure branches, then the process it starts. */
export function followUp(draft: Draft, state: StepState, branches: readonly OnFail[], act: Act): Effect[] {
  const { starts } = definitionOf(draft, state.id).config
  const started: Effect[] = starts
    ? [{ type: 'start-process', target: starts, step: state.id, item: state.item, note: null }]
    : []
  return [...started, ...branches.flatMap((branch) => consequences[branch.action](draft, state, branch, act))]
}

type Consequence = (draft: Draft, state: StepState, branch: OnFail, act: Act) => Effect[]

const consequences: Record<OnFail['action'], Consequence> = {
  goto: (draft, state, { target, note }, act) => redo(draft, state, target ?? state.id, note ?? null, act),
  hold: (draft, state, { target, note }, act) => {
    const again = target ? redo(draft, state, target, note ?? null, act) : []
    draft.state = 'held'
    draft.hold = { step: state.id, target: target ?? null, note: note ?? null }
    draft.history.push({ ...act, act: 'held', detail: note ?? null })
    return [...again, { type: 'held', step: state.id, target: target ?? null, note: note ?? null }]
  },
  start: (_draft, state, { target, note }) => [
    { type: 'start-process', target: target ?? '', step: state.id, item: state.item, note: note ?? null },
  ],
  record: (_draft, state, { note }) => [{ type: 'recorded', step: state.id, note: note ?? null }],
  close: (draft, state, { note }, act) => end(draft, note ?? definitionOf(draft, state.id).label, act),
}

/** Ends the case before its last step: `settle` then skips everything but the archive. */
export function end(draft: Draft, reason: string, act: Act): Effect[] {
  draft.reason = reason
  draft.state = 'open'
  draft.hold = null
  draft.history.push({ ...act, act: 'closed', detail: reason })
  return [{ type: 'closed', reason }]
}

/** Reopens a step and everything that rests on it, with the failing step itself; the histories keep what was there. */
export function redo(
  draft: Draft,
  failing: StepState,
  target: string,
  note: string | null,
  act: Act,
): Effect[] {
  const ids = closureOf(draft.template, target, 'before').add(failing.id)
  const again = draft.steps.filter((state) => ids.has(state.id) && isFinished(state))
  for (const state of again) {
    unfinish(state, note ?? failing.id, act)
    state.outputs = {}
    state.redoneFrom = act.at
  }
  return [{ type: 'reopened', steps: [...new Set(again.map(({ id }) => id))], because: failing.id }]
}

/** Takes a finished step back. Its outputs stay as a draft for the next time. */
export function unfinish(state: StepState, detail: string | null, act: Act): void {
  state.history.push({ ...act, act: 'reopened', detail, outputs: { ...state.outputs } })
  state.state = 'waiting'
  state.doneAt = null
  state.doneBy = null
  state.reason = null
  state.record = null
  state.rounds = 0
}
