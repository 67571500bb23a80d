import { z } from 'zod'
import type { ActionValue } from './actions.ts'
import type { Block, Card, Tag, Tone } from './card.ts'
import { shortened, stampWords } from './wording.ts'

/** Far above the limits of the rules, which refuse in words. */
const typed = z.string().max(40_000).optional()
/** What is typed with a decision or receipt, and with the next revision. */
export const commentForm = z.object({ comment: typed })
export const revisionForm = z.object({ matter: typed, body: typed })
/** Names one revision: a card in the superior's group stands for exactly that text. */
export const revisionNo = z.number().int().min(1).max(1000)

/** A request or report on its way upward, as every card of it needs it. */
export interface Upward {
  /** 请示 or 报告. */
  word: string
  title: string
  matter: string
  number: string
  body: string
  revision: number
  /** What its state is called now, in which colour. */
  state: Tag & { tone: Tone }
  /** Who sent it to whom, and when. */
  facts: { label: string; value: string }[]
  /** What became of it, in a sentence. */
  outcome: string
}

const plain = (one: Upward, title: string, blocks: Block[], more: Partial<Card> = {}): Card => ({
  title: shortened(title, 40),
  tone: one.state.tone,
  subtitle: one.number,
  tags: [one.state],
  blocks,
  summary: `${one.title}（${one.number}）：${one.state.text}`,
  ...more,
})

const textBlock = (text: string): Block => ({ type: 'text', text })

/** The whole of it: facts, text, and what stands below. */
export function upwardCard(
  one: Upward,
  { title, below, note }: { title?: string; below: Block[]; note?: string | undefined },
): Card {
  const blocks: Block[] = [{ type: 'facts', items: one.facts }, textBlock(one.body), ...below]
  return plain(one, title ?? one.title, blocks, {
    ...(note === undefined ? {} : { note }),
    ...(title === undefined ? {} : { summary: `${title}（${one.number}）` }),
  })
}

/** The card in the superior's group of an earlier revision: it stands for nothing any more. */
export const replacedCard = (one: Upward, revision: number): Card => ({
  title: shortened(`已退回修改：${one.matter}`, 40),
  tone: 'neutral',
  subtitle: one.number,
  blocks: [textBlock(`第${revision}稿已退回修改，现为第${one.revision}稿，请在新卡片上办理。`)],
  summary: `第${revision}稿已退回修改：${one.number}`,
})

/** The form under which a superior decides or signs for it. */
export const decisionForm = (
  fields: { placeholder: string; most: number },
  buttons: { text: string; style?: 'primary' | 'danger'; action: ActionValue }[],
): Block => ({
  type: 'form',
  id: 'decision',
  fields: {
    comment: { kind: 'area', label: '意见', maxLength: fields.most, placeholder: fields.placeholder },
  },
  buttons,
})

/** In the branch after a return: why, and the form to change and submit it again; afterwards that it was. */
export function returnedCard(one: Upward, { waiting, limits, action, note }: ReturnedFacts): Card {
  const title = `${one.word}退回修改：${one.matter}`
  const summary = `${one.word}退回修改：${one.number}`
  if (!waiting) {
    const text = `已修改并重新报送，现为第${one.revision}稿：${one.state.text}。`
    return plain(one, title, [textBlock(text)], {
      tone: 'neutral',
      tags: [{ text: '已重新报送', tone: 'neutral' }],
      summary,
    })
  }
  const form: Block = {
    type: 'form',
    id: 'revision',
    fields: {
      matter: { kind: 'line', label: '事项', required: true, maxLength: limits.matter, value: one.matter },
      body: { kind: 'area', label: '正文', required: true, maxLength: limits.body, value: one.body },
    },
    buttons: [{ text: '提交', style: 'primary', action }],
  }
  return plain(one, title, [textBlock(one.outcome), form], { tone: 'attention', note, summary })
}

interface ReturnedFacts {
  /** Whether this very revision waits to be changed. */
  waiting: boolean
  limits: { matter: number; body: number }
  action: ActionValue
  note: string
}

/** News to the branch: what became of it. */
export const outcomeNewsCard = (one: Upward): Card =>
  plain(one, `${one.word}${one.state.text}：${one.matter}`, [textBlock(one.outcome)], {
    summary: `${one.word} ${one.number}：${one.state.text}`,
  })

/** The latest of a branch, or those addressed to a superior; `other` is the party that the reader is not. */
export const upwardListCard = (list: {
  title: string
  other: string
  rows: readonly { number: string; matter: string; other: string; at: Date; state: Tag }[]
  empty: string
  note?: string
  zone: string
}): Card => ({
  title: list.title,
  tone: 'info',
  tags: [{ text: `${list.rows.length}件`, tone: 'neutral' }],
  blocks:
    list.rows.length === 0
      ? [textBlock(list.empty)]
      : [
          {
            type: 'table',
            columns: [
              { key: 'number', label: '编号' },
              { key: 'matter', label: '事项' },
              { key: 'other', label: list.other },
              { key: 'at', label: '提交' },
              { key: 'state', label: '状态' },
            ],
            rows: list.rows.map(({ number, matter, other, at, state }) => ({
              number,
              matter: shortened(matter, 30),
              other,
              at: stampWords(at, list.zone),
              state,
            })),
            pageSize: 10,
          },
        ],
  ...(list.note === undefined ? {} : { note: list.note }),
  summary: `${list.title}，共${list.rows.length}件`,
})
