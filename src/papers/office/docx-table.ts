import type { ContentBlock } from '../../domain/documents/content.ts'
import { fangsong, type Look, size, textWidth } from './docx-looks.ts'
import { runs } from './docx-paragraph.ts'

type Table = Extract<ContentBlock, { kind: 'table' }>
type Form = Extract<ContentBlock, { kind: 'form' }>

/** Many columns are narrow: their letters are smaller. */
const manyColumns = 7
const mostColumns = 10
const cellLook = (columns: number): Look => ({
  font: fangsong,
  size: columns >= mostColumns ? size.smallFive : columns >= manyColumns ? size.five : size.smallFour,
})

const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')
const margins = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'

const frame = (widths: readonly number[], rows: readonly string[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/>${margins}</w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`

interface Cell {
  text: string
  width: number
  look: Look
  span?: number
}

function cellXml({ text, width, look, span }: Cell, keepNext: boolean): string {
  const align = look.align ? `<w:jc w:val="${look.align}"/>` : ''
  const paragraphs = text
    .split('\n')
    .map(
      (line) =>
        `<w:p><w:pPr>${keepNext ? '<w:keepNext/>' : ''}<w:spacing w:line="360" w:lineRule="atLeast"/>${align}</w:pPr>${runs([line], look)}</w:p>`,
    )
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span && span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${paragraphs.join('')}</w:tc>`
}

function row(cells: readonly Cell[], { head = false, keepNext = false, height = 0 } = {}): string {
  const least = height > 0 ? `<w:trHeight w:val="${height}" w:hRule="atLeast"/>` : ''
  return `<w:tr><w:trPr><w:cantSplit/>${least}${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells.map((cell) => cellXml(cell, keepNext)).join('')}</w:tr>`
}

/** A table with a head that is repeated on each page; `keepNext`: its last row stays with what follows. */
export function tableXml({ columns, rows }: Table, keepNext: boolean, landscape: boolean): string {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) =>
    Math.round((textWidth[landscape ? 'lying' : 'upright'] * width) / all),
  )
  const look = cellLook(columns.length)
  const head: Look = { ...look, font: '黑体', align: 'center' }
  return frame(widths, [
    row(
      columns.map(({ label }, index) => ({ text: label, width: widths[index] ?? 0, look: head })),
      { head: true },
    ),
    ...rows.map((values, at) =>
      row(
        columns.map((_, index) => ({ text: values[index] ?? '', width: widths[index] ?? 0, look })),
        { keepNext: keepNext && at === rows.length - 1, height: leastRow },
      ),
    ),
  ])
}

/** Share of a form's row that one label takes. */
const labelWidth = 1340
const lineOfForm = 360
/** A row that somebody signs in is at least 7 mm high. */
const leastRow = 400

/**
 * A form to be printed and signed: rows of labels with their answers, as wide as the text; rows with other numbers of cells
 * share one grid.
 */
export function formXml({ rows }: Form, keepNext: boolean): string {
  const edgesOf = (cells: Form['rows'][number]): number[] => {
    const share = textWidth.upright / cells.length
    return cells.flatMap((_, index) => [
      Math.round(index * share) + labelWidth,
      Math.round((index + 1) * share),
    ])
  }
  const edges = [...new Set(rows.flatMap(edgesOf))].sort((a, b) => a - b)
  const widths = edges.map((edge, index) => edge - (edges[index - 1] ?? 0))
  const label: Look = { font: '黑体', size: size.smallFour, align: 'center' }
  const answer: Look = { font: fangsong, size: size.smallFour }
  const lines = rows.map((cells, at) => {
    const ends = edgesOf(cells)
    const parts = cells.flatMap(({ label: name, text }) => [
      { text: name, look: label },
      { text, look: answer },
    ])
    const least = Math.max(...cells.map(({ lines: few }) => few ?? 1))
    return row(
      parts.map((part, index) => {
        const from = ends[index - 1] ?? 0
        const to = ends[index] ?? 0
        return { ...part, width: to - from, span: edges.filter((edge) => edge > from && edge <= to).length }
      }),
      { keepNext: keepNext && at === rows.length - 1, height: least * lineOfForm + 80 },
    )
  })
  return frame(widths, lines)
}
