import { z } from 'zod'
import { noteCard } from '../../cards/plain-cards.ts'
import {
  extendApply,
  extendAsk,
  extendDecide,
  extendFormCard,
  extendRequestCard,
} from '../../cards/step-change-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { localDateSchema } from '../../domain/calendar/dates.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { responsibleFor } from '../../domain/organisation/linked-rosters.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import { objectionToExtension } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Ctx } from '../define/context.ts'
import { sendTo, stepToChange } from './change-step.ts'
import { isOwn } from './step-at-hand.ts'

const proposalKind = 'step.extend'
const applicationSchema = z.object({
  case: z.uuid(),
  step: z.string(),
  item: z.string().nullable(),
  to: localDateSchema,
  reason: z.string(),
})
type Application = z.infer<typeof applicationSchema>

/** An application that nobody has decided lapses. */
const OPEN_DAYS = 14

/** 申请延期: the form comes to the person who has the step, or answers for the case. */
export const askToExtend = defineAction(extendAsk, async (value, ctx) => {
  const { found, change } = await stepToChange(ctx, value)
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, value.step))
  sendTo(ctx, ctx.me().id, extendFormCard(change), `extend-form:${ctx.unit.newId()}`)
  return { toast: '请在私聊卡片中填写' }
})

/** 提交: whoever may decide it decides with it; everybody else's application goes to those who answer for the case. */
export const applyToExtend = defineAction(extendApply, async (value, ctx, { form }) => {
  const { found, change } = await stepToChange(ctx, value)
  await ctx.allow('step.act', found.organisationId, await isOwn(ctx, found, value.step))
  const application: Application = { ...value, ...form }
  objectionToExtension(found.instance, application, ctx.zone)
  const until = dateWords(form.to, ctx.today)
  if (may(await ctx.rolesIn(found.organisationId), 'step.extend')) {
    await extend(ctx, application)
    return { toast: `已延期至${until}` }
  }
  const deciders = await decidersOf(ctx, found)
  if (deciders.length === 0) throw new Refusal('process/nobody-decides', {})
  const id = ctx.unit.newId()
  await ctx.unit.proposals.insert({
    id,
    kind: proposalKind,
    data: application,
    proposedBy: ctx.me().id,
    state: 'open',
    proposedAt: ctx.now,
    expiresAt: new Date(+ctx.now + OPEN_DAYS * 24 * 3600_000),
  })
  ctx.unit.record({
    organisationId: found.organisationId,
    actorId: ctx.me().id,
    action: 'case.extend.apply',
    object: found.instance.id,
    facts: { step: value.step, item: value.item, to: form.to },
  })
  const card = extendRequestCard({ ...change, application: id, who: ctx.me().name, ...form })
  for (const memberId of deciders) sendTo(ctx, memberId, card, `extend:${id}:${memberId}`)
  return { toast: '已提交，由事项负责人决定' }
})

/** 同意 or 驳回: once; whoever applied is told. */
export const decideExtension = defineAction(extendDecide, async ({ application: id, agreed }, ctx) => {
  const proposal = await ctx.unit.proposals.get(id)
  if (proposal?.kind !== proposalKind || !proposal.proposedBy) throw new Refusal('card/not-ours', {})
  const application = applicationSchema.parse(proposal.data)
  const found = await ctx.unit.processes.get(application.case)
  if (!found) throw new Refusal('card/not-ours', {})
  const decides = (await decidersOf(ctx, found)).includes(ctx.me().id)
  await ctx.allow('step.extend', found.organisationId, decides)
  if (proposal.state === 'open' && proposal.expiresAt <= ctx.now) throw new Refusal('card/expired', {})
  const state = agreed ? 'confirmed' : 'cancelled'
  if (!(await ctx.unit.proposals.decide(id, state, ctx.me().id, ctx.now)))
    throw new Refusal('card/decided', {})
  const { change } = await stepToChange(ctx, application)
  if (agreed) await extend(ctx, application)
  else
    ctx.unit.record({
      organisationId: found.organisationId,
      actorId: ctx.me().id,
      action: 'case.extend.refuse',
      object: found.instance.id,
      facts: { step: application.step, item: application.item, to: application.to },
    })
  const until = dateWords(application.to, ctx.today)
  const said = agreed
    ? `“${change.label}”已延期至${until}（${change.number}）。`
    : `“${change.label}”（${change.number}）延期至${until}的申请未获同意，仍按原期限办理。`
  const outcome = noteCard(
    agreed ? '延期申请已同意' : '延期申请已驳回',
    `${ctx.me().name}：${said}`,
    agreed ? 'success' : 'neutral',
  )
  sendTo(ctx, proposal.proposedBy, outcome, `extended:${id}`)
  return { toast: agreed ? `已同意延期至${until}` : '已驳回', card: outcome }
})

const extend = (
  { unit, now, zone, catalogue, ...ctx }: Ctx,
  { case: id, step, item, to, reason }: Application,
) =>
  actOnCase(
    { unit, now, zone, catalogue },
    id,
    { type: 'extend', step, ...(item === null ? {} : { item }), to, reason },
    ctx.me().id,
  )

/** Those who answer for the case, without whoever asks. */
async function decidersOf(ctx: Ctx, { organisationId, instance }: ProcessCase): Promise<string[]> {
  return responsibleFor(ctx.unit, organisationId, instance.template.owner, ctx.today)
}
