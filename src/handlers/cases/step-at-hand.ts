import { markedDate } from '../../cards/provisional-mark.ts'
import type { StepFacts } from '../../cards/step-cards.ts'
import { stampWords } from '../../cards/wording.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import type { ProcessCase, StepLink } from '../../domain/ports/index.ts'
import { itemNamed, type StepState, type StepTemplate, stepNamed } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Base, Ctx } from '../define/context.ts'

/** A step with its definition; refuses with `process/unknown-step`. */
export function stepIn(
  { instance }: ProcessCase,
  { step: id, item }: Pick<StepLink, 'step' | 'item'>,
): { state: StepState; step: StepTemplate } {
  const state = instance.steps.find((one) => one.id === id && one.item === item)
  const step = stepNamed(instance.template, id)
  if (!state || !step) throw new Refusal('process/unknown-step', { step: id })
  return { state, step }
}

/** What every card of a step says about it. */
export function factsOfStep(
  found: ProcessCase,
  { state, step }: { state: StepState; step: StepTemplate },
  { zone, catalogue: { calendar } }: Pick<Base, 'zone' | 'catalogue'>,
): StepFacts {
  const item = itemNamed(found.instance, state.item)
  return {
    caseId: found.instance.id,
    step: step.id,
    item: state.item,
    number: found.number,
    title: found.title,
    label: item ? `${step.label}：${item.title}` : step.label,
    due:
      state.due &&
      markedDate(stampWords(new Date(state.due.at), zone), calendar.isProvisional(state.due.date)),
    explains: step.config.explains,
  }
}

/**
 * Whether a step is the actor's own: given to them, or of a role they answer for and given to nobody. Of a step that stands
 * for several, the one for `item`; undefined = any of them.
 */
export async function isOwn(
  ctx: Ctx,
  found: ProcessCase,
  stepId: string,
  item?: string | null,
): Promise<boolean> {
  const me = ctx.me().id
  const states = found.instance.steps.filter(
    (state) => state.id === stepId && (item === undefined || state.item === item),
  )
  if (states.some((state) => state.assignee === me)) return true
  if (states.some((state) => state.assignee !== null)) return false
  const role = stepNamed(found.instance.template, stepId)?.role ?? ''
  return (await responsibleFor(ctx.unit, found.organisationId, role, ctx.today)).includes(me)
}

/** Whether the actor decides an approval: as a holder of its approver's role. */
export const decides = async (
  ctx: Ctx,
  found: ProcessCase,
  { config, role }: StepTemplate,
): Promise<boolean> =>
  (await responsibleFor(ctx.unit, found.organisationId, config.approver ?? role, ctx.today)).includes(
    ctx.me().id,
  )
