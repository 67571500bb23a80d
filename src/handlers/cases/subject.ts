import { subjectSay } from '../../cards/case-actions.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { type SubjectWord, subjectCard } from '../../cards/subject-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { stepCardRef, stepViews } from '../../domain/cases/step-views.ts'
import { requiredText } from '../../domain/conversation/typed-text.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { isFinished, type StepTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { defineView } from '../define/view.ts'
import { factsOfStep, stepIn } from './step-at-hand.ts'

/** Tells the person whom the case is about, in private, what the step says to them. Nothing of it is in the stored message. */
export function tellSubject(ctx: Ctx, { instance }: ProcessCase, step: StepTemplate): void {
  if (step.config.tells_subject === undefined || instance.subject === null) return
  ctx.unit.send({
    key: `tells-subject:${instance.id}:${step.id}:${ctx.now.toISOString()}`,
    kind: 'card',
    platform: ctx.platform,
    recipient: { memberId: instance.subject },
    content: {
      view: stepViews.subject,
      ref: stepCardRef.write({ caseId: instance.id, step: step.id, item: null }),
    },
    priority: 'approval',
  })
}

/** That card: for this person alone, as the case stands. */
export const cardOfSubject = defineView(stepViews.subject, async (ref, ctx) => {
  const link = stepCardRef.read(ref)
  const found = await ctx.unit.processes.get(link.caseId)
  if (!found || ctx.viewerId === null || found.instance.subject !== ctx.viewerId) return null
  const at = stepIn(found, link)
  const word = wordOf(found, at.step, ctx.today)
  const shown = (at.step.config.shows_subject ?? []).flatMap((label) => {
    const value = found.instance.steps.findLast(({ fields }) => fields[label] !== undefined)?.fields[label]
    return value === undefined ? [] : [{ label, value }]
  })
  const text = at.step.config.tells_subject ?? ''
  return { card: subjectCard(factsOfStep(found, at, ctx), text, shown, word), open: word?.open ?? false }
})

/** What the person may write to a step that told them something; null where nothing is asked. */
function wordOf(found: ProcessCase, step: StepTemplate, today: string): SubjectWord | null {
  const { hears_subject: hears } = step.config
  if (!hears) return null
  const { state, step: hearing } = stepIn(found, { step: hears.step, item: null })
  const running = found.instance.state === 'open' || found.instance.state === 'held'
  // Taken back, it waits to be told anew.
  const told = isFinished(stepIn(found, { step: step.id, item: null }).state)
  const due = hearing.config.hears_until_due === true && state.due
  const late = due ? due.date < today : false
  return {
    label: hears.field,
    said: state.fields[hears.field] ?? null,
    open: running && told && !isFinished(state) && state.state !== 'skipped' && !late,
    until: due ? dateWords(due.date, today) : null,
  }
}

/** 提交 on that card: what they say stands on the form of the step that hears it, and whoever has it is told. */
export const clickSubjectSay = defineAction(
  subjectSay,
  async ({ case: id, step: stepId, item }, ctx, { form }) => {
    const found = await ctx.unit.processes.getForUpdate(id)
    if (!found || found.instance.subject !== ctx.me().id) throw new Refusal('card/not-ours', {})
    const { step } = stepIn(found, { step: stepId, item })
    const word = wordOf(found, step, ctx.today)
    const hears = step.config.hears_subject
    if (!word || !hears) throw new Refusal('card/not-ours', {})
    if (!word.open)
      throw new Refusal('form/field', {
        label: word.label,
        sentence: '期限已过或此步骤已经办理，没有登记。仍有意见的，可以依法申诉。',
      })
    const text = requiredText(form.text, word.label, 500)
    await actOnCase(
      ctx,
      id,
      { type: 'setOutputs', step: hears.step, outputs: {}, fields: { [hears.field]: text } },
      ctx.me().id,
    )
    ctx.unit.touch(stepViews.subject, stepCardRef.write({ caseId: id, step: stepId, item }))
    await tellWhoHears(ctx, found, hears.step)
    return { toast: '已提交，由承办人办理' }
  },
)

/** Whoever has the step that hears the person is told that there is something; not what. */
async function tellWhoHears(ctx: Ctx, found: ProcessCase, stepId: string): Promise<void> {
  const { state, step } = stepIn(found, { step: stepId, item: null })
  const holders = state.assignee
    ? [state.assignee]
    : await responsibleFor(ctx.unit, found.organisationId, step.role, ctx.today)
  for (const memberId of holders.filter((one) => one !== found.instance.subject))
    ctx.unit.send({
      key: `subject-said:${found.instance.id}:${stepId}:${memberId}:${ctx.now.toISOString()}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId },
      content: {
        card: noteCard('当事人已提交书面意见', `${found.number} 的“${step.label}”：请在清单中查看并办理。`),
      },
      priority: 'approval',
    })
}
