import type { Card, Tone } from '../../cards/card.ts'
import type { MentionNames } from '../platform.ts'
import { type CardJson, clip, oneLine, paragraph } from './card-json.ts'
import { partLimits } from './limits.ts'
import { namesInCard } from './names-in-card.ts'
import { renderBlock } from './render-blocks.ts'
import { tagColors } from './tag-colors.ts'

const templates: Record<Tone, string> = {
  info: 'blue',
  attention: 'orange',
  danger: 'red',
  success: 'green',
  neutral: 'grey',
}

/** Turns a card into the platform's JSON as it is, whatever its size; use `renderCard`, which fits it first. */
export function renderFrame(card: Card, mention: MentionNames): CardJson {
  const names = namesInCard()
  const elements = card.blocks.flatMap((block) => renderBlock(block, { names, mention }))
  if (card.note)
    elements.push(paragraph(clip(card.note, partLimits.note), { size: 'notation', color: 'grey' }))
  if (elements.length === 0) elements.push(paragraph(clip(card.summary, partLimits.summary)))
  const tags = (card.tags ?? []).slice(0, partLimits.tags)
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      enable_forward: false,
      width_mode: 'fill',
      summary: { content: String(oneLine(card.summary, partLimits.summary).content) },
    },
    header: {
      title: oneLine(card.title, partLimits.title),
      ...(card.subtitle && { subtitle: oneLine(card.subtitle, partLimits.subtitle) }),
      template: templates[card.tone],
      ...(tags.length > 0 && {
        text_tag_list: tags.map(({ text, tone }) => ({
          tag: 'text_tag',
          text: oneLine(text, partLimits.tagText),
          color: tagColors[tone],
        })),
      }),
    },
    body: { direction: 'vertical', vertical_spacing: '8px', elements },
  }
}
