import { stepReceive } from '../../cards/case-actions.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { stepNoticeCard } from '../../cards/step-cards.ts'
import { stampWords } from '../../cards/wording.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import { officesByRole } from '../../domain/organisation/responsible.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import type { StepTemplate } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { caseOf } from './find-case.ts'
import { factsOfStep, stepIn } from './step-at-hand.ts'

/** The field in which a notice to persons keeps who has received it and when. */
export const receiptsField = '签收'

/**
 * Sends what a step's form says to whom it is for: a notice to the committee or the authors of opinions one by one,
 * otherwise to the group; a report within the branch to whom it names. Of a restricted matter nothing is posted: that it
 * was told to the persons concerned is what the form records.
 */
export async function sendOfForm(
  ctx: Ctx,
  found: ProcessCase,
  step: StepTemplate,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const text = textOf(step, fields)
  if (text === null || isRestricted(found.instance.template)) return
  const persons = await personsFor(ctx, found, step)
  if (persons === null && step.visibility === 'restricted') return
  const at = stepIn(found, { step: step.id, item: null })
  const received = step.config.individual === true ? { case: found.instance.id, step: step.id } : null
  const card = stepNoticeCard(factsOfStep(found, at, ctx), ctx.me().name, text, received)
  const key = `step-notice:${found.instance.id}:${step.id}:${ctx.now.toISOString()}`
  if (persons === null) {
    await postToGroup(ctx, found.organisationId, { key, content: { card }, priority: 'reply' })
    return
  }
  for (const memberId of persons)
    ctx.unit.send({
      key: `${key}:${memberId}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId },
      content: { card },
      priority: 'reply',
    })
}

/** What is sent; null where the step sends nothing. */
function textOf({ kind, config }: StepTemplate, fields: Readonly<Record<string, string>>): string | null {
  if (kind === 'notice') return fields.通知内容 ?? ''
  if (kind !== 'report' || typeof config.to !== 'string' || !(config.to in officesByRole)) return null
  return Object.entries(fields)
    .map(([label, value]) => `${label}：${value}`)
    .join('\n')
}

/** Those to whom it goes one by one; null = the group. */
async function personsFor(
  ctx: Ctx,
  found: ProcessCase,
  { kind, config }: StepTemplate,
): Promise<string[] | null> {
  const responsible = (role: string) => responsibleFor(ctx.unit, found.organisationId, role, ctx.today)
  if (kind === 'report') return responsible(String(config.to))
  if (config.audience?.startsWith('committee')) return responsible('committee')
  return config.audience === 'opinion_authors' ? authorsIn(ctx, found) : null
}

/** Whoever signed an opinion in the calls of the case. */
async function authorsIn({ unit }: Ctx, { instance }: ProcessCase): Promise<string[]> {
  const calls = (await unit.stepRecords.ofCase(instance.id)).filter(({ kind }) => kind === 'opinions')
  const opinions = await Promise.all(calls.map(({ ref }) => unit.opinions.opinions(ref)))
  return [...new Set(opinions.flat().flatMap(({ memberId, none }) => (memberId && !none ? [memberId] : [])))]
}

/** 签收 on a notice to persons: who received it, and when, stands with the step. */
export const receiveNotice = defineAction(stepReceive, async ({ case: id, step: stepId }, ctx) => {
  const found = await caseOf(ctx, id)
  const { state, step } = stepIn(found, { step: stepId, item: null })
  const persons = (await personsFor(ctx, found, step)) ?? []
  await ctx.allow('notice.reply', found.organisationId)
  if (!persons.includes(ctx.me().id)) throw new Refusal('card/not-ours', {})
  const before = state.fields[receiptsField] ?? ''
  const { name } = ctx.me()
  if (before.split('\n').some((line) => line.startsWith(`${name} `)))
    throw new Refusal('process/already-done', { label: step.label })
  const fields = {
    [receiptsField]: [before, `${name} ${stampWords(ctx.now, ctx.zone)}`].filter(Boolean).join('\n'),
  }
  await actOnCase(ctx, id, { type: 'setOutputs', step: stepId, outputs: {}, fields }, ctx.me().id)
  return { toast: '已签收', card: noteCard('已签收', `${step.label}（${found.number}）`, 'success') }
})
