import { z } from 'zod'
import type {
  NoticeExtension,
  NoticeVersion,
  Objection,
  PublicNotice,
  ShownCard,
} from '../domain/ports/index.ts'
import { noticeKinds } from '../domain/public-notices/kinds.ts'
import { outcomeWords } from '../domain/public-notices/outcome.ts'
import { noticeStateWords } from '../domain/public-notices/words.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, shortened, stampWords, timeWords } from './wording.ts'

/** Longest parts of a publication and of an objection, in characters. */
export const noticeLimits = {
  title: 60,
  content: 1000,
  basis: 200,
  scope: 60,
  contact: 60,
  objection: 500,
} as const

/** Far above the limits of the rules, which refuse in words. */
const typed = z.string().max(40_000)

export const objectionSubmit = cardAction(
  'objection.submit',
  z.object({ notice: refId }),
  z.object({ content: typed.optional(), anonymous: z.boolean().optional() }),
)

const tones: Record<PublicNotice['state'], Tone> = {
  open: 'info',
  held: 'attention',
  clear: 'success',
  upheld: 'danger',
  withdrawn: 'neutral',
  published: 'info',
  filed: 'neutral',
}

export const noticeTag = ({ state }: Pick<PublicNotice, 'state'>): Tag => ({
  text: noticeStateWords[state],
  tone: tones[state],
})

/** What the cards of a notice need. `text` is the version that the card stands for. */
export interface NoticeFacts {
  notice: PublicNotice
  text: NoticeVersion
  branch: string
  acceptor: string
  objections: readonly Objection[]
  /** Whether the days off of the year in which the period ends are not announced yet. */
  provisional: boolean
  zone: string
}

/** The card in the group for one text: what is made public, the period, and the form for objections while it runs. */
export function publicNoticeCard(facts: NoticeFacts): Card {
  const { notice, text } = facts
  if (text.version !== notice.version) return replacedText(facts)
  const kind = noticeKinds[notice.kind].label
  const outcome = outcomeWords(notice.state, facts.objections)
  return {
    title: shortened(`${kind}：${notice.title}`, 40),
    tone: tones[notice.state],
    subtitle: notice.number,
    tags: [noticeTag(notice)],
    blocks: [
      ...(text.basis ? [{ type: 'text' as const, text: `依据：${text.basis}` }] : []),
      { type: 'text', text: text.content },
      ...(noticeKinds[notice.kind].period ? [{ type: 'text' as const, text: '现予公示。' }] : []),
      factsBlock(facts),
      ...(notice.state === 'open' ? objectionForm(notice) : []),
      ...(outcome === '' ? [] : [{ type: 'text' as const, text: outcome }]),
      ...(notice.withdrawnReason
        ? [{ type: 'text' as const, text: `已撤回，原因：${notice.withdrawnReason}` }]
        : []),
      { type: 'text', text: `${facts.branch}　${dateWords(text.startsOn)}`, size: 'small' },
    ],
    ...markedNote(`第${text.version}版　校验码 ${text.hash.slice(0, 12)}`, facts.provisional),
    summary: `${kind}：${notice.title}（${notice.number}）`,
  }
}

function factsBlock({ notice, text, acceptor, zone }: NoticeFacts): Block {
  const period =
    notice.endsAt && text.endsOn
      ? [
          {
            label: '公示期',
            value: `${dateWords(text.startsOn)}至${timeWords(notice.endsAt, zone)}（${notice.days}个工作日，发布当日不计）`,
          },
          { label: '受理人', value: acceptor },
          ...(notice.contact ? [{ label: '方式', value: notice.contact }] : []),
        ]
      : []
  return { type: 'facts', items: [{ label: '范围', value: notice.scope }, ...period] }
}

const objectionForm = ({ id }: PublicNotice): Block[] => [
  {
    type: 'text',
    size: 'small',
    text: '公示期内如有异议，请署真实姓名或以匿名方式反映，内容只有受理人能看到；匿名的不记录姓名和时间。',
  },
  {
    type: 'form',
    id: 'objection',
    fields: {
      content: { kind: 'area', label: '反映的情况', required: true, maxLength: noticeLimits.objection },
      anonymous: { kind: 'check', label: '匿名' },
    },
    buttons: [{ text: '反映意见', style: 'primary', action: objectionSubmit({ notice: id }) }],
  },
]

