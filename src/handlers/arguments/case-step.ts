import { shortened } from '../../cards/wording.ts'
import { circleOf, isRestricted } from '../../domain/cases/case-people.ts'
import { halfWidth } from '../../domain/conversation/normalise.ts'
import type { ProcessCase, StepLink } from '../../domain/ports/index.ts'
import {
  isFinished,
  itemNamed,
  type StepState,
  type StepTemplate,
  stepNamed,
} from '../../domain/process/index.ts'
import type { Arg, ReadContext } from '../define/argument.ts'
import type { StepAtHand } from '../define/step-feature.ts'

/** A step that something is made for: with its case, and as a link. */
export interface ForStep extends StepAtHand {
  link: StepLink
}

/** How a step stands in a form's field: the case's number, the step, the item. */
export const writtenStep = (number: string, step: string, item: string | null): string =>
  `${number}|${step}|${item ?? ''}`

/**
 * `事项=T2026-003`: the step of a running case that the command makes something for. Without the step it is the case's
 * first unfinished one that `serves` accepts; a form writes the step too.
 */
export const caseStep = (
  serves: (step: StepTemplate) => boolean,
  { discreet = false }: { discreet?: boolean | undefined } = {},
): Arg<ForStep> => {
  const label = '事项'
  return {
    label,
    keys: [label],
    required: true,
    take: null,
    async read(given, ctx) {
      const [number = '', id = '', item = ''] = halfWidth(given).trim().split('|')
      const found = await knownCase(ctx, number)
      const confined = found !== null && isRestricted(found.instance.template) && !discreet
      // In a group nobody learns from the answer that such a number exists.
      if (!found || (confined && ctx.inGroup))
        return { ok: false, sentence: `没有编号为 ${number.slice(0, 20)} 的事项，请核对编号。` }
      if (confined) return { ok: false, sentence: `${found.number} 只在其清单中办理，不向群内发布。` }
      const fitting = stepsFor(found, serves).filter(
        ({ step, item: one }) => (id === '' || step.id === id) && (item === '' || one === item),
      )
      const [first] = fitting
      return first
        ? { ok: true, value: first }
        : { ok: false, sentence: `${found.number} 没有要这样办理的步骤，或已经办理。` }
    },
    field: async (ctx, value) => ({
      kind: 'choice',
      label: '所属事项',
      placeholder: '不属于事项时不选',
      options: await optionsFor(ctx, serves, value),
      ...(value === undefined ? {} : { value }),
    }),
  }
}

/** The case with a number; a restricted one is unknown to whoever is not of its circle, word for word. */
async function knownCase(ctx: ReadContext, number: string): Promise<ProcessCase | null> {
  if (ctx.organisationId === null) return null
  for (const found of await ctx.unit.processes.matching(ctx.organisationId, number)) {
    if (!isRestricted(found.instance.template)) return found
    if (ctx.memberId !== null && (await circleOf(ctx, found)).includes(ctx.memberId)) return found
  }
  return null
}

/** The unfinished steps of a case that a feature serves, those that can be done now first. */
export function stepsFor(found: ProcessCase, serves: (step: StepTemplate) => boolean): ForStep[] {
  const { instance } = found
  const rank = ({ state }: StepState) => (state === 'open' ? 0 : 1)
  return instance.steps
    .filter((state) => !isFinished(state) && state.state !== 'skipped')
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(({ id, item }) => {
      const step = stepNamed(instance.template, id)
      if (!step || !serves(step)) return []
      const title = itemNamed(instance, item)?.title ?? found.title
      return [{ found, step, item, title, link: { caseId: instance.id, step: id, item } }]
    })
}

async function optionsFor(
  ctx: ReadContext,
  serves: (step: StepTemplate) => boolean,
  chosen: string | undefined,
) {
  const cases = ctx.organisationId ? await ctx.unit.processes.running(ctx.organisationId) : []
  const options = cases
    // A form shows no restricted case to choose; its own card opens the form with the step filled in.
    .filter(({ instance }) => !isRestricted(instance.template))
    .flatMap((found) => stepsFor(found, serves))
    .slice(0, 40)
    .map(({ found, step, item, title }) => ({
      value: writtenStep(found.number, step.id, item),
      text: shortened(`${found.number} ${step.label}${item === null ? '' : `：${title}`}`, 30),
    }))
  const known = chosen === undefined || options.some(({ value }) => value === chosen)
  return known ? options : [{ value: chosen, text: chosen.split('|')[0] ?? '' }, ...options]
}
