import { z } from 'zod'
import type { DocumentContent } from '../domain/documents/content.ts'
import type { DocumentLayout } from '../domain/documents/layout.ts'
import { cardAction, refId, typedText } from './actions.ts'
import type { Block, Card, Field } from './card.ts'
import { noteCard } from './plain-cards.ts'
import { shortened } from './wording.ts'

/** What people fill in on a document's card: up to 12 texts, by field. */
const filledIn = z.record(z.string().max(40), typedText(1000).optional())

/** 提交 on a document's card: another version with what was filled in. */
export const documentCorrect = cardAction('document.correct', z.object({ document: refId }), filledIn)
/** 定稿: the current version becomes final. */
export const documentSign = cardAction('document.sign', z.object({ document: refId }))
/** 取回: the file of the current version, to the person alone. */
export const documentFetch = cardAction('document.fetch', z.object({ document: refId }))

const originWords = { records: '按记录起草', form: '卡片修改', upload: '上传的修改稿' } as const

/** What the card of a document shows. */
export interface DocumentCardFacts {
  id: string
  layout: DocumentLayout
  title: string
  caseNumber: string
  state: 'draft' | 'final'
  version: number
  origin: keyof typeof originWords
  /** False while its file is being made. */
  ready: boolean
  signers: string
  signedBy: string | null
  /** Labels of what is still blank. */
  blanks: readonly string[]
  values: Readonly<Record<string, string>>
  content: DocumentContent | null
}

/** A document as its writers see it: where it stands, what is blank, its text, and how to go on. */
export function documentCard(facts: DocumentCardFacts): Card {
  const draft = facts.state === 'draft'
  return {
    title: shortened(`文书：${facts.title}`, 30),
    tone: draft ? 'info' : 'success',
    subtitle: `${facts.caseNumber} ${facts.layout.label}`,
    tags: [
      draft ? { text: '草稿', tone: 'info' } : { text: '已定稿', tone: 'success' },
      { text: `第${facts.version}稿`, tone: 'neutral' },
    ],
    blocks: [
      {
        type: 'facts',
        items: [
          { label: '来源', value: originWords[facts.origin] },
          draft
            ? { label: '定稿', value: `由${facts.signers}定稿` }
            : { label: '定稿', value: facts.signedBy ?? '' },
          ...(draft && facts.blanks.length > 0 ? [{ label: '待补充', value: facts.blanks.join('、') }] : []),
        ],
      },
      ...(facts.content && facts.origin !== 'upload' ? [textBlock(facts.content)] : []),
      ...(draft && facts.layout.fields.length > 0 ? [correctForm(facts)] : []),
      {
        type: 'buttons',
        items: [
          ...(facts.ready ? [{ text: '取回', action: documentFetch({ document: facts.id }) }] : []),
          ...(draft
            ? [
                {
                  text: '定稿',
                  style: 'primary' as const,
                  action: documentSign({ document: facts.id }),
                  confirm: { title: '确认定稿', text: '定稿后不能再修改，并作为相应步骤的归档材料。' },
                },
              ]
            : []),
        ],
      },
    ],
    note: draft
      ? '也可以取回文件，修改后回复该文件发回，作为新的一稿。各稿均保留。'
      : '该文书已定稿，文件和各稿均保留备查。',
    summary: `${facts.layout.label}：${facts.title}（${draft ? '草稿' : '已定稿'}）`,
  }
}

/** A restricted document is not shown where others look. */
export const closedDocumentCard = (caseNumber: string): Card =>
  noteCard('文书', `${caseNumber}的文书限定人员可见，请在与机器人的私聊中办理。`)

const mostPreview = 3000

function plainText(block: DocumentContent['blocks'][number]): string {
  if (block.kind === 'table') return block.rows.map((row) => row.join(' | ')).join('\n')
  if (block.kind === 'form')
    return block.rows.map((row) => row.map(({ label, text }) => `${label}：${text}`).join('　')).join('\n')
  return block.text.replace('\t', '　')
}

function textBlock(content: DocumentContent): Block {
  const lines = content.blocks.map(plainText)
  return { type: 'fold', title: '正文', text: shortened(lines.join('\n'), mostPreview) }
}

function correctForm({ id, layout, values }: DocumentCardFacts): Block {
  const fields: Record<string, Field> = {}
  for (const field of layout.fields)
    fields[field.id] = {
      kind: field.long ? 'area' : 'line',
      label: field.label,
      maxLength: field.long ? 1000 : 200,
      ...(values[field.id] ? { value: values[field.id] ?? '' } : {}),
    }
  return {
    type: 'form',
    id: 'document',
    fields,
    buttons: [{ text: '提交', action: documentCorrect({ document: id }) }],
  }
}
