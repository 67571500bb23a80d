import { type Way, waysOf } from '../../../scripts/ways.ts'
import { holds, parseCondition } from '../../../src/domain/process/condition.ts'
import type { ProcessInstance, StepState, StepTemplate } from '../../../src/domain/process/index.ts'
import { lookupIn, settled, statesOf } from '../../../src/domain/process/reading.ts'
import { makersOf, stepNamed } from '../../../src/domain/process/template-parts.ts'

/** A case as it stood before an act and after it, with the processes that it has led to since it began. */
export interface Moment {
  before: ProcessInstance
  after: ProcessInstance
  followers: readonly { step: string; process: string }[]
}

/** The steps that were completed by an act, each with the values that it was completed with. */
function completions({ before, after }: Moment): StepState[] {
  return after.steps.flatMap((state) => {
    const old = before.steps.find((one) => one.id === state.id && one.item === state.item)
    return state.history
      .slice(old?.history.length ?? 0)
      .filter(({ act }) => act === 'done')
      .map(({ outputs = {} }) => ({ ...state, state: 'done' as const, outputs }))
  })
}

const withState = (instance: ProcessInstance, done: StepState): ProcessInstance => ({
  ...instance,
  steps: instance.steps.map((one) => (one.id === done.id && one.item === done.item ? done : one)),
})

/**
 * The ways that an act went, as the stored case shows them. Throws where a failure branch held and what the template says of
 * it did not happen: that is what the walks are for.
 */
export function waysGone(moment: Moment): Way[] {
  const all = waysOf(moment.after.template)
  let now = moment.before
  return completions(moment).flatMap((done) => {
    now = withState(now, done)
    const lookup = lookupIn(now, done)
    const isSo = ({ reason }: Way) =>
      reason.every(({ comparison, holds: so }) => holds(comparison, lookup) === so)
    return all.filter((way) => {
      if (way.kind === 'condition') return isSo(way) && conditionIs(way, now, done, moment)
      if (way.step !== done.id) return false
      if (way.kind === 'done') return true
      const branch = stepNamed(now.template, way.step)?.on_fail[way.branch ?? -1]
      if (!branch || !isSo(way)) return false
      if (way.holds !== holds(parseCondition(branch.when), lookup)) return false
      if (way.holds) followed(way, done, moment)
      return true
    })
  })
}

/** A step that applies is done; one that does not is decided by what was just done, and cannot be done. */
function conditionIs(way: Way, now: ProcessInstance, done: StepState, { after }: Moment): boolean {
  const step = stepNamed(now.template, way.step)
  if (!step?.condition || holds(parseCondition(step.condition), lookupIn(now)) !== way.holds) return false
  if (way.holds) return step.id === done.id
  const makers = way.reason
    .flatMap(({ comparison: { left, right } }) => [left, right])
    .flatMap((side) => ('name' in side ? makersOf(now.template, side.name) : []))
  if (!makers.every((maker: StepTemplate) => settled(now, maker))) return false
  return statesOf(after, step.id).every(({ state }) => state === 'skipped' || state === 'waiting')
}

/** What a failure branch says has happened. */
function followed({ step, branch: index }: Way, done: StepState, { after, followers }: Moment): void {
  const branch = stepNamed(after.template, step)?.on_fail[index ?? -1]
  const fail = (what: string): never => {
    throw new Error(`${after.templateId}.${step}: ${branch?.when} held, but ${what}`)
  }
  if (!branch) return
  const again = branch.target ?? step
  const reopened = () =>
    after.steps.some(({ id, history }) => id === again && history.some(({ act }) => act === 'reopened'))
  if (branch.action === 'goto' && !reopened()) fail(`${again} was not opened again`)
  if (branch.action === 'hold') {
    if (after.state !== 'held') fail('the case is not held')
    if (branch.target && !reopened()) fail(`${again} was not opened again`)
  }
  if (branch.action === 'close' && after.reason === null) fail('the case goes on')
  if (
    branch.action === 'start' &&
    !followers.some((one) => one.step === done.id && one.process === branch.target)
  )
    fail(`${branch.target} was not started or proposed`)
  if (branch.action === 'record' && after.state !== 'open') fail('the case did not go on')
}
