import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Action } from './actions.ts'
import { cancel, close, pause, reschedule, restart, resume, setItems, unschedule } from './case-actions.ts'
import type { Act } from './consequences.ts'
import type { Time } from './due-dates.ts'
import type { Effect } from './effects.ts'
import { isFinished, type ProcessInstance } from './instance.ts'
import { type Draft, definitionOf, draftOf, openPhases, phaseNews, settle } from './settle.ts'
import { assign, complete, extend, type Rule, reopen, setOutputs, waive } from './step-actions.ts'

/** What an act gives back: the new state, and what it leads to elsewhere. */
export interface Acted {
  instance: ProcessInstance
  effects: Effect[]
}

const rules = {
  complete,
  reopen,
  waive,
  assign,
  extend,
  setOutputs,
  setItems,
  reschedule,
  unschedule,
  pause,
  resume,
  restart,
  close,
  cancel,
}

/**
 * Does one thing to a case. Pure: the given instance is not touched. `actorId` is null for the system. Refuses with a
 * `process/…` Refusal, and then nothing has changed; entitlement is asked elsewhere.
 */
export function act(
  instance: ProcessInstance,
  action: Action,
  actorId: string | null,
  now: Date,
  calendar: WorkingCalendar,
  zone: string,
): Acted {
  const draft = draftOf(instance)
  const time: Time = { now, calendar, zone }
  const done: Act = { at: now.toISOString(), by: actorId }
  const before = openPhases(instance)
  // The table is keyed by the action's own type, which the compiler cannot follow through the index.
  const rule = rules[action.type] as Rule<Action>
  const effects = rule(draft, action, done, time)
  if (draft.state === 'cancelled') return { instance: draft, effects }
  const moved = settle(
    draft,
    time,
    action.type === 'reschedule' || action.type === 'unschedule' ? 'rescheduled' : 'dependency',
  )
  const ended = finishCase(draft)
  return { instance: draft, effects: [...effects, ...moved, ...phaseNews(before, draft), ...ended] }
}

/** A case is over when nothing is open, or when its file is closed and only optional steps are left. */
export function finishCase(draft: Draft): Effect[] {
  if (draft.state !== 'open') return []
  const left = draft.steps.filter(({ state }) => state === 'open' || state === 'waiting')
  const archives = draft.steps.filter(({ id }) => definitionOf(draft, id).kind === 'archive')
  const filed = archives.length > 0 && archives.every(isFinished)
  const optional = left.every(({ id }) => !definitionOf(draft, id).required)
  if (left.length > 0 && !(filed && optional)) return []
  for (const state of left) state.state = 'skipped'
  draft.state = 'closed'
  return draft.reason === null ? [{ type: 'completed' }] : []
}
