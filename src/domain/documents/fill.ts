import type { ContentBlock, DocumentContent, ParagraphKind } from './content.ts'
import { paragraphKinds } from './content.ts'
import type { DocumentLayout, LayoutBlock } from './layout.ts'

/** A row of a list: its facts by name. */
export type FactRow = Readonly<Record<string, string>>
/** What the records say, by name; an empty text counts as not said. */
export type Facts = Readonly<Record<string, string | readonly FactRow[]>>

/** What stands where nothing is known: seen at once by whoever reads the draft, and never mistaken for a fact. */
export const blank = '（待填）'

/** A filled document, and the names of what it leaves blank. */
export interface Filled {
  content: DocumentContent
  blanks: string[]
}

const placeholder = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g

/** Puts facts into a text with placeholders; a row's own facts come before the document's. */
type Fill = (text: string, row: FactRow) => string

/**
 * Fills a layout with facts. Text of people is put in as it is: there is no markup, and what looks like a placeholder
 * inside a fact stays text. A number that begins the layout stands above the title, as in official letters.
 */
export function fillLayout(layout: DocumentLayout, facts: Facts): Filled {
  const blanks = new Set<string>()
  const wordOf = (name: string, row: FactRow): string => {
    const found = row[name] ?? facts[name]
    if (typeof found === 'string' && found !== '') return found
    blanks.add(name)
    return blank
  }
  const fill: Fill = (text, row) => text.replace(placeholder, (_, name: string) => wordOf(name, row))
  const optional = new Set(layout.fields.filter((field) => field.optional).map(({ id }) => id))
  // What may stay blank is left empty in a form, for a hand to write in.
  const fillForm: Fill = (text, row) =>
    text.replace(placeholder, (_, name: string) =>
      optional.has(name) && !isThere(facts, name) ? '' : wordOf(name, row),
    )
  const blocks = layout.blocks.flatMap((block) => filledBlocks(block, facts, { fill, fillForm }))
  const title = fill(layout.title, {})
  const above = blocks[0]?.kind === 'number' ? blocks.slice(0, 1) : []
  return {
    content: {
      style: layout.style,
      title,
      watermark: null,
      blocks: [...above, { kind: 'title', text: title }, ...blocks.slice(above.length)],
    },
    blanks: [...blanks],
  }
}

const isThere = (facts: Facts, name: string): boolean => (facts[name]?.length ?? 0) > 0

/** The rows of a list, numbered. */
function rowsOf(facts: Facts, name: string): FactRow[] {
  const rows = facts[name]
  if (typeof rows === 'string' || rows === undefined) return []
  return rows.map((row, index) => ({ no: String(index + 1), cn: chineseNumber(index + 1), ...row }))
}

type TableLayout = Extract<LayoutBlock, { table: unknown }>['table']
type FormLayout = Extract<LayoutBlock, { form: unknown }>['form']

function filledBlocks(
  block: LayoutBlock,
  facts: Facts,
  { fill, fillForm }: { fill: Fill; fillForm: Fill },
): ContentBlock[] {
  if (block.if !== undefined && !isThere(facts, block.if)) return []
  if (block.unless !== undefined && isThere(facts, block.unless)) return []
  if ('table' in block && typeof block.table === 'object' && block.table !== null)
    return [filledTable(block.table as TableLayout, facts, fill)]
  if ('form' in block && typeof block.form === 'object' && block.form !== null)
    return [filledForm(block.form as FormLayout, facts, fillForm)]
  const [kind, text] = paragraphIn(block)
  const rows = block.each === undefined ? [{}] : rowsOf(facts, block.each)
  return rows.map((row) => ({ kind, text: fill(text, row) }))
}

const filledTable = ({ columns, rows }: TableLayout, facts: Facts, fill: Fill): ContentBlock => ({
  kind: 'table',
  columns: columns.map(({ label, width }) => ({ label, width })),
  rows: rowsOf(facts, rows).map((row) => columns.map(({ value }) => filledCell(value, row, fill))),
})

const filledForm = (rows: FormLayout, facts: Facts, fill: Fill): ContentBlock => ({
  kind: 'form',
  rows: rows.map((cells) =>
    cells.map(({ label, value, each, lines }) => ({
      label,
      text: (each === undefined ? [{}] : rowsOf(facts, each)).map((row) => fill(value, row)).join('\n'),
      ...(lines === undefined ? {} : { lines }),
    })),
  ),
})

/** A cell may be empty: a record with gaps is still a record. */
const filledCell = (value: string, row: FactRow, fill: Fill): string => {
  const only = /^\{\{\s*([a-z][a-z0-9_]*)\s*\}\}$/.exec(value)?.[1]
  return only !== undefined && only in row ? (row[only] ?? '') : fill(value, row)
}

function paragraphIn(block: LayoutBlock): [ParagraphKind, string] {
  for (const kind of paragraphKinds) {
    const text = (block as Record<string, unknown>)[kind]
    if (typeof text === 'string') return [kind, text]
  }
  throw new Error('a block without text') // the schema has refused it
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 一 to 九十九, for headings. */
export function chineseNumber(value: number): string {
  if (value <= 10) return digits[value] ?? String(value)
  const tens = Math.floor(value / 10)
  return `${tens === 1 ? '' : digits[tens]}十${value % 10 === 0 ? '' : digits[value % 10]}`
}
