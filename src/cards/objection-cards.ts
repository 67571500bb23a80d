import { z } from 'zod'
import type { Objection, ObjectionConclusion, PublicNotice } from '../domain/ports/index.ts'
import { conclusionWords } from '../domain/public-notices/words.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card } from './card.ts'
import { noticeLimits, noticeTag } from './public-notice-cards.ts'
import { dateWords, shortened, timeWords } from './wording.ts'

const typed = z.string().max(40_000).optional()
const ofObjection = z.object({ notice: refId, no: z.number().int().min(1).max(10_000) })
const handling = z.object({ inquiry: typed, reason: typed, conclusion: z.string().max(20).optional() })

export const objectionInquire = cardAction('objection.inquire', ofObjection, handling)
export const objectionConclude = cardAction('objection.conclude', ofObjection, handling)

/** So many objections with their forms fit into one card (30 KB of JSON, three bytes a character). */
export const objectionsPerPage = 5

/** What the acceptor alone reads: every objection, and the forms to inquire and conclude. */
export function objectionsCard(facts: {
  notice: PublicNotice
  objections: readonly Objection[]
  nameOf: (memberId: string) => string
  /** The local date by which an objection must be answered. */
  dueOf: (objection: Objection) => string | null
  today: string
  zone: string
  /** Counted from 1. */
  page: number
}): Card {
  const { notice, objections, zone, page } = facts
  const open = objections.filter((one) => one.conclusion === null)
  const inOrder = [...open, ...objections.filter((one) => one.conclusion !== null)]
  const shown = inOrder.slice((page - 1) * objectionsPerPage, page * objectionsPerPage)
  return {
    title: shortened(`异议办理：${notice.title}`, 40),
    tone: open.length > 0 ? 'attention' : 'neutral',
    subtitle: notice.number,
    tags: [noticeTag(notice)],
    blocks: [
      {
        type: 'text',
        text: `共收到异议${objections.length}件，未办结${open.length}件。仅您本人可以查看，请勿转发。`,
      },
      ...shown.flatMap((one): Block[] => [
        { type: 'divider' },
        {
          type: 'text',
          text: `第${one.no}件　${one.memberId ? facts.nameOf(one.memberId) : '匿名'}　${one.submittedOn}`,
          size: 'heading',
        },
        { type: 'text', text: one.content },
        ...(one.conclusion === null ? answerDue(facts.dueOf(one), facts.today) : []),
        ...(one.conclusion === null ? [handlingForm(notice.id, one)] : outcome(one, one.conclusion)),
      ]),
    ],
    note: [
      ...(notice.endsAt && notice.state === 'open'
        ? [`公示期至${timeWords(notice.endsAt, zone)}；期满前未办结的，公示事项暂不生效。`]
        : []),
      ...(inOrder.length > objectionsPerPage
        ? [`第${page}页，其他页：/公示 异议 ${notice.number} 页=${page + 1}`]
        : []),
    ].join(''),
    summary: `异议办理：${notice.number}，未办结${open.length}件`,
  }
}

const answerDue = (due: string | null, today: string): Block[] =>
  due === null
    ? []
    : [
        {
          type: 'text',
          text: `${due < today ? '已逾期，' : ''}应于${dateWords(due, today)}前答复`,
          size: 'small',
        },
      ]

/** The answer to whoever signed an objection. */
export const objectionAnswerCard = (
  { title, number }: Pick<PublicNotice, 'title' | 'number'>,
  { no, conclusion, reason, content }: Objection,
): Card => ({
  title: shortened(`异议答复：${title}`, 40),
  tone: 'info',
  subtitle: number,
  blocks: [
    { type: 'text', text: '您反映的情况已经核实，答复如下。' },
    {
      type: 'facts',
      items: [
        { label: '反映的情况', value: content },
        { label: '结论', value: conclusion === null ? '核实中' : conclusionWords[conclusion] },
        { label: '理由', value: reason ?? '' },
      ],
    },
  ],
  note: '仅您本人可以查看。对答复仍有意见的，可以向上级组织反映。',
  summary: `异议答复：${number}第${no}件`,
})

const outcome = (one: Objection, conclusion: ObjectionConclusion): Block[] => [
  {
    type: 'facts',
    items: [
      { label: '核实情况', value: one.inquiry ?? '' },
      { label: '结论', value: conclusionWords[conclusion] },
      { label: '理由', value: one.reason ?? '' },
    ],
  },
]

const handlingForm = (notice: string, { no, inquiry, reason }: Objection): Block => ({
  type: 'form',
  id: `objection${no}`,
  fields: {
    inquiry: {
      kind: 'area',
      label: '核实情况',
      required: true,
      maxLength: noticeLimits.objection,
      ...(inquiry ? { value: inquiry } : {}),
    },
    conclusion: {
      kind: 'choice',
      label: '结论',
      options: Object.entries(conclusionWords).map(([value, text]) => ({ value, text })),
    },
    reason: { kind: 'line', label: '理由', maxLength: 200, ...(reason ? { value: reason } : {}) },
  },
  buttons: [
    { text: '登记核实', action: objectionInquire({ notice, no }) },
    { text: '作出结论', style: 'primary', action: objectionConclude({ notice, no }) },
  ],
})
