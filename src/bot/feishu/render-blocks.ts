import type { Block, ChecklistItem } from '../../cards/card.ts'
import type { MentionNames } from '../platform.ts'
import { clip, type Element, oneLine, paragraph, plainText, row } from './card-json.ts'
import { partLimits } from './limits.ts'
import type { NamesInCard } from './names-in-card.ts'
import { renderChart, renderTable } from './render-data.ts'
import { renderButtons, renderForm } from './render-form.ts'

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

/** What rendering a block may need besides the block. */
export interface RenderContext {
  names: NamesInCard
  mention: MentionNames
}

const textSizes = { normal: 'normal', small: 'notation', heading: 'heading' } as const

/** Few facts stand as aligned rows with grey labels; many would eat the card's elements and become lines. */
const alignedFacts = 8

function renderFacts({ items }: BlockOf<'facts'>): Element[] {
  if (items.length > alignedFacts) {
    return [paragraph(items.map(({ label, value }) => `${label}：${value}`).join('\n'))]
  }
  return items.map(({ label, value }) =>
    row([
      {
        width: 'weighted',
        weight: 1,
        elements: [paragraph(clip(label, partLimits.label), { size: 'normal', color: 'grey' })],
      },
      { width: 'weighted', weight: 4, elements: [paragraph(value, { size: 'normal' })] },
    ]),
  )
}

const renderItem = (item: ChecklistItem): Element =>
  item.action
    ? {
        tag: 'checker',
        checked: item.done,
        text: plainText(item.text),
        overall_checkable: true,
        checked_style: { show_strikethrough: true, opacity: 0.6 },
        behaviors: [{ type: 'callback', value: item.action }],
      }
    : paragraph(`${item.done ? '☑' : '☐'} ${item.text}`, item.done ? { color: 'grey' } : {})

const barWidth = 10

function renderProgress({ label, value, max }: BlockOf<'progress'>): Element[] {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const filled = Math.floor(share * barWidth)
  const bar = '■'.repeat(filled) + '□'.repeat(barWidth - filled)
  return [paragraph(`${clip(label, partLimits.label)}  ${bar}  ${value}/${max}`)]
}

const renderFold = ({ title, text }: BlockOf<'fold'>): Element[] => [
  {
    tag: 'collapsible_panel',
    expanded: false,
    header: {
      title: oneLine(title, partLimits.title),
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined' },
      icon_position: 'right',
      icon_expanded_angle: -180,
    },
    elements: [paragraph(text)],
  },
]

const openId = /^ou_[A-Za-z0-9_-]{1,64}$/

/** The only markup of a card: mentions, made of checked ids and nothing else. */
function renderMention({ memberIds, text }: BlockOf<'mention'>, mention: MentionNames): Element[] {
  const ids = memberIds.flatMap((memberId) => {
    const identity = mention(memberId)
    return identity?.kind === 'open_id' && openId.test(identity.value) ? [identity.value] : []
  })
  const marks = [...new Set(ids)].map((id) => `<at id=${id}></at>`).join(' ')
  return [...(marks ? [{ tag: 'markdown', content: marks }] : []), ...(text.trim() ? [paragraph(text)] : [])]
}

/** The elements of one block; none for a block without content. */
export function renderBlock(block: Block, context: RenderContext): Element[] {
  switch (block.type) {
    case 'text':
      return block.text.trim() ? [paragraph(block.text, { size: textSizes[block.size ?? 'normal'] })] : []
    case 'facts':
      return renderFacts(block)
    case 'checklist':
      return block.items.map(renderItem)
    case 'form':
      return renderForm(block, context.names)
    case 'buttons':
      return renderButtons(block.items, context.names, false, 'button')
    case 'progress':
      return renderProgress(block)
    case 'chart':
      return renderChart(block)
    case 'table':
      return renderTable(block)
    case 'fold':
      return renderFold(block)
    case 'mention':
      return renderMention(block, context.mention)
    case 'divider':
      return [{ tag: 'hr' }]
  }
}
