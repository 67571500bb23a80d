import { fromOption } from '../../cards/meeting-actions.ts'
import { evidenceAsk, paperFetch, paperWithdraw } from '../../cards/paper-actions.ts'
import { askedMinutes, sendFileCard } from '../../cards/paper-cards.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import {
  casePapersView,
  refuseOverCase,
  stepOfCase,
  touchPapers,
  visibilityOfStep,
} from '../../domain/papers/evidence.ts'
import type { Evidence, ProcessCase } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber } from '../arguments/index.ts'
import { caseLetters, caseNumbered } from '../cases/find-case.ts'
import { defineAction } from '../define/action.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { handOut } from './hand-out.ts'
import { answersFor, caseOfCard, maySee } from './who.ts'

/** `/材料 D2026-014`: what proves the steps of a case. */
export const showPapers = defineCommand({
  name: '材料',
  aliases: ['资料', '佐证材料'],
  summary: '查看、上传、取回一件事项的佐证材料',
  example: '/材料 D2026-001',
  permission: 'paper.read',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'D', letters: caseLetters }))) },
  async run({ number }, ctx, { organisation }) {
    const found = await caseNumbered(ctx, organisation.id, number)
    return {
      view: casePapersView,
      ref: found.instance.id,
      privately: isRestricted(found.instance.template),
    }
  },
})

/** 上传资料: the person is asked in private, where every file reaches us and nobody else sees it. */
export const askForFile = defineAction(evidenceAsk, async ({ case: id }, ctx, { form }) => {
  const found = await caseOfCard(ctx, id)
  refuseOverCase(found)
  const { step: stepId, item = null } = fromOption(form.step)
  const { step } = stepOfCase(found, stepId, item)
  await ctx.allow('paper.submit', found.organisationId, await answersFor(ctx, found, stepId))
  const expiresAt = new Date(+ctx.now + askedMinutes * 60_000)
  const me = ctx.me().id
  await ctx.unit.evidence.request(me, { for: 'evidence', caseId: id, step: stepId, item }, expiresAt)
  ctx.unit.send({
    key: `evidence.ask:${me}:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: me },
    content: { card: sendFileCard(found.number, step.label) },
    priority: 'reply',
  })
  return { toast: ctx.chat.type === 'group' ? '请在与机器人的私聊中发送文件' : '请在本会话中发送文件' }
})

async function chosen(ctx: Ctx, id: string, paper: string): Promise<{ found: ProcessCase; one: Evidence }> {
  const found = await caseOfCard(ctx, id)
  const one = await ctx.unit.evidence.get(paper)
  if (!one || one.instanceId !== id || one.withdrawnAt) throw new Refusal('paper/gone', {})
  return { found, one }
}

/** 取回: the file is sent to the person alone, and that it was handed out is in the chain. */
export const fetchPaper = defineAction(paperFetch, async ({ case: id }, ctx, { form }) => {
  const { found, one } = await chosen(ctx, id, form.paper)
  const own = one.submittedBy === ctx.me().id || (await answersFor(ctx, found, one.step))
  if (one.url) {
    const visibility = visibilityOfStep(found, stepOfCase(found, one.step, one.item).step)
    if (!(await maySee(ctx, found.organisationId, visibility, own))) throw new Refusal('paper/gone', {})
    return { toast: '这是云文档，请打开卡片上的地址查看', tone: 'info' }
  }
  await handOut(ctx, one.fileId ?? '', { own, about: `evidence:${one.id}` })
  return { toast: '文件已私聊发送' }
})

/** 撤下: by whoever handed it in or answers for the step; the row stays. */
export const withdrawPaper = defineAction(paperWithdraw, async ({ case: id }, ctx, { form }) => {
  const { found, one } = await chosen(ctx, id, form.paper)
  refuseOverCase(found)
  await ctx.allow('paper.submit', found.organisationId, one.submittedBy === ctx.me().id)
  await ctx.unit.evidence.withdraw(one.id, ctx.me().id, ctx.now)
  ctx.unit.record({
    organisationId: found.organisationId,
    actorId: ctx.me().id,
    action: 'evidence.withdraw',
    object: one.id,
    facts: { case: found.number, step: one.step },
  })
  touchPapers(ctx.unit, id)
  return { toast: '已撤下' }
})
