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
}

/** Everything in a card that has a `tag` (texts too), in reading order. A chart's own data is not entered. */
export function placedElements(card: unknown): Placed[] {
  const found: Placed[] = []
  const visit = (value: unknown, path: string, around: string[], form: Placed | undefined): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, `${path}.${index}`, around, form)
      })
      return
    }
    if (!isFields(value)) return
    const tag = textOf(value.tag)
    const placed: Placed = { element: value, tag, path, around, ...(form ? { form } : {}) }
    if (tag) found.push(placed)
    const inner = tag ? [...around, tag] : around
    for (const [key, member] of Object.entries(value)) {
      // Values of callbacks, chart data and table rows belong to the card's author and may hold a "tag" of their own.
      if (['chart_spec', 'value', 'rows'].includes(key)) continue
      visit(member, path ? `${path}.${key}` : key, inner, tag === 'form' ? placed : form)
    }
  }
  visit(card, '', [], undefined)
  return found
}

/** The words of a text object (`plain_text`, `lark_md`), or the empty string. */
export const wordsOf = (text: unknown): string => (isFields(text) ? textOf(text.content).trim() : '')
