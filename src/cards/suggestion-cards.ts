import { z } from 'zod'
import type { Suggestion } from '../domain/ports/index.ts'
import { isOverdue, ratings, suggestionStateWords } from '../domain/suggestions/states.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, Tag } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, shortened } from './wording.ts'

/** Longest parts of a suggestion, in characters. */
export const suggestionLimits = { content: 500, category: 20, text: 500 } as const

export const suggestionRate = cardAction(
  'suggestion.rate',
  z.object({ suggestion: refId, rating: z.enum(ratings) }),
)

const tagOf = (one: Suggestion, today: string): Tag =>
  isOverdue(one, today)
    ? { text: '逾期未答复', tone: 'danger' }
    : { text: suggestionStateWords[one.state], tone: one.state === 'submitted' ? 'info' : 'success' }

/** What the cards of a suggestion need. `author` is 匿名 where none is known. */
export interface SuggestionFacts {
  suggestion: Suggestion
  author: string
  implementer: string
  /** Whether the days off of the due date's year are not announced yet. */
  provisional: boolean
  today: string
}

const answerBlocks = ({ suggestion, implementer }: SuggestionFacts): Block[] => [
  {
    type: 'facts',
    items: [
      ...(suggestion.adopted === null
        ? []
        : [{ label: '评审', value: suggestion.adopted ? '采用' : '不采用' }]),
      ...(suggestion.review
        ? [{ label: suggestion.adopted ? '意见' : '理由', value: suggestion.review }]
        : []),
      ...(implementer ? [{ label: '实施人', value: implementer }] : []),
      ...(suggestion.reply ? [{ label: '答复', value: suggestion.reply }] : []),
      ...(suggestion.effect ? [{ label: '效果', value: suggestion.effect }] : []),
      ...(suggestion.rating ? [{ label: '评价', value: suggestion.rating }] : []),
    ],
  },
]

/** A suggestion for those who work on it, or for its author. */
export function suggestionCard(facts: SuggestionFacts, forAuthor: boolean): Card {
  const { suggestion, author, today } = facts
  const mayRate =
    forAuthor &&
    suggestion.rating === null &&
    (suggestion.state === 'replied' || suggestion.state === 'effected')
  return {
    title: shortened(`建议：${suggestion.content}`, 40),
    tone: isOverdue(suggestion, today) ? 'danger' : 'info',
    subtitle: suggestion.number,
    tags: [tagOf(suggestion, today)],
    blocks: [
      { type: 'text', text: suggestion.content },
      {
        type: 'facts',
        items: [
          { label: '建议人', value: author },
          { label: '类别', value: suggestion.category },
          { label: '提出', value: dateWords(suggestion.submittedOn) },
          { label: '答复期限', value: dateWords(suggestion.dueOn, today) },
        ],
      },
      ...(suggestion.adopted === null ? [] : answerBlocks(facts)),
      ...(mayRate
        ? [
            { type: 'text' as const, text: '请评价这次答复：', size: 'small' as const },
            {
              type: 'buttons' as const,
              items: ratings.map((rating) => ({
                text: rating,
                action: suggestionRate({ suggestion: suggestion.id, rating }),
              })),
            },
          ]
        : []),
    ],
    ...markedNote(forAuthor ? undefined : workNote(suggestion), facts.provisional),
    summary: `建议 ${suggestion.number}：${suggestionStateWords[suggestion.state]}`,
  }
}

const workNote = ({ state, number, adopted }: Suggestion): string =>
  state === 'submitted'
    ? `评审：/建议 评审 ${number} 采用=是 意见=…`
    : state === 'reviewed'
      ? `答复建议人：/建议 答复 ${number}`
      : adopted
        ? `登记效果：/建议 效果 ${number} 内容=…`
        : '已答复。'

/** What came of a suggestion for everybody: never who made it, and of one that was not adopted only its answer. */
export const suggestionOutcomeCard = (facts: SuggestionFacts): Card => ({
  title: `建议 ${facts.suggestion.number}`,
  tone: 'info',
  subtitle: facts.suggestion.number,
  tags: [tagOf(facts.suggestion, facts.today)],
  blocks: [
    ...(facts.suggestion.adopted ? [{ type: 'text' as const, text: facts.suggestion.content }] : []),
    ...answerBlocks({ ...facts, implementer: '' }),
  ],
  summary: `建议 ${facts.suggestion.number}`,
})

/** One's own suggestions, and those that were adopted. */
export const suggestionListCard = (list: {
  branch: string
  own: readonly Suggestion[]
  adopted: readonly Suggestion[]
  anonymous: readonly Suggestion[]
  today: string
}): Card => {
  const table = (title: string, all: readonly Suggestion[], withContent: boolean): Block[] =>
    all.length === 0
      ? []
      : [
          { type: 'text', text: title, size: 'heading' },
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              ...(withContent ? [{ key: 'content', label: '内容' }] : [{ key: 'date', label: '提出' }]),
              { key: 'state', label: '状态' },
            ],
            rows: all.map((one) => ({
              number: one.number,
              ...(withContent ? { content: shortened(one.content, 40) } : { date: one.submittedOn }),
              state: tagOf(one, list.today),
            })),
            pageSize: 10,
          },
        ]
  const blocks = [
    ...table('我的建议', list.own, true),
    ...table('已采用的建议', list.adopted, true),
    ...table('匿名建议的办理', list.anonymous, false),
  ]
  return {
    title: `${list.branch}的合理化建议`,
    tone: 'info',
    blocks:
      blocks.length > 0 ? blocks : [{ type: 'text', text: '还没有建议。可以发送：/建议 内容 类别=安全' }],
    note: '查看答复：/建议 查询 编号',
    summary: `${list.branch}的合理化建议`,
  }
}
