import type { ContentBlock, DocumentContent, ParagraphKind } from '../../domain/documents/content.ts'
import { docxParts } from './docx-parts.ts'
import { xmlText } from './xml.ts'
import { zipOf } from './zip.ts'

/** How a paragraph looks: font, size in half points, and its paragraph properties in twentieths of a point. */
interface Look {
  font: string
  size: number
  bold?: boolean
  align?: 'center' | 'right' | 'both'
  /** Indents in hundredths of a character. */
  firstLine?: number
  left?: number
  right?: number
  before?: number
  /** Stays on the page of what follows: a signature is not parted from its date. */
  keepNext?: boolean
}

const fangsong = '仿宋_GB2312'
const size = { two: 44, three: 32, four: 28 } as const
const body: Look = { font: fangsong, size: size.three, align: 'both', firstLine: 200 }

/** GB/T 9704—2012: title 二号小标宋, headings 黑体 and 楷体, everything else 三号仿宋, first line indented by two characters. */
const official: Record<ParagraphKind, Look> = {
  title: { font: '方正小标宋简体', size: size.two, align: 'center' },
  subtitle: { font: '楷体_GB2312', size: size.three, align: 'center' },
  number: { font: fangsong, size: size.three, align: 'center' },
  addressee: { font: fangsong, size: size.three, before: 560 },
  body,
  h1: { ...body, font: '黑体' },
  h2: { ...body, font: '楷体_GB2312' },
  h3: body,
  line: { font: fangsong, size: size.three },
  attachment: { ...body, before: 560 },
  signature: { font: fangsong, size: size.three, align: 'right', right: 200, before: 560, keepNext: true },
  date: { font: fangsong, size: size.three, align: 'right', right: 400 },
  note: body,
}

/** Records are read on the screen and signed on paper: smaller, and without a red head. */
const record: Record<ParagraphKind, Look> = {
  ...official,
  line: { font: fangsong, size: size.four },
  body: { ...body, size: size.four },
  h1: { ...body, font: '黑体', size: size.four },
  h2: { ...body, font: '楷体_GB2312', size: size.four },
  h3: { ...body, size: size.four },
  note: { font: fangsong, size: 24 },
  signature: { font: fangsong, size: size.four, before: 560 },
  date: { font: fangsong, size: size.four, align: 'right', right: 200 },
}

/** Fixed lines of 28 pt: 22 to a page. */
const line = { official: 560, record: 480 } as const

const fonts = (font: string): string =>
  `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`

function runs(text: string, { font, size: half, bold }: Look): string {
  const properties = `<w:rPr>${fonts(font)}${bold ? '<w:b/>' : ''}<w:sz w:val="${half}"/><w:szCs w:val="${half}"/></w:rPr>`
  return text
    .split('\n')
    .map((part) => `<w:r>${properties}<w:t xml:space="preserve">${xmlText(part)}</w:t></w:r>`)
    .join(`<w:r>${properties}<w:br/></w:r>`)
}

function paragraph(text: string, look: Look, lineHeight: number): string {
  const { align, firstLine, left, right, before, keepNext } = look
  const indent =
    firstLine || left || right
      ? `<w:ind${left ? ` w:leftChars="${left}"` : ''}${right ? ` w:rightChars="${right}" w:right="${(right / 100) * (look.size * 10)}"` : ''}${firstLine ? ` w:firstLineChars="${firstLine}" w:firstLine="${(firstLine / 100) * (look.size * 10)}"` : ''}/>`
      : ''
  return `<w:p><w:pPr>${keepNext ? '<w:keepNext/>' : ''}<w:spacing${before ? ` w:before="${before}"` : ''} w:line="${lineHeight}" w:lineRule="exact"/>${indent}${align ? `<w:jc w:val="${align}"/>` : ''}</w:pPr>${runs(text, look)}</w:p>`
}

/** Width of the text area, 156 mm, in twentieths of a point. */
const textWidth = 8845

const cellLook: Look = { font: fangsong, size: 24 }
const headLook: Look = { font: '黑体', size: 24, align: 'center' }

function table({ columns, rows }: Extract<ContentBlock, { kind: 'table' }>): string {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.round((textWidth * width) / all))
  const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')
  const cell = (text: string, index: number, look: Look) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[index] ?? 0}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:line="360" w:lineRule="atLeast"/>${look.align ? `<w:jc w:val="${look.align}"/>` : ''}</w:pPr>${runs(text, look)}</w:p></w:tc>`
  const head = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${columns.map(({ label }, index) => cell(label, index, headLook)).join('')}</w:tr>`
  const others = rows
    .map(
      (row) =>
        `<w:tr><w:trPr><w:cantSplit/></w:trPr>${columns.map((_, index) => cell(row[index] ?? '', index, cellLook)).join('')}</w:tr>`,
    )
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${head}${others}</w:tbl>`
}

/**
 * A Word file of a document's content, in the layout of GB/T 9704—2012: A4 with margins of 37, 35, 28 and 26 mm, page
 * numbers outside. Fonts are named with their fall-backs and not embedded, since they are proprietary. The same content
 * and time give the same bytes.
 */
export function docxOf(content: DocumentContent, at: Date): Promise<Uint8Array> {
  const looks = content.style === 'official' ? official : record
  const blocks = content.blocks.map((block) =>
    block.kind === 'table' ? table(block) : paragraph(block.text, looks[block.kind], line[content.style]),
  )
  return zipOf(
    docxParts({ body: blocks.join(''), title: content.title, watermark: content.watermark, at }),
    at,
  )
}
