import type { CaseContext } from '../cases/case-context.ts'
import type { AboutResolution, ProcessCase, Resolution, Unit } from '../ports/index.ts'
import { type Action, type Effect, isFinished, type StepTemplate, stepNamed } from '../process/index.ts'

/** The field of a case's first step that names the resolution which is discussed again. */
export const resolutionField = '原决议编号'

/** What the meeting that discusses a resolution again decides, as the output of its ballot. */
export const decisionOutput = 'decision'

/** The decision of the meeting by what its ballot did to the resolution. */
export const decisionOf = {
  confirm: 'confirmed',
  amend: 'amended',
  replace: 'replaced',
  withdraw: 'withdrawn',
} as const satisfies Record<AboutResolution, string>

/** Whether nothing more can be done to a resolution: a later one took its place, or it was withdrawn. */
export const isSettled = ({ state }: Pick<Resolution, 'state'>): boolean =>
  state === 'replaced' || state === 'amended' || state === 'withdrawn'

/** The number of the resolution that a case discusses again; undefined where it is about none. */
export const aboutNumber = ({ instance }: Pick<ProcessCase, 'instance'>): string | undefined =>
  instance.steps.map(({ fields }) => fields[resolutionField]).find((one) => one !== undefined)

/** The field of a case that carries a resolution out. */
const executedField = '决议编号'

/** The running cases that carry a resolution out. */
export async function executionsOf(
  { unit }: { unit: Pick<Unit, 'processes'> },
  { organisationId, number }: Pick<Resolution, 'organisationId' | 'number'>,
): Promise<ProcessCase[]> {
  const running = await unit.processes.running(organisationId)
  return running.filter(
    ({ instance }) =>
      instance.reason === null &&
      instance.steps.some(({ fields }) => fields[executedField]?.includes(number)),
  )
}

/** The running case in which a resolution is discussed again; null where there is none. */
export async function caseAbout(
  { unit }: { unit: Pick<Unit, 'processes'> },
  { organisationId, number }: Pick<Resolution, 'organisationId' | 'number'>,
): Promise<ProcessCase | null> {
  const running = await unit.processes.running(organisationId)
  // One that was closed early only has its file open still.
  return running.find((one) => one.instance.reason === null && aboutNumber(one) === number) ?? null
}

/**
 * What a step of the case does to the resolution that it discusses again: the ruling of the superior confirms it or
 * withdraws it, with the decision that had adopted it once more; a case that ends before the meeting decided (called off,
 * no ground found) leaves it in force. What a ballot decided stands. Answers the resolution where its state has changed.
 */
export async function settleReconsidered(
  ctx: Pick<CaseContext, 'unit'>,
  found: ProcessCase,
  action: Action,
  effects: readonly Effect[],
): Promise<Resolution | null> {
  const number = aboutNumber(found)
  const resolution = number ? await ctx.unit.resolutions.byNumber(found.organisationId, number) : null
  if (resolution?.state !== 'suspended_for_reconsideration') return null
  const ruling = rulingIn(found, action)
  if (ruling !== undefined) return takeRuling(ctx, resolution, ruling === 'approved')
  const early = effects.some(({ type }) => type === 'closed' || type === 'cancelled')
  const decided = stepsWith(found, ({ reconsiders }) => reconsiders === true).some(isFinished)
  if (!early || decided) return null
  await ctx.unit.resolutions.setState(resolution.id, 'in_force')
  return { ...resolution, state: 'in_force' }
}

const stepsWith = ({ instance }: ProcessCase, has: (config: StepTemplate['config']) => boolean) =>
  instance.steps.filter(({ id }) => {
    const step = stepNamed(instance.template, id)
    return step !== undefined && has(step.config)
  })

/** What the superior ruled by this act; undefined where it is none. */
function rulingIn(found: ProcessCase, action: Action): unknown {
  if (action.type !== 'complete') return undefined
  const states = stepsWith(found, ({ rules_resolution }) => rules_resolution === true)
  return states.find(({ id, state }) => id === action.step && state === 'done')?.outputs.ruling
}

async function takeRuling(
  { unit }: Pick<CaseContext, 'unit'>,
  resolution: Resolution,
  upheld: boolean,
): Promise<Resolution> {
  const state = upheld ? 'confirmed' : 'withdrawn'
  await unit.resolutions.setState(resolution.id, state)
  const again = (await unit.resolutions.about(resolution.id)).filter(
    ({ confirmsId, state }) => confirmsId === resolution.id && state === 'suspended_for_reconsideration',
  )
  for (const { id } of again) await unit.resolutions.setState(id, upheld ? 'in_force' : 'withdrawn')
  return { ...resolution, state }
}
