import { noteCard } from '../../cards/plain-cards.ts'
import { suggestionLimits } from '../../cards/suggestion-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { requiredText } from '../../domain/conversation/typed-text.ts'
import { unionOf } from '../../domain/organisation/linked-rosters.ts'
import { Refusal } from '../../domain/refusals.ts'
import { registerSuggestion } from '../../domain/suggestions/register.ts'
import { startSuggestionCase } from '../../domain/suggestions/suggestion-case.ts'
import { text } from '../arguments/index.ts'
import { anonymously, restrictedText } from '../arguments/restricted.ts'
import { keyed, optional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

/**
 * `/建议 [匿名] <内容> 类别=…`: numbered, to be answered in 15 working days. Without a name neither the author nor the
 * moment is kept: no entry, no case yet, and the answer does not say the number, because a message has both.
 */
export const submitSuggestion = defineCommand({
  name: '建议',
  aliases: ['合理化建议', '提建议'],
  summary: '提出合理化建议，15个工作日内答复（匿名请私聊）',
  example: '/建议 建议更换二号车间照明 类别=安全',
  permission: 'suggestion.submit',
  scope: 'branch-or-union',
  args: {
    anonymous: optional(anonymously),
    content: restrictedText({ label: '内容', max: suggestionLimits.content }),
    category: optional(keyed(text({ label: '类别', max: suggestionLimits.category }))),
  },
  async run(given, ctx, { organisation: said }) {
    // Whoever says it in the branch's group or in private says it to the union of that branch.
    const organisation = await unionOf(ctx.unit, said)
    const anonymous = given.anonymous === true
    if (anonymous && ctx.chat.type === 'group') throw new Refusal('suggestion/anonymous-in-group', {})
    const authorId = anonymous ? null : ctx.me().id
    const suggestion = await registerSuggestion(ctx, {
      organisationId: organisation.id,
      authorId,
      category: given.category ?? '其他',
      content: requiredText(given.content, '内容', suggestionLimits.content),
    })
    const until = `最迟${dateWords(suggestion.dueOn, ctx.today)}答复`
    if (authorId === null)
      return {
        card: noteCard('建议已收到', `${until}。没有记录姓名和时间，办理情况见：/建议 列表。`, 'success'),
        privately: true,
      }
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: authorId,
      action: 'suggestion.submit',
      object: suggestion.id,
      facts: { number: suggestion.number, due: suggestion.dueOn },
    })
    await startSuggestionCase(ctx, suggestion, authorId)
    return {
      card: noteCard(
        '建议已登记',
        `编号 ${suggestion.number}，${until}，由${organisation.name}办理，结果私聊告知您。`,
        'success',
      ),
      privately: true,
    }
  },
})
