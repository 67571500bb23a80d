import { type Fields, isFields, textOf } from '../json.ts'

/** An element of a card with the place where it stands. */
export interface Placed {
  element: Fields
  tag: string
  /** Dotted path from the card's root, such as `body.elements.0.columns.1.elements.0`. */
  path: string
  /** Tags of the elements around it, outermost first. */
  around: string[]
  /** The form around it. */
  form?: Placed
  /** Words of the text element just before it, which serve as its label when it has none of its own. */
  caption?: string
}

/** Everything in a card that has a `tag` (texts too), in reading order. A chart's own data is not entered. */
export function placedElements(card: unknown): Placed[] {
  const found: Placed[] = []
  const visit = (value: unknown, path: string, around: string[], form?: Placed, before?: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, `${path}.${index}`, around, form, value[index - 1])
      })
      return
    }
    if (!isFields(value)) return
    const tag = textOf(value.tag)
    const caption = captionOf(before)
    const placed: Placed = {
      element: value,
      tag,
      path,
      around,
      ...(form ? { form } : {}),
      ...(caption ? { caption } : {}),
    }
    if (tag) found.push(placed)
    const inner = tag ? [...around, tag] : around
    for (const [key, member] of Object.entries(value)) {
      // Values of callbacks, chart data and table rows belong to the card's author and may hold a "tag" of their own.
      if (['chart_spec', 'value', 'rows'].includes(key)) continue
      visit(member, path ? `${path}.${key}` : key, inner, tag === 'form' ? placed : form)
    }
  }
  visit(card, '', [])
  return found
}

/** The words of a text object (`plain_text`, `lark_md`), or the empty string. */
export const wordsOf = (text: unknown): string => (isFields(text) ? textOf(text.content).trim() : '')

/** What a text element says about the element after it, without the star of required fields. */
function captionOf(before: unknown): string {
  if (!isFields(before)) return ''
  const said =
    before.tag === 'div' ? wordsOf(before.text) : before.tag === 'markdown' ? textOf(before.content) : ''
  return withoutStar(said)
}

/** A label without the star that marks required fields. */
export const withoutStar = (label: string): string => label.replace(/\s*[*＊]$/, '').trim()
