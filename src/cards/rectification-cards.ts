import { z } from 'zod'
import type { Rectification, RectificationEntry } from '../domain/ports/index.ts'
import { rectificationActWords, rectificationStateWords } from '../domain/rectification/states.ts'
import { cardAction, refId } from './actions.ts'
import { type AttachmentFacts, attachmentBlocks } from './attachment-blocks.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, shortened, timeWords } from './wording.ts'

/** Longest parts of an item, in characters. */
export const rectificationLimits = {
  problem: 300,
  measure: 300,
  origin: 60,
  text: 500,
  evidence: 300,
} as const

/** Far above the limits of the rules, which refuse in words. */
const typed = z.string().max(40_000).optional()
const ofItem = z.object({ item: refId })
const workForm = z.object({ text: typed, evidence: typed })

export const rectificationProgress = cardAction('rectification.progress', ofItem, workForm)
export const rectificationFinish = cardAction('rectification.finish', ofItem, workForm)
export const rectificationAccept = cardAction('rectification.accept', ofItem, workForm)
export const rectificationReturn = cardAction('rectification.return', ofItem, workForm)

const tones: Record<Rectification['state'], Tone> = {
  doing: 'attention',
  submitted: 'info',
  closed: 'success',
}

/** The state, or 逾期 while the day is past and it is not closed. */
export const rectificationTag = (item: Pick<Rectification, 'state' | 'dueOn'>, today: string): Tag =>
  item.state === 'doing' && item.dueOn < today
    ? { text: '逾期', tone: 'danger' }
    : { text: rectificationStateWords[item.state], tone: tones[item.state] }

/** What the card of an item needs. */
export interface RectificationFacts {
  item: Rectification
  entries: readonly RectificationEntry[]
  owner: string
  meeting: string | null
  files: AttachmentFacts
  nameOf: (memberId: string) => string
  /** Whether the days off of the due date's year are not announced yet. */
  provisional: boolean
  today: string
  zone: string
}

/** So many entries are shown, the latest; a card holds no more with its form. */
const shownEntries = 12

/** An item for those who may see the problem: all of it, and the form to go on. */
export function rectificationCard(facts: RectificationFacts): Card {
  const { item, entries } = facts
  return {
    title: shortened(`整改：${item.problem}`, 40),
    tone: tones[item.state],
    subtitle: item.number,
    tags: [rectificationTag(item, facts.today)],
    blocks: [
      {
        type: 'facts',
        items: [
          { label: '问题', value: item.problem },
          ...(item.origin ? [{ label: '来源', value: item.origin }] : []),
          ...(facts.meeting ? [{ label: '会议', value: facts.meeting }] : []),
          { label: '措施', value: item.measure },
          { label: '责任人', value: facts.owner },
          { label: '期限', value: dateWords(item.dueOn, facts.today) },
        ],
      },
      ...(entries.length > shownEntries
        ? [
            {
              type: 'text' as const,
              text: `共${entries.length}条记录，显示最近${shownEntries}条。`,
              size: 'small' as const,
            },
          ]
        : []),
      ...entries.slice(-shownEntries).map((one): Block => ({ type: 'text', text: entryWords(one, facts) })),
      ...attachmentBlocks(facts.files, facts.zone, item.state === 'closed' ? undefined : '上传佐证'),
      ...(item.state === 'closed' ? [] : [{ type: 'divider' as const }, workForms(item)]),
    ],
    ...markedNote('销号须由责任人以外的人员验收；退回须写明原因。', facts.provisional),
    summary: `整改 ${item.number}：${rectificationStateWords[item.state]}`,
  }
}

const entryWords = (one: RectificationEntry, { nameOf, zone }: RectificationFacts): string =>
  `${timeWords(one.writtenAt, zone)}　${nameOf(one.writtenBy)}　${rectificationActWords[one.kind]}：${one.text}${
    one.evidence ? `（佐证：${one.evidence}）` : ''
  }`

const workForms = ({ id }: Rectification): Block => ({
  type: 'form',
  id: 'rectification',
  fields: {
    text: { kind: 'area', label: '说明', required: true, maxLength: rectificationLimits.text },
    evidence: {
      kind: 'line',
      label: '佐证',
      maxLength: rectificationLimits.evidence,
      placeholder: '链接，或材料存放处',
    },
  },
  buttons: [
    { text: '登记进展', action: rectificationProgress({ item: id }) },
    { text: '报验', style: 'primary', action: rectificationFinish({ item: id }) },
    { text: '销号', action: rectificationAccept({ item: id }) },
    { text: '退回', action: rectificationReturn({ item: id }) },
  ],
})

/** Items of an organisation: measures for everybody, problems only where `withProblems`. */
export const rectificationListCard = (list: {
  branch: string
  items: readonly Rectification[]
  withProblems: boolean
  nameOf: (memberId: string) => string
  today: string
  provisional: boolean
}): Card => ({
  title: `${list.branch}的整改事项`,
  tone: 'info',
  tags: [{ text: `未销号${list.items.filter((one) => one.state !== 'closed').length}项`, tone: 'neutral' }],
  blocks:
    list.items.length === 0
      ? [{ type: 'text', text: '还没有整改事项。可以发送：/整改 新建 问题 措施=… 责任人=… 期限=…' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              ...(list.withProblems ? [{ key: 'problem', label: '问题' }] : []),
              { key: 'measure', label: '措施' },
              { key: 'owner', label: '责任人' },
              { key: 'due', label: '期限' },
              { key: 'state', label: '状态' },
            ],
            rows: list.items.map((one) => ({
              number: one.number,
              ...(list.withProblems ? { problem: shortened(one.problem, 40) } : {}),
              measure: shortened(one.measure, 40),
              owner: list.nameOf(one.ownerId),
              due: one.dueOn,
              state: rectificationTag(one, list.today),
            })),
            pageSize: 10,
          },
        ],
  ...markedNote('查看和办理：/整改 查看 编号', list.provisional),
  summary: `${list.branch}的整改事项，共${list.items.length}项`,
})
