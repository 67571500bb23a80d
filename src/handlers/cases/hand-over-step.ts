import { handOverAsk, handOverFormCard, handOverStep } from '../../cards/step-change-cards.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import { assignTo } from '../meeting/steps.ts'
import { sendTo, stepToChange } from './change-step.ts'
import { isOwn } from './step-at-hand.ts'

/** 转交: the form comes to the person who has the step, or may reassign it. */
export const askToHandOver = defineAction(handOverAsk, async (value, ctx) => {
  const { found, change } = await stepToChange(ctx, value)
  await ctx.allow('step.hand-over', found.organisationId, await isOwn(ctx, found, value.step))
  const roster = await ctx.unit.rosters.roster(found.organisationId, ctx.today)
  const others = roster.filter(({ memberId }) => memberId !== ctx.me().id)
  sendTo(ctx, ctx.me().id, handOverFormCard(change, others), `hand-over-form:${ctx.unit.newId()}`)
  return { toast: '请在私聊卡片中选择接收人' }
})

/** 提交: the step is the other person's, who is told. */
export const clickHandOver = defineAction(handOverStep, async (value, ctx, { form }) => {
  const { found } = await stepToChange(ctx, value)
  await ctx.allow('step.hand-over', found.organisationId, await isOwn(ctx, found, value.step))
  const roster = await ctx.unit.rosters.roster(found.organisationId, ctx.today)
  const person = roster.find((one) => one.memberId === form.to)
  if (!person) throw new Refusal('form/field', { label: '转交给', sentence: '请选择要转交给谁。' })
  await assignTo(ctx, found, value, person)
  return { toast: `已转交给${person.name}` }
})
