import type { ContentBlock, DocumentContent } from '../../domain/documents/content.ts'
import { type Look, lineHeight, looks } from './docx-looks.ts'
import { paragraph } from './docx-paragraph.ts'
import { docxParts } from './docx-parts.ts'
import { formXml, tableXml } from './docx-table.ts'
import { titleLines, widthOf } from './title-lines.ts'
import { zipOf } from './zip.ts'

/** Space between a table and the text around it. */
const aroundTable = 120

const isSet = (block: ContentBlock | undefined): boolean => block?.kind === 'table' || block?.kind === 'form'
const closing = new Set<ContentBlock['kind']>(['attachment', 'signature', 'date', 'note'])

/**
 * What belongs together is not parted by the end of a page: nobody signs a page on which nothing stands, and a date
 * follows its signature (GB/T 9704 7.3.5).
 */
function staysWithNext(blocks: readonly ContentBlock[], at: number): boolean {
  const [block, next] = [blocks[at], blocks[at + 1]]
  if (!block || !next) return false
  const ends = blocks.slice(at + 1).every(({ kind }) => closing.has(kind))
  return ends && next.kind !== 'note' ? true : ends && closing.has(block.kind)
}

/** Under a seal the signature is centred above the date, which ends four characters from the edge. */
function sealed(blocks: readonly ContentBlock[], at: number, look: Look): Look {
  const text = (index: number, kind: ContentBlock['kind']): string | null => {
    const block = blocks[index]
    return block?.kind === kind && 'text' in block ? block.text : null
  }
  const name = text(at, 'signature') ?? text(at - 1, 'signature')
  const date = text(at, 'date') ?? text(at + 1, 'date')
  if (name === null || date === null) return look
  const longer = (widthOf(name) - widthOf(date)) / 2
  const right = Math.max(4, longer)
  return { ...look, right: blocks[at]?.kind === 'date' ? right : right - longer }
}

function blockXml(content: DocumentContent, at: number): string {
  const { blocks, style } = content
  const block = blocks[at]
  if (!block) return ''
  const keepNext = staysWithNext(blocks, at)
  if (block.kind === 'table') return tableXml(block, keepNext, content.landscape ?? false)
  if (block.kind === 'form') return formXml(block, keepNext)
  const base = looks[style][block.kind]
  const look: Look = {
    ...(style === 'official' ? sealed(blocks, at, base) : base),
    ...(keepNext ? { keepNext } : {}),
    ...(isSet(blocks[at + 1]) ? { after: aroundTable } : {}),
    ...(isSet(blocks[at - 1]) ? { before: Math.max(aroundTable, base.before ?? 0) } : {}),
  }
  const height = lineHeight[style]
  if (block.kind === 'title') return paragraph(titleLines(block.text), look, Math.max(height, look.size * 14))
  // Each line is a paragraph: a justified line that merely ends would be pulled apart.
  return block.text
    .split('\n')
    .map((line) => paragraph([line], look, height))
    .join('')
}

/**
 * A Word file of a document's content, in the layout of GB/T 9704—2012: A4 with margins of 37, 35, 28 and 26 mm, page
 * numbers outside. Fonts are named with their fall-backs and not embedded, since they are proprietary. The same content
 * and time give the same bytes.
 */
export function docxOf(content: DocumentContent, at: Date): Promise<Uint8Array> {
  const { title, watermark, landscape } = content
  const body = content.blocks.map((_, index) => blockXml(content, index)).join('')
  return zipOf(docxParts({ body, title, watermark, landscape: landscape ?? false, at }), at)
}
