import type { Block, Cell } from '../../cards/card.ts'
import { clip } from './card-json.ts'
import { formSentence } from './render-form.ts'

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

/** Smaller and smaller stand-ins for one block, in order; the last one may be nothing. */
export type Ladder = Generator<Block[], void, undefined>

const line = (text: string): Block => ({ type: 'text', text, size: 'small' })

const shownOf = (all: number, shown: number): Block =>
  line(shown === 0 ? `共 ${all} 项，卡片放不下，未显示` : `共 ${all} 项，仅显示前 ${shown} 项`)

const below = (sizes: number[], size: number): number[] => sizes.filter((n) => n < size)

function* cutText<T extends BlockOf<'text'> | BlockOf<'fold'>>(block: T, sizes: number[]): Ladder {
  for (const n of below(sizes, block.text.length)) yield [{ ...block, text: clip(block.text, n) }]
}

function* cutItems<I>(items: I[], sizes: number[], make: (kept: I[]) => Block): Ladder {
  for (const n of below(sizes, items.length)) {
    yield n === 0 ? [shownOf(items.length, 0)] : [make(items.slice(0, n)), shownOf(items.length, n)]
  }
}

function* factsAsLines({ items }: BlockOf<'facts'>, sizes: { lines: number; each: number }[]): Ladder {
  for (const { lines, each } of sizes) {
    const kept = items.slice(0, lines).map(({ label, value }) => `${clip(label, each)}：${clip(value, each)}`)
    const text: Block = { type: 'text', text: kept.join('\n') }
    yield kept.length < items.length ? [text, shownOf(items.length, kept.length)] : [text]
  }
}

const narrow = (cell: Cell | undefined, max: number): Cell =>
  typeof cell === 'object' ? { ...cell, text: clip(cell.text, max) } : clip(cell ?? '', max)

/** A table's last stand: three rows of its first columns, in short words. */
function narrowTable(block: BlockOf<'table'>): Block[] {
  const columns = block.columns.slice(0, 4)
  const rows = block.rows
    .slice(0, 3)
    .map((cells) => Object.fromEntries(columns.map(({ key }) => [key, narrow(cells[key], 30)])))
  return [{ ...block, columns, rows }, shownOf(block.rows.length, rows.length)]
}

const mentionOnly = (block: BlockOf<'mention'>, people: number, words: number): Block => ({
  ...block,
  memberIds: block.memberIds.slice(0, people),
  text: clip(block.text, words),
})

/** Shortens without spoiling: long texts, lists and tables end early and say so. */
export function* gently(block: Block): Ladder {
  switch (block.type) {
    case 'text':
    case 'fold':
      return yield* cutText(block, [4000, 2000, 1000, 600, 300, 150, 80])
    case 'facts':
      return yield* factsAsLines(block, [
        { lines: block.items.length, each: 2000 },
        { lines: block.items.length, each: 100 },
        { lines: 40, each: 60 },
        { lines: 12, each: 60 },
      ])
    case 'checklist':
      return yield* cutItems(block.items, [80, 60, 45, 30, 20, 12, 8], (items) => ({ ...block, items }))
    case 'table':
      return yield* cutItems(block.rows, [300, 200, 150, 100, 70, 50, 30, 20, 10, 5], (rows) => ({
        ...block,
        rows,
      }))
    case 'chart':
      return yield* cutItems(block.points, [60, 30, 15, 8], (points) => ({ ...block, points }))
    case 'mention':
      for (const n of [100, 50, 20]) yield [mentionOnly(block, n, 300)]
  }
}

/** Gives up what is only to be read, so that what is to be filled in or pressed can stay. */
export function* harshly(block: Block): Ladder {
  switch (block.type) {
    case 'text':
    case 'fold':
      yield* cutText(block, [30])
      break
    case 'facts':
      yield* factsAsLines(block, [{ lines: 4, each: 30 }])
      break
    case 'checklist':
      yield* cutItems(block.items, [3, 0], (items) => ({ ...block, items }))
      break
    case 'table':
      yield narrowTable(block)
      yield [shownOf(block.rows.length, 0)]
      break
    case 'chart':
      yield [shownOf(block.points.length, 0)]
      break
    case 'mention':
      yield [mentionOnly(block, 3, 30)]
      break
    case 'form':
    case 'buttons':
      return
  }
  yield []
}

/** The last resort: a form goes as a whole, never by halves. */
export function* atLast(block: Block): Ladder {
  if (block.type === 'form') yield [{ type: 'text', text: formSentence }]
  if (block.type === 'buttons') yield* cutItems(block.items, [12, 6, 3], (items) => ({ ...block, items }))
  if (block.type === 'form' || block.type === 'buttons') yield []
}
