import { stepOpen } from '../../cards/case-actions.ts'
import { commandFormCard } from '../../cards/form-cards.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { Refusal } from '../../domain/refusals.ts'
import { stepsFor, writtenStep } from '../arguments/case-step.ts'
import { defineAction } from '../define/action.ts'
import type { Command } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { fieldsOf } from '../define/read-arguments.ts'
import { readContextOf } from '../define/read-context.ts'
import type { StepFeature } from '../define/step-feature.ts'

/**
 * A button for a step on a case's card: opens the form of the command that serves it, filled with what the case knows.
 * Who may do it is asked when the form is handed in, and here, so that nobody gets a form in vain.
 */
export const openStep = (features: () => readonly StepFeature[], commands: () => readonly Command[]) =>
  defineAction(stepOpen, async ({ case: id, step: stepId, item }, ctx) => {
    const found = await ctx.unit.processes.get(id)
    const organisation = found && (await ctx.unit.organisations.get(found.organisationId))
    if (!found || !organisation) throw new Refusal('card/not-ours', {})
    const at = stepsFor(found, ({ id: one }) => one === stepId).find((one) => one.item === item)
    const feature = at && features().find(({ serves }) => serves(at.step))
    const command = commands().find(({ name }) => name === feature?.command)
    if (!at || !feature || !command) throw new Refusal('process/already-done', { label: stepId })
    await ctx.allow(command.permission, organisation.id, command.selfMay)
    const texts = { ...feature.texts(at), forStep: writtenStep(found.number, stepId, item) }
    const fields = await fieldsOf(command, texts, readContextOf(ctx, organisation))
    const card = commandFormCard({ command: command.name, example: command.example, fields, faults: [] })
    ctx.unit.send({
      key: `step-form:${id}:${stepId}:${item ?? ''}:${ctx.me().id}:${ctx.now.toISOString()}`,
      kind: 'reply',
      platform: ctx.platform,
      recipient: placeOf(ctx, isRestricted(found.instance.template)),
      content: { card },
      priority: 'reply',
    })
    return { toast: `请在表单中填写：${feature.button}` }
  })

/** Where the button was pressed; a restricted matter only ever to the person. */
const placeOf = (ctx: Ctx, restricted: boolean) =>
  ctx.chat.type === 'group' && ctx.chat.id && !restricted
    ? { chatId: ctx.chat.id }
    : { memberId: ctx.me().id }
