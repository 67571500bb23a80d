import { planStep, type Time } from './due-dates.ts'
import type { DueReason, Effect } from './effects.ts'
import { closedGateFor, phaseOpen } from './gates.ts'
import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { applies, settled } from './reading.ts'
import { endRounds } from './repeat.ts'
import type { StepTemplate } from './template.ts'
import { stepNamed } from './template-parts.ts'
import { phases } from './vocabulary.ts'

/** An instance that the engine may write to: a private copy, given back when the act is over. */
export interface Draft extends ProcessInstance {}

/** A copy that can be changed without touching the original. The template is shared: nobody writes to it. */
export const draftOf = ({ template, ...rest }: ProcessInstance): Draft => ({
  ...structuredClone(rest),
  template,
})

/** Phases that can be worked in; compared before and after an act. */
export const openPhases = (instance: ProcessInstance): Set<string> =>
  new Set(instance.template.phases.filter((phase) => phaseOpen(instance, phase)))

/** The step's definition; a state without one cannot come out of the engine. */
export function definitionOf(instance: ProcessInstance, id: string): StepTemplate {
  const step = stepNamed(instance.template, id)
  if (!step) throw new Error(`no step ${id} in ${instance.templateId}`)
  return step
}

/** The steps that a step still waits for. */
export const missingFor = (instance: ProcessInstance, step: StepTemplate): StepTemplate[] =>
  step.after.map((id) => definitionOf(instance, id)).filter((earlier) => !settled(instance, earlier))

/**
 * Brings every unfinished step into line with the facts: skipped or not, waiting or open, due when. Finished steps are
 * never touched. Says what changed.
 */
export function settle(draft: Draft, time: Time, why: DueReason): Effect[] {
  for (const step of draft.template.steps) endRounds(draft, step)
  const unfinished = draft.steps.filter((state) => !isFinished(state))
  const opened = new Set(unfinished.filter(({ state }) => state === 'open'))
  for (const state of unfinished) state.state = appliesStill(draft, state) ? 'waiting' : 'skipped'
  for (const state of unfinished) {
    if (state.state === 'skipped') continue
    const step = definitionOf(draft, state.id)
    const held = missingFor(draft, step).length > 0 || closedGateFor(draft, step) !== undefined
    state.state = held ? 'waiting' : 'open'
  }
  const moved = unfinished.flatMap((state) => replan(draft, state, time, why))
  const news = unfinished.filter((state) => state.state === 'open' && !opened.has(state))
  return [...moved, ...news.map(({ id, item }): Effect => ({ type: 'step-opened', step: id, item }))]
}

/** A case that was ended early keeps its archive step alone. */
function appliesStill(draft: Draft, state: StepState): boolean {
  const step = definitionOf(draft, state.id)
  if (draft.reason !== null && step.kind !== 'archive') return false
  return applies(draft, step)
}

function replan(draft: Draft, state: StepState, time: Time, why: DueReason): Effect[] {
  const before = state.due
  const { due, overdueHard } = planStep(draft, definitionOf(draft, state.id), state, time)
  state.due = due
  state.overdueHard = overdueHard
  if (before?.at === due?.at || state.state === 'skipped') return []
  const [from, to] = [before?.date ?? null, due?.date ?? null]
  state.history.push({
    at: time.now.toISOString(),
    by: null,
    act: 'due',
    detail: `${from ?? ''}→${to ?? ''}`,
  })
  return [{ type: 'due-changed', step: state.id, item: state.item, from, to, why }]
}

/** Phases that have become workable. */
export const phaseNews = (before: ReadonlySet<string>, instance: ProcessInstance): Effect[] =>
  instance.template.phases
    .filter((phase) => !before.has(phase) && phaseOpen(instance, phase))
    .map((phase) => ({ type: 'phase-opened', phase, label: phases[phase] }))
