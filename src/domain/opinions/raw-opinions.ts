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
  const said = opinions.filter((one) => !one.none)
  const named = said
    .flatMap((one) => (one.memberId === null ? [] : [{ name: nameOf(one.memberId), content: one.content }]))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
  const anonymous = said.filter((one) => one.memberId === null)
  const withheld = anonymous.length > 0 && anonymous.length < leastAnonymous
  const texts = withheld ? [] : anonymous.map((one) => one.content).sort()
  return { shown: [...named, ...texts.map((content) => ({ name: null, content }))], withheld }
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
