import { isFinished, type ProcessInstance, type StepState } from './instance.ts'
import { closureOf, laterPhase } from './order.ts'
import { declaredOutputs } from './outputs.ts'
import { settled, statesOf } from './reading.ts'
import type { StepTemplate } from './template.ts'
import type { gateLabels } from './vocabulary.ts'

interface Gate {
  /** later = all later phases; ballots = ballot steps from its phase on; meeting = its own phase and all later ones. */
  blocks: 'later' | 'ballots' | 'meeting'
  /**
   * When a finished step does not open its gate. `false` = one of its boolean outputs is false; `unanswered` = the same,
   * unless the template says itself what then happens (`on_fail`); `never` = being finished is enough, whatever it says.
   */
  refusedBy: 'false' | 'unanswered' | 'never'
}

/** A vote is met when it is counted, whatever its result; presence and decisions must be what the gate asks for. */
const gates: Record<keyof typeof gateLabels, Gate> = {
  vote: { blocks: 'later', refusedBy: 'never' },
  approval: { blocks: 'later', refusedBy: 'unanswered' },
  notice: { blocks: 'later', refusedBy: 'never' },
  report: { blocks: 'later', refusedBy: 'never' },
  quorum: { blocks: 'ballots', refusedBy: 'false' },
  attendance: { blocks: 'meeting', refusedBy: 'false' },
  decision: { blocks: 'later', refusedBy: 'never' },
  hearing: { blocks: 'later', refusedBy: 'never' },
  delivery: { blocks: 'later', refusedBy: 'never' },
  tasks_closed: { blocks: 'later', refusedBy: 'never' },
}

type Blocked = (instance: ProcessInstance, keeper: StepTemplate, step: StepTemplate) => boolean
const blocked: Record<Gate['blocks'], Blocked> = {
  later: ({ template }, keeper, step) => laterPhase(template, step.phase, keeper.phase),
  ballots: (instance, keeper, step) => step.kind === 'ballot' && blocked.meeting(instance, keeper, step),
  // What leads up to the meeting is never held by it.
  meeting: ({ template }, keeper, step) =>
    !laterPhase(template, keeper.phase, step.phase) && !closureOf(template, keeper.id, 'after').has(step.id),
}

const refused = (gate: Gate, keeper: StepTemplate, { state, outputs }: StepState): boolean => {
  if (state !== 'done' || gate.refusedBy === 'never') return false
  if (gate.refusedBy === 'unanswered' && keeper.on_fail.length > 0) return false
  return declaredOutputs(keeper).some(({ name, type }) => type === 'boolean' && outputs[name] === false)
}

/** The step whose closed gate keeps `step` from being done, if any. A waived or skipped keeper holds nobody. */
export function closedGateFor(instance: ProcessInstance, step: StepTemplate): StepTemplate | undefined {
  return instance.template.steps.find((keeper) => {
    if (keeper.gate === null || keeper.id === step.id) return false
    const gate = gates[keeper.gate]
    if (!blocked[gate.blocks](instance, keeper, step)) return false
    if (!settled(instance, keeper)) return true
    // The file of a matter that was refused is still closed and kept.
    return (
      step.kind !== 'archive' && statesOf(instance, keeper.id).some((state) => refused(gate, keeper, state))
    )
  })
}

/** Whether a phase can be worked in: some step of it is not held by a gate. */
export const phaseOpen = (instance: ProcessInstance, phase: string): boolean =>
  instance.template.steps.some((step) => step.phase === phase && !closedGateFor(instance, step))

/** A later phase whose gate has been passed on the strength of a step: the gate's step, done and resting on `id`. */
export const passedGateOn = (instance: ProcessInstance, id: string): StepTemplate | undefined => {
  const resting = closureOf(instance.template, id, 'before')
  return instance.template.steps.find(
    (step) =>
      step.id !== id &&
      resting.has(step.id) &&
      (step.gate !== null || step.kind === 'ballot') &&
      statesOf(instance, step.id).some((state) => isFinished(state) && state.state === 'done'),
  )
}
