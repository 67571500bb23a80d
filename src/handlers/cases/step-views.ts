import { type SaidBefore, stepApprovalCard, stepFormCard, stepOverCard } from '../../cards/step-cards.ts'
import { stampWords } from '../../cards/wording.ts'
import { awaitedSteps } from '../../domain/cases/awaited-steps.ts'
import { stepCardRef, stepViews } from '../../domain/cases/step-views.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { isFinished, questionsOf, type StepState, type StepTemplate } from '../../domain/process/index.ts'
import { closureOf } from '../../domain/process/order.ts'
import { defineView, type Rendered, type ViewCtx } from '../define/view.ts'
import { itemsOfCase } from './items-of-case.ts'
import { prefilled } from './prefill/index.ts'
import { saidOf } from './said.ts'
import { factsOfStep, stepIn } from './step-at-hand.ts'

type At = { state: StepState; step: StepTemplate }

/** The form of a step, until the step is done. */
export const formOfStep = defineView(stepViews.form, async (ref, ctx) => {
  const found = await ctx.unit.processes.get(stepCardRef.read(ref).caseId)
  if (!found) return null
  const at = stepIn(found, stepCardRef.read(ref))
  if (over(found, at)) return overCard(found, at, ctx)
  const questions = await prefilled(ctx, found, at.step, questionsOf(found.instance, at.state))
  const waiting = await waitingFor(ctx, found, at.step)
  const items = at.step.config.shows_items === true ? await itemsOfCase(ctx, found) : undefined
  return { card: stepFormCard({ ...factsOfStep(found, at, ctx), waiting, items }, questions), open: true }
})

/** What in other cases is done with this step, by title and number. */
async function waitingFor(
  ctx: ViewCtx,
  found: ProcessCase,
  step: StepTemplate,
): Promise<string[] | undefined> {
  if (step.config.from === undefined) return undefined
  return (await awaitedSteps(ctx, found, step)).map(({ found: { title, number } }) => `${title}（${number}）`)
}

/** The approval of a step, with what was said of the matter before. */
export const approvalOfStep = defineView(stepViews.approval, async (ref, ctx) => {
  const found = await ctx.unit.processes.get(stepCardRef.read(ref).caseId)
  if (!found) return null
  const at = stepIn(found, stepCardRef.read(ref))
  if (over(found, at)) return overCard(found, at, ctx)
  const said = [...saidBefore(found, at.step), ...(await neededFile(ctx, found, at.step))]
  return { card: stepApprovalCard(factsOfStep(found, at, ctx), said), open: true }
})

const over = ({ instance }: ProcessCase, { state }: At): boolean =>
  isFinished(state) || (instance.state !== 'open' && instance.state !== 'held')

async function overCard(found: ProcessCase, at: At, ctx: ViewCtx): Promise<Rendered> {
  const { doneBy, doneAt, reason } = at.state
  const [by] = doneBy ? await ctx.unit.rosters.members([doneBy]) : []
  const when = doneAt ? stampWords(new Date(doneAt), ctx.zone) : ''
  const text = isFinished(at.state)
    ? `${by?.name ?? ''} ${when}${reason ? `　${reason}` : ' 已办理'}`.trim()
    : '此事项已结束，无需办理。'
  return { card: stepOverCard(factsOfStep(found, at, ctx), text, isFinished(at.state)), open: false }
}

/** Whether the person concerned has the file that an approval rests on (`needs`): help in hardship needs a hardship file. */
async function neededFile(ctx: ViewCtx, found: ProcessCase, { config }: StepTemplate): Promise<SaidBefore> {
  const needed = config.needs === undefined ? undefined : ctx.catalogue.processes.get(config.needs)
  if (!needed) return []
  const file = (await ctx.unit.processes.running(found.organisationId)).find(
    ({ instance }) => instance.templateId === needed.id && instance.subject === found.instance.subject,
  )
  return [{ label: needed.label, value: file ? `${file.number}` : '没有，请先核实是否应当建档' }]
}

/** What people wrote on the steps that the approval rests on, the nearest last. */
function saidBefore(found: ProcessCase, step: StepTemplate): SaidBefore {
  const resting = closureOf(found.instance.template, step.id, 'after')
  return found.instance.steps
    .filter(({ id }) => id !== step.id && resting.has(id))
    .flatMap((state) => saidOf(found.instance, state))
    .slice(-12)
}
