import type { Opinion } from '../ports/decisions.ts'
import { leastAnonymous } from './figures.ts'

/** An opinion as the collator reads it; `name` is null when it came without one. */
export interface RawOpinion {
  name: string | null
  content: string
}

/** What the collator is shown. `withheld` = so few anonymous ones came that none is shown. */
export interface RawOpinions {
  shown: RawOpinion[]
  withheld: boolean
}

/** Named opinions in the order of the roster's names, then the anonymous ones in the order of their text, not of time. */
export function rawOpinions(opinions: readonly Opinion[], nameOf: (memberId: string) => string): RawOpinions {
  const { shown, withheld } = inOrder(opinions, nameOf)
  return {
    shown: shown.map(({ memberId, content }) => ({
      name: memberId === null ? null : nameOf(memberId),
      content,
    })),
    withheld: withheld.length > 0,
  }
}

/**
 * What came in, in the order in which the collator is shown it and numbers it (from 1), and the anonymous ones that are
 * shown to nobody because they are so few.
 */
export function inOrder(
  opinions: readonly Opinion[],
  nameOf: (memberId: string) => string,
): { shown: Opinion[]; withheld: Opinion[] } {
  const said = opinions.filter((one) => !one.none)
  const named = said
    .flatMap((one) => (one.memberId === null ? [] : [{ one, name: nameOf(one.memberId) }]))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
    .map(({ one }) => one)
  const anonymous = said
    .filter((one) => one.memberId === null)
    .sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0))
  const few = anonymous.length < leastAnonymous
  return { shown: few ? named : [...named, ...anonymous], withheld: few ? anonymous : [] }
}

/** So many UTF-16 units of opinions fit into one card beside its form (30 KB of JSON, three bytes a character). */
const unitsPerPage = 5000

/** And so many of them: a card holds 200 elements. */
const opinionsPerPage = 50

/** Cuts opinions into pages that fit a card; there is always a first page. An opinion is never cut. */
export function pagesOf(opinions: readonly RawOpinion[]): RawOpinion[][] {
  const pages: RawOpinion[][] = [[]]
  let units = 0
  for (const one of opinions) {
    const size = one.content.length + 40
    const full = units + size > unitsPerPage || pages.at(-1)?.length === opinionsPerPage
    if (full && units > 0) {
      pages.push([])
      units = 0
    }
    pages.at(-1)?.push(one)
    units += size
  }
  return pages
}
