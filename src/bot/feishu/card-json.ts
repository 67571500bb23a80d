/** The pieces of the platform's Card JSON 2.0 that every block is built of. */

/** One element of a card; the platform refuses properties that it does not know. */
export interface Element {
  tag: string
  [property: string]: unknown
}

/** A whole card, ready to be sent. */
export interface CardJson {
  schema: '2.0'
  config: {
    update_multi: true
    enable_forward: false
    width_mode: 'fill'
    summary: { content: string }
  }
  header: {
    title: Element
    subtitle?: Element
    template: string
    text_tag_list?: Element[]
  }
  body: { direction: 'vertical'; vertical_spacing: string; elements: Element[] }
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Cuts to at most `max` graphemes, the last of which is then `…`; never splits a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const kept: string[] = []
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length === max) return `${kept.slice(0, Math.max(0, max - 1)).join('')}…`
    kept.push(segment)
  }
  return text
}

/** Cuts to at most `max` UTF-16 units, for limits that the platform counts itself. */
export function clipUnits(text: string, max: number): string {
  return text.length <= max
    ? text
    : `${text
        .slice(0, max - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
}

/**
 * What the platform can show: no control characters but the line break, no halves of a surrogate pair, and nothing that
 * turns the direction of what stands around it (a quoted word could make a sentence of ours read otherwise).
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : c === '\t' ? ' ' : ''))

/** Text that is shown literally. Empty text becomes a dash, because the platform refuses empty elements. */
export function plainText(text: string, style: { size?: string; color?: string } = {}): Element {
  return {
    tag: 'plain_text',
    content: printable(text).trim() === '' ? '–' : printable(text),
    ...(style.size && { text_size: style.size }),
    ...(style.color && { text_color: style.color }),
  }
}

/** A line of a title or label: like {@link plainText}, without line breaks. */
export const oneLine = (text: string, max: number): Element =>
  plainText(clip(printable(text).replace(/\s+/g, ' ').trim(), max))

/** A paragraph of literal text. */
export const paragraph = (text: string, style: { size?: string; color?: string } = {}): Element => ({
  tag: 'div',
  text: plainText(text, style),
})

/** Elements side by side; each column is as wide as `width` says, or as its content. */
export const row = (columns: { width?: string; weight?: number; elements: Element[] }[]): Element => ({
  tag: 'column_set',
  flex_mode: columns.some((column) => column.width) ? 'none' : 'flow',
  background_style: 'default',
  horizontal_spacing: '8px',
  columns: columns.map(({ width = 'auto', weight, elements }) => ({
    tag: 'column',
    width,
    ...(weight && { weight }),
    elements,
  })),
})