/** What stands for a text that was corrected: nothing of it counts any more. */
const replacedText = ({ notice, text }: NoticeFacts): Card => ({
  title: shortened(`已更正：${notice.title}`, 40),
  tone: 'neutral',
  subtitle: notice.number,
  blocks: [
    { type: 'text', text: text.content },
    {
      type: 'text',
      text: `这是第${text.version}版，内容已更正，现为第${notice.version}版，公示期重新计算，请看新的卡片。`,
    },
  ],
  note: `第${text.version}版　校验码 ${text.hash.slice(0, 12)}`,
  summary: `已更正：${notice.number}`,
})

/** News to the group when a period is over. */
export const noticeNewsCard = ({ notice, objections }: Pick<NoticeFacts, 'notice' | 'objections'>): Card => ({
  title: shortened(`公示结果：${notice.title}`, 40),
  tone: tones[notice.state],
  subtitle: notice.number,
  tags: [noticeTag(notice)],
  blocks: [{ type: 'text', text: outcomeWords(notice.state, objections) }],
  summary: `公示结果：${notice.number}`,
})

/** The proof of a publication: every text with its hash, where and when it was shown, every extension. */
export function noticeRecordCard(
  facts: Omit<NoticeFacts, 'text'> & {
    versions: readonly { text: NoticeVersion; shown: readonly ShownCard[] }[]
    extensions: readonly NoticeExtension[]
  },
): Card {
  const { notice, zone } = facts
  return {
    title: shortened(`发布记录：${notice.title}`, 40),
    tone: 'info',
    subtitle: notice.number,
    tags: [noticeTag(notice)],
    blocks: [
      ...facts.versions.map(
        ({ text, shown }): Block => ({ type: 'facts', items: versionItems(text, shown, zone) }),
      ),
      ...facts.extensions.map(
        (one): Block => ({
          type: 'text',
          text: `${timeWords(one.extendedAt, zone)}延长${one.days}个工作日，至${dateWords(one.endsOn)}。原因：${one.reason}`,
        }),
      ),
      ...(noticeKinds[notice.kind].period
        ? [
            {
              type: 'text' as const,
              text: `异议：${facts.objections.length}件。${outcomeWords(notice.state, facts.objections)}`,
            },
          ]
        : []),
    ],
    ...markedNote('校验码为标题、范围、依据和内容的SHA-256值。', facts.provisional),
    summary: `发布记录：${notice.number}`,
  }
}

const versionItems = (text: NoticeVersion, shown: readonly ShownCard[], zone: string) => [
  { label: `第${text.version}版`, value: `${timeWords(text.publishedAt, zone)}发布` },
  ...(text.endsOn ? [{ label: '公示期', value: `${text.startsOn}至${text.endsOn}` }] : []),
  ...(text.reason ? [{ label: '更正原因', value: text.reason }] : []),
  { label: '校验码', value: text.hash },
  ...shown.map((one) => ({ label: '消息', value: `${one.messageId}（${stampWords(one.sentAt, zone)}）` })),
]

/** The latest publications of an organisation. */
export const noticeListCard = (
  branch: string,
  notices: readonly PublicNotice[],
  zone: string,
  provisional: boolean,
): Card => ({
  title: `${branch}的公示公开`,
  tone: 'info',
  tags: [{ text: `${notices.length}件`, tone: 'neutral' }],
  blocks:
    notices.length === 0
      ? [{ type: 'text', text: '还没有公示。可以发送：/公示 发布 标题 天数=5 内容=…' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              { key: 'title', label: '标题' },
              { key: 'end', label: '截止' },
              { key: 'state', label: '状态' },
            ],
            rows: notices.map((one) => ({
              number: one.number,
              title: shortened(one.title, 30),
              end: one.endsAt ? stampWords(one.endsAt, zone) : '—',
              state: noticeTag(one),
            })),
            pageSize: 10,
          },
        ],
  ...markedNote('查看发布记录：/公示 查询 编号', provisional),
  summary: `${branch}的公示公开，共${notices.length}件`,
})
