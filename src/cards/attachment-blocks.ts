import { sizeWords } from '../domain/papers/words.ts'
import type { Attachment, AttachmentSubject } from '../domain/ports/index.ts'
import type { Block } from './card.ts'
import { attachmentAsk, attachmentFetch } from './paper-actions.ts'
import { shortened, stampWords } from './wording.ts'

/** The files of a request, a report or a rectification item, with whoever sent them. */
export interface AttachmentFacts {
  subject: AttachmentSubject
  ref: string
  files: readonly (Attachment & { by: string; bytes: number | null })[]
}

const roleWords: Record<Attachment['role'], string> = { attachment: '附件', scan: '扫描件', evidence: '佐证' }

/**
 * The files with 取回, and a button that asks for another one where `add` names it. A file that was destroyed is named and
 * cannot be fetched.
 */
export function attachmentBlocks(
  { subject, ref, files }: AttachmentFacts,
  zone: string,
  add?: string,
): Block[] {
  const ask = add ? [{ text: add, action: attachmentAsk({ subject, ref }) }] : []
  if (files.length === 0) return ask.length > 0 ? [{ type: 'buttons', items: ask }] : []
  const lines = files.map((one, at) => {
    const size = one.bytes === null ? '已销毁' : sizeWords(one.bytes)
    return `${at + 1}. ${roleWords[one.role]}：${one.title}（${size}，${one.by} ${stampWords(one.submittedAt, zone)}）`
  })
  const there = files.filter(({ bytes }) => bytes !== null)
  return [
    { type: 'text', text: lines.join('\n'), size: 'small' },
    {
      type: 'form',
      id: 'files',
      fields: {
        file: {
          kind: 'choice',
          label: '文件',
          options: there.slice(0, 40).map((one) => ({ value: one.id, text: shortened(one.title, 24) })),
        },
      },
      buttons: [{ text: '取回', action: attachmentFetch({ subject, ref }) }, ...ask],
    },
  ]
}
