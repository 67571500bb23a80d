import type { Block, Card } from '../../cards/card.ts'
import type { Limits, MentionNames } from '../platform.ts'
import { type CardSize, sizeOf } from './card-size.ts'
import { renderFrame } from './frame.ts'
import { partLimits } from './limits.ts'
import { namesInCard } from './names-in-card.ts'
import { renderBlock } from './render-blocks.ts'
import { formSentence } from './render-form.ts'
import { atLast, gently, harshly, type Ladder } from './smaller.ts'

/** Planning knows no identities: it counts every mention at the greatest length that is rendered. */
const longestMention: MentionNames = (memberId) => ({
  platform: 'feishu',
  kind: 'open_id',
  value: `ou_${memberId.replace(/\W/g, '').padEnd(64, '0').slice(0, 64)}`,
})

/** Room for the request around the card, and for the marks that keep names apart. */
const reserve: CardSize = { bytes: 800, elements: 2 }

const cutSentence: Block = { type: 'text', text: '内容过多，卡片放不下，部分内容未显示。', size: 'small' }

const fits = (size: CardSize, limits: Limits): boolean =>
  size.bytes + reserve.bytes <= limits.cardBytes && size.elements + reserve.elements <= limits.cardElements

const sizeOfBlocks = (blocks: Block[]): CardSize => {
  const context = { names: namesInCard(), mention: longestMention }
  return sizeOf(blocks.flatMap((block) => renderBlock(block, context)))
}

/** The share of the card that a block takes, in whatever is scarcer. */
const share = (size: CardSize, limits: Limits): number =>
  Math.max(size.bytes / limits.cardBytes, size.elements / limits.cardElements)

const tableAsText = (block: Extract<Block, { type: 'table' }>): Block => ({
  type: 'text',
  text: block.rows
    .map((cells) =>
      block.columns
        .map(({ key, label }) => {
          const cell = cells[key] ?? ''
          return `${label}：${typeof cell === 'string' ? cell : cell.text}`
        })
        .join('，'),
    )
    .join('\n'),
})

const chartAsText = (block: Extract<Block, { type: 'chart' }>): Block => ({
  type: 'text',
  text: [block.title, ...block.points.map(({ label, value }) => `${label}：${value}`)].join('\n'),
})

/** The platform takes few tables and charts; the ones after these are told in words. */
function withinCounts(blocks: Block[]): Block[] {
  let tables = 0
  let charts = 0
  return blocks.map((block) => {
    if (block.type === 'table' && ++tables > partLimits.tables) return tableAsText(block)
    if (block.type === 'chart' && ++charts > partLimits.charts) return chartAsText(block)
    return block
  })
}

interface Place {
  original: Block
  shown: Block[]
  size: CardSize
  ladder: Ladder
}

const place = (original: Block): Place => ({
  original,
  shown: [original],
  size: sizeOfBlocks([original]),
  ladder: gently(original),
})

function total(places: Place[], frame: CardSize): CardSize {
  return places.reduce(
    (sum, { size }) => ({ bytes: sum.bytes + size.bytes, elements: sum.elements + size.elements }),
    frame,
  )
}

/** Takes the largest place down a step, again and again, until all fit or no ladder goes further. */
function shrink(places: Place[], frame: CardSize, limits: Limits): boolean {
  const open = new Set(places)
  while (!fits(total(places, frame), limits)) {
    const [largest] = [...open].sort((a, b) => share(b.size, limits) - share(a.size, limits))
    if (!largest) return false
    const step = largest.ladder.next()
    if (step.done) open.delete(largest)
    else {
      largest.shown = step.value
      largest.size = sizeOfBlocks(step.value)
    }
  }
  return true
}

/**
 * Fits a card into the platform's limits: tables, lists and texts are cut at the end and say so (largest first),
 * a form is shown whole or replaced by a sentence. A card that fits is returned with all its blocks.
 */
export function planCard(card: Card, limits: Limits): Card {
  const blocks = withinCounts(card.blocks.slice(0, partLimits.blocks))
  const whole = { ...card, blocks }
  const complete = blocks.length === card.blocks.length
  if (complete && fits(sizeOf(renderFrame(whole, longestMention)), limits)) return whole
  const frame = sizeOf(renderFrame({ ...card, blocks: [cutSentence] }, longestMention))
  const places = blocks.map(place).map((at) => {
    const hopeless = at.original.type === 'form' && !fits(total([at], frame), limits)
    return hopeless ? place({ type: 'text', text: formSentence }) : at
  })
  for (const ladder of [gently, harshly, atLast]) {
    for (const at of places) at.ladder = ladder(at.original)
    if (shrink(places, frame, limits)) break
  }
  const lost = !complete || places.some(({ shown }) => shown.length === 0)
  return { ...card, blocks: [...places.flatMap(({ shown }) => shown), ...(lost ? [cutSentence] : [])] }
}
