import { sizeWords } from '../domain/papers/words.ts'
import type { ChecklistRow } from '../domain/process/index.ts'
import type { Block, Card, Option } from './card.ts'
import { optionOf } from './meeting-actions.ts'
import { evidenceAsk, evidenceChoose, paperFetch, paperWithdraw } from './paper-actions.ts'
import { noteCard } from './plain-cards.ts'
import { shortened, stampWords } from './wording.ts'

/** How long a person who was asked for a file has to send it. */
export const askedMinutes = 10

/** 上传资料 was pressed: the next file that the person sends here is taken. */
export const sendFileCard = (number: string, label: string): Card =>
  noteCard(
    '请在本会话中发送文件',
    `${number} ${label}：请在${askedMinutes}分钟内在本会话中发送文件或图片，收到后记为该步骤的佐证材料。`,
  )

const stepOptions = (rows: readonly ChecklistRow[]): Option[] =>
  rows.slice(0, 60).map((row) => ({ value: optionOf(row), text: shortened(row.label, 24) }))

/** Files came as an answer to a case's card: of which step are they? */
export const chooseStepCard = (given: {
  proposal: string
  number: string
  names: readonly string[]
  rows: readonly ChecklistRow[]
}): Card => ({
  title: '这份材料属于哪个步骤',
  tone: 'info',
  subtitle: given.number,
  blocks: [
    { type: 'text', text: given.names.join('、') },
    {
      type: 'form',
      id: 'step',
      fields: { step: { kind: 'choice', label: '步骤', required: true, options: stepOptions(given.rows) } },
      buttons: [{ text: '提交', style: 'primary', action: evidenceChoose({ proposal: given.proposal }) }],
    },
  ],
  summary: `请选择材料所属的步骤（${given.number}）`,
})

/** One paper of a case as its list shows it. `title` is null where the viewer may not see it. */
export interface PaperRow {
  id: string
  title: string | null
  step: string
  by: string
  at: Date
  bytes: number | null
  url: string | null
}

/** What proves the steps of a case, with what can be done about it. */
export function casePapersCard(facts: {
  caseId: string
  number: string
  title: string
  open: boolean
  papers: readonly PaperRow[]
  rows: readonly ChecklistRow[]
  zone: string
}): Card {
  const seen = facts.papers.filter((one) => one.title !== null)
  const hidden = facts.papers.length - seen.length
  return {
    title: shortened(`材料：${facts.title}`, 30),
    tone: 'info',
    subtitle: facts.number,
    tags: [{ text: `${facts.papers.length}份`, tone: 'neutral' }],
    blocks: [
      seen.length > 0 ? paperTable(seen, facts.zone) : { type: 'text', text: '还没有材料。' },
      ...(seen.some((one) => one.url) ? [linksBlock(seen)] : []),
      ...(hidden > 0
        ? [{ type: 'text' as const, size: 'small' as const, text: `另有${hidden}份限定人员可见。` }]
        : []),
      ...(seen.length > 0 ? [takeForm(facts.caseId, seen, facts.open)] : []),
      ...(facts.open && facts.rows.length > 0 ? [uploadForm(facts.caseId, facts.rows)] : []),
    ],
    note: '直接回复本卡片发送文件、图片或云文档链接，也记为材料。取回的文件只发给本人，并留有记录。',
    summary: `${facts.title}（${facts.number}）材料${facts.papers.length}份`,
  }
}

const paperTable = (papers: readonly PaperRow[], zone: string): Block => ({
  type: 'table',
  columns: [
    { key: 'title', label: '材料' },
    { key: 'step', label: '步骤' },
    { key: 'by', label: '提交' },
  ],
  rows: papers.map((one) => ({
    title: `${one.title}${one.bytes === null ? '' : `（${sizeWords(one.bytes)}）`}`,
    step: one.step,
    by: `${one.by} ${stampWords(one.at, zone)}`,
  })),
  pageSize: 10,
})

const linksBlock = (papers: readonly PaperRow[]): Block => ({
  type: 'fold',
  title: '云文档地址',
  text: papers.flatMap((one) => (one.url ? [`${one.step}：${one.url}`] : [])).join('\n'),
})

const takeForm = (caseId: string, papers: readonly PaperRow[], open: boolean): Block => ({
  type: 'form',
  id: 'take',
  fields: {
    paper: {
      kind: 'choice',
      label: '材料',
      options: papers.slice(0, 60).map((one, index) => ({
        value: one.id,
        text: `${index + 1}. ${shortened(one.title ?? '', 22)}`,
      })),
    },
  },
  buttons: [
    { text: '取回', style: 'primary', action: paperFetch({ case: caseId }) },
    ...(open ? [{ text: '撤下', action: paperWithdraw({ case: caseId }) }] : []),
  ],
})

const uploadForm = (caseId: string, rows: readonly ChecklistRow[]): Block => ({
  type: 'form',
  id: 'upload',
  fields: { step: { kind: 'choice', label: '步骤', options: stepOptions(rows) } },
  buttons: [{ text: '上传资料', action: evidenceAsk({ case: caseId }) }],
})

/** What became of work with files. */
export interface JobFacts {
  title: string
  state: 'planned' | 'done' | 'refused' | 'dead'
  /** What it is about, or why it failed. */
  text: string
  progress: { done: number; total: number } | null
}

/** The card of a piece of work with files, from its row. */
export function jobCard({ title, state, text, progress }: JobFacts): Card {
  const words = {
    planned: { tag: '正在处理', tone: 'info' },
    done: { tag: '已完成', tone: 'success' },
    refused: { tag: '未能办理', tone: 'attention' },
    dead: { tag: '未能办理', tone: 'danger' },
  } as const
  return {
    title,
    tone: words[state].tone,
    tags: [{ text: words[state].tag, tone: words[state].tone }],
    blocks: [
      { type: 'text', text },
      ...(progress && state === 'planned'
        ? [{ type: 'progress' as const, label: '进度', value: progress.done, max: progress.total }]
        : []),
    ],
    summary: `${title}：${words[state].tag}`,
  }
}
