import {
  suggestionCard,
  suggestionListCard,
  suggestionOutcomeCard,
  suggestionRate,
} from '../../cards/suggestion-cards.ts'
import { unionOf } from '../../domain/organisation/linked-rosters.ts'
import type { Suggestion } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { faultOfRating, ratings } from '../../domain/suggestions/states.ts'
import { caseNumber, choice } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { defineView } from '../define/view.ts'
import {
  refuseSuggestion,
  suggestionFacts,
  suggestionNumbered,
  suggestionViews,
  worksOnSuggestions,
} from './find.ts'

const listed = 60

/** `/建议 列表`: one's own, the adopted ones, and how those without a name stand. */
export const listSuggestions = defineCommand({
  name: '建议 列表',
  aliases: ['我的建议'],
  summary: '查看我的建议、已采用的建议（私聊）',
  example: '/建议 列表',
  permission: 'suggestion.submit',
  scope: 'branch-or-union',
  args: {},
  run: async (_args, ctx, { organisation }) => ({
    view: suggestionViews.list,
    ref: (await unionOf(ctx.unit, organisation)).id,
    privately: true,
  }),
})

/** That list as its reader may see it: read when it is sent, so that no stored message carries texts. */
export const suggestionsOfReader = defineView(suggestionViews.list, async (organisationId, ctx) => {
  const organisation = await ctx.unit.organisations.get(organisationId)
  if (!organisation || ctx.viewerId === null) return null
  const all = await ctx.unit.suggestions.list(organisationId, listed)
  const mine = (one: Suggestion) => one.authorId === ctx.viewerId
  const card = suggestionListCard({
    branch: organisation.name,
    own: all.filter(mine),
    adopted: all.filter((one) => !mine(one) && one.adopted === true && one.repliedOn !== null),
    anonymous: all.filter((one) => one.authorId === null),
    today: ctx.today,
  })
  return { card, open: false }
})

/** `/建议 查询 <编号>`: all of it to its author and those who work on it; to others what came of it. */
export const showSuggestion = defineCommand({
  name: '建议 查询',
  aliases: ['查建议'],
  summary: '查看一条建议及其答复（私聊）',
  example: '/建议 查询 L2026-001',
  permission: 'suggestion.submit',
  scope: 'branch-or-union',
  args: { number: positional(caseNumber({ letter: 'L' })) },
  async run({ number }, ctx, { organisation }) {
    const suggestion = await suggestionNumbered(ctx, organisation, number)
    const me = ctx.me().id
    if (await worksOnSuggestions(ctx, suggestion.organisationId, me))
      return { view: suggestionViews.work, ref: suggestion.id, privately: true }
    if (suggestion.authorId === me)
      return { view: suggestionViews.author, ref: suggestion.id, privately: true }
    const open =
      suggestion.repliedOn !== null && (suggestion.adopted === true || suggestion.authorId === null)
    if (!open) throw new Refusal('suggestion/not-yours', { number: suggestion.number })
    return { card: suggestionOutcomeCard(await suggestionFacts(ctx, suggestion)), privately: true }
  },
})

const rate = async (ctx: Ctx, suggestion: Suggestion, rating: string): Promise<void> => {
  const mine = suggestion.authorId !== null && suggestion.authorId === ctx.me().id
  if (!mine) throw new Refusal('suggestion/not-yours', { number: suggestion.number })
  refuseSuggestion(suggestion, faultOfRating(suggestion))
  await ctx.unit.suggestions.update(suggestion.id, { rating })
  ctx.unit.record({
    organisationId: suggestion.organisationId,
    actorId: ctx.me().id,
    action: 'suggestion.rate',
    object: suggestion.id,
    facts: { number: suggestion.number, rating },
  })
  ctx.unit.touch(suggestionViews.work, suggestion.id)
  ctx.unit.touch(suggestionViews.author, suggestion.id)
}

/** 满意, 基本满意 and 不满意 under the answer: the author, once. */
export const clickRate = defineAction(suggestionRate, async ({ suggestion: id, rating }, ctx) => {
  const suggestion = await ctx.unit.suggestions.getForUpdate(id)
  if (!suggestion) throw new Refusal('card/not-ours', {})
  await rate(ctx, suggestion, rating)
  return { toast: `已评价：${rating}` }
})

/** `/建议 评价 <编号> 满意`. */
export const rateSuggestion = defineCommand({
  name: '建议 评价',
  summary: '评价对自己建议的答复：满意、基本满意、不满意',
  example: '/建议 评价 L2026-001 满意',
  permission: 'suggestion.submit',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'L' })),
    rating: positional(
      choice({ label: '评价', words: { 满意: ratings[0], 基本满意: ratings[1], 不满意: ratings[2] } }),
    ),
  },
  async run({ number, rating }, ctx, { organisation }) {
    const suggestion = await suggestionNumbered(ctx, organisation, number)
    await rate(ctx, suggestion, rating)
    return { view: suggestionViews.author, ref: suggestion.id, privately: true }
  },
})

/** A suggestion for those who work on it, privately. */
export const suggestionForWork = defineView(suggestionViews.work, async (id, ctx) => {
  const suggestion = await ctx.unit.suggestions.get(id)
  if (!suggestion || ctx.viewerId === null) return null
  if (!(await worksOnSuggestions(ctx, suggestion.organisationId, ctx.viewerId))) return null
  return { card: suggestionCard(await suggestionFacts(ctx, suggestion), false), open: false }
})

/** A suggestion for its author, privately, with the rating while it is not given. */
export const suggestionForAuthor = defineView(suggestionViews.author, async (id, ctx) => {
  const suggestion = await ctx.unit.suggestions.get(id)
  if (!suggestion?.authorId || suggestion.authorId !== ctx.viewerId) return null
  const open = suggestion.rating === null
  return { card: suggestionCard(await suggestionFacts(ctx, suggestion), true), open }
})
