import { suggestionLimits } from '../../cards/suggestion-cards.ts'
import type { Suggestion } from '../../domain/ports/index.ts'
import { remindOfAnswer } from '../../domain/suggestions/register.ts'
import { faultOfEffect, faultOfReply, faultOfReview } from '../../domain/suggestions/states.ts'
import {
  type SuggestionAct,
  serveSuggestion,
  startSuggestionCase,
} from '../../domain/suggestions/suggestion-case.ts'
import { caseNumber, choice, dateOnly, longText, member } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { refuseSuggestion, suggestionNumbered, suggestionViews } from './find.ts'

const number = positional(caseNumber({ letter: 'L' }))
const said = (label: string) =>
  longText({ label, keys: ['内容', '意见', '理由'], max: suggestionLimits.text })

/** `/建议 评审 <编号> 采用=是 意见=… 实施人=…`: adopted, or refused with reasons; once. */
export const reviewSuggestion = defineCommand({
  name: '建议 评审',
  aliases: ['评审建议'],
  summary: '评审建议：采用，或不采用并写明理由（仅私聊）',
  example: '/建议 评审 L2026-001 采用=是 意见=纳入年度检修 实施人=李四 期限=12月20日',
  permission: 'suggestion.review',
  scope: 'union-first',
  args: {
    number,
    adopted: keyed(choice({ label: '采用', words: { 是: true, 否: false } })),
    review: optional(keyed(said('意见'))),
    implementer: optional(keyed(member({ label: '实施人' }))),
    deadline: optional(keyed(dateOnly({ label: '期限' }))),
  },
  async run(given, ctx, { organisation }) {
    const before = await suggestionNumbered(ctx, organisation, given.number)
    refuseSuggestion(before, faultOfReview(before, given.adopted, given.review ?? null))
    const me = ctx.me().id
    const change = {
      state: 'reviewed' as const,
      adopted: given.adopted,
      review: given.review ?? null,
      reviewedBy: me,
      implementerId: given.adopted ? (given.implementer?.memberId ?? null) : null,
    }
    await ctx.unit.suggestions.update(before.id, change)
    const caseId = before.caseId ?? (await startSuggestionCase(ctx, before, null))
    const deadline = given.deadline ?? before.dueOn
    return settle(ctx, { ...before, ...change, caseId }, 'review', { adopted: given.adopted, deadline })
  },
})

/** `/建议 答复 <编号> 内容=…`: tells the author privately, with the reasons; without 内容 what the review said. */
export const replyToSuggestion = defineCommand({
  name: '建议 答复',
  aliases: ['答复建议'],
  summary: '答复建议人（私聊告知，请其评价）',
  example: '/建议 答复 L2026-001 内容=已列入检修计划，年底前完成',
  permission: 'suggestion.review',
  scope: 'union-first',
  args: { number, reply: optional(keyed(said('内容'))) },
  async run(given, ctx, { organisation }) {
    const before = await suggestionNumbered(ctx, organisation, given.number)
    refuseSuggestion(before, faultOfReply(before))
    const change = {
      state: 'replied' as const,
      reply: given.reply ?? before.review ?? '已研究采用',
      repliedBy: ctx.me().id,
      repliedOn: ctx.today,
    }
    await ctx.unit.suggestions.update(before.id, change)
    const suggestion: Suggestion = { ...before, ...change }
    await remindOfAnswer(ctx, suggestion)
    await tellAuthor(ctx, suggestion)
    return settle(ctx, suggestion, 'reply', {})
  },
})

/** `/建议 效果 <编号> 内容=…`: what the adopted suggestion brought. */
export const recordEffect = defineCommand({
  name: '建议 效果',
  aliases: ['建议效果'],
  summary: '登记已采用建议的实施效果',
  example: '/建议 效果 L2026-001 内容=照度达标，投诉为零',
  permission: 'suggestion.review',
  scope: 'union-first',
  args: { number, effect: keyed(said('内容')) },
  async run(given, ctx, { organisation }) {
    const before = await suggestionNumbered(ctx, organisation, given.number)
    refuseSuggestion(before, faultOfEffect(before))
    const change = { state: 'effected' as const, effect: given.effect }
    await ctx.unit.suggestions.update(before.id, change)
    const suggestion: Suggestion = { ...before, ...change }
    await serveSuggestion(ctx, suggestion, 'implement', {}, ctx.me().id)
    return settle(ctx, suggestion, 'effect', {})
  },
})

async function settle(
  ctx: Ctx,
  suggestion: Suggestion,
  act: SuggestionAct,
  known: Record<string, boolean | string>,
) {
  ctx.unit.record({
    organisationId: suggestion.organisationId,
    actorId: ctx.me().id,
    action: `suggestion.${act}`,
    object: suggestion.id,
    facts: { number: suggestion.number, state: suggestion.state, adopted: suggestion.adopted },
  })
  await serveSuggestion(ctx, suggestion, act, known, ctx.me().id)
  ctx.unit.touch(suggestionViews.work, suggestion.id)
  ctx.unit.touch(suggestionViews.author, suggestion.id)
  return { view: suggestionViews.work, ref: suggestion.id, privately: true }
}

/** The answer to the author alone; one without a name finds it in the list. */
async function tellAuthor(ctx: Ctx, { id, organisationId, authorId }: Suggestion): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(organisationId)
  if (!chat || authorId === null) return
  ctx.unit.send({
    key: `suggestion:${id}:answer`,
    kind: 'news',
    platform: chat.platform,
    recipient: { memberId: authorId },
    content: { view: suggestionViews.author, ref: id },
    priority: 'duty',
  })
}
